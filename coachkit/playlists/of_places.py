"""Clips of the places that a search finds: the exchange around a place, else what is said around it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coachkit.clipping import TimedTalk, cut_clip, stretch_around
from coachkit.config import PlaylistSettings
from coachkit.models import Clip, Highlight
from coachkit.playlists.places import is_same_clip

LONG_QUOTE = 20.0
"""Of a turn so many seconds are quoted; the clip shows all of it, where it has room."""
MIDDLING = 0.5
"""Score of a clip that nothing is known of but that a search finds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFound:
    """A turn that a search finds, in seconds."""

    call_id: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What clips of places are made from."""

    highlights: Mapping[str, Sequence[Highlight]]
    """What is worth hearing, by call."""
    talk_of: Callable[[str], TimedTalk]
    """Reads a call; only asked of calls with a place that is in no highlight."""
    settings: PlaylistSettings


def clips_of_places(
    playlist_id: str, places: Iterable[PlaceFound], source: Source, *, reason: str
) -> Iterator[Clip]:
    """Yield a clip for each place, in their order, each once; a call is only read when its clip is wanted.

    `reason` is that of a clip which is no exchange.
    """
    of_call: dict[str, list[Clip]] = {}
    for place in places:
        there = of_call.setdefault(place.call_id, [])
        around = _exchange_at(place, source.highlights.get(place.call_id, ()))
        if around is not None:
            clip = clip_of_highlight(playlist_id, around)
        elif any(_holds(one, place) for one in there):
            continue
        else:
            clip = _said_around(playlist_id, place, source, reason)
        if not any(is_same_clip(clip, one) for one in there):
            there.append(clip)
            yield clip


def clip_of_highlight(playlist_id: str, highlight: Highlight) -> Clip:
    """Return a highlight as a clip of a list."""
    return Clip(
        playlist_id=playlist_id,
        n=0,
        call_id=highlight.call_id,
        start=highlight.start,
        end=highlight.end,
        reason=highlight.reason,
        score=highlight.score,
        quote=highlight.quote,
        subject="" if highlight.kind == "point" else highlight.name,
        verdict=highlight.verdict,
        quote_start=highlight.quote_start,
        quote_end=highlight.quote_end,
        moments=highlight.moments,
    )


def _exchange_at(place: PlaceFound, highlights: Iterable[Highlight]) -> Highlight | None:
    """Return the exchange that holds a turn; of several the shortest, and a point where there is none."""
    holding = [one for one in highlights if _holds(one, place)]
    return min(
        holding,
        key=lambda one: (one.kind == "point", round(one.end - one.start, 3), -one.score, one.n),
        default=None,
    )


def _holds(one: Clip | Highlight, place: PlaceFound) -> bool:
    """Say whether the middle of a place lies in a stretch of its call."""
    return one.call_id == place.call_id and one.start <= (place.start + place.end) / 2 <= one.end


def _said_around(playlist_id: str, place: PlaceFound, source: Source, reason: str) -> Clip:
    talk = source.talk_of(place.call_id)
    quote, start, end = said_in(talk, place.start, min(place.end, place.start + LONG_QUOTE))
    cut = cut_clip(talk, stretch_around(talk, quote, start, end), source.settings)
    return Clip(
        playlist_id=playlist_id,
        n=0,
        call_id=place.call_id,
        start=cut.start,
        end=cut.end,
        reason=reason,
        score=MIDDLING,
        quote=cut.quote,
        quote_start=cut.quote_start,
        quote_end=cut.quote_end,
    )


def said_in(talk: TimedTalk, start: float, end: float) -> tuple[str, float, float]:
    """Return what the one who speaks most says from `start` to `end`, and when; nothing where nobody does."""
    within = [one for one in talk.words if one.turn is not None and start <= (one.start + one.end) / 2 <= end]
    turns = [one.turn for one in within]
    if not turns:
        return "", start, end
    most = max(sorted(set(turns), key=lambda turn: turn or 0), key=turns.count)
    own = [one for one in within if one.turn == most]
    return " ".join(one.text for one in own), own[0].start, own[-1].end
