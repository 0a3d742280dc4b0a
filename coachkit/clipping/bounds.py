"""The bounds of a clip: on pauses, within the lengths that the settings allow, always around its quote.

What does not fit whole loses its lead-in first, then its end, then its beginning: a clip without the
customer's reaction would not show why it is in its list.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from coachkit.clipping.edges import Edges
from coachkit.clipping.stretch import AT_THE_EDGE, Stretch, lead_in, with_answer
from coachkit.clipping.talk import TimedTalk
from coachkit.config import PlaylistSettings
from coachkit.conversation import DEAD_AIR

LITTLE = 0.001
"""Times of clips are in whole milliseconds."""
LONG_TURN = 15.0
"""A turn of so many seconds is too long to be added only because a clip is too short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutClip:
    """A stretch of a call as it is played, and what is quoted of it; times in seconds."""

    start: float
    end: float
    quote: str
    quote_start: float
    quote_end: float


def cut_clip(talk: TimedTalk, wanted: Stretch, settings: PlaylistSettings) -> CutClip:
    """Return the clip that shows a stretch of a call.

    It lasts from `settings.min_seconds` (or as long as the call) to `settings.max_seconds`. No word of any
    side is cut, unless nobody pauses for so long. A quote that is longer than a clip may be is shortened.
    """
    edges = Edges(talk=talk, padding=settings.padding_seconds)
    start, end = _grown(edges, *_fitted(edges, wanted, settings), settings)
    return _quoted(
        talk,
        wanted,
        min(round(start, 3), max(start, wanted.quote_start)),
        min(max(round(end, 3), min(end, wanted.quote_end)), talk.duration),
    )


def _fitted(edges: Edges, wanted: Stretch, settings: PlaylistSettings) -> tuple[float, float]:
    """Return bounds on pauses, no further apart than allowed; they may be too near."""
    most = settings.max_seconds - 2 * LITTLE
    for first, last in _views(edges, wanted):
        start, end = edges.begin_by(first), edges.end_by(last)
        if end - start <= most:
            return start, end
    start = edges.begin_by(wanted.start)
    cut_end = edges.end_within(max(wanted.quote_end, start), start + most)
    if cut_end is not None:
        return start, cut_end
    end = edges.end_by(wanted.quote_end)
    cut_start = edges.begin_within(end - most, wanted.quote_start)
    if cut_start is not None:
        return cut_start, end
    return _around_quote(edges, wanted, most)


def _views(edges: Edges, wanted: Stretch) -> Iterator[tuple[float, float]]:
    """Yield what may be shown, the best first."""
    start = min(wanted.start, wanted.quote_start)
    end = max(wanted.end, wanted.quote_end)
    lead, answered = lead_in(edges, start), with_answer(edges, end)
    yield lead, answered
    yield start, answered
    yield lead, end
    yield start, end


def _around_quote(edges: Edges, wanted: Stretch, most: float) -> tuple[float, float]:
    """Return bounds around a quote that leaves room for nothing else, or of as much of it as fits.

    Only here a word may be cut: where nobody pauses for so long that there is no other way.
    """
    first, last = wanted.quote_start, wanted.quote_end
    if last - first <= most:
        start = edges.begin_within(last - most, first)
        start = first if start is None else start
        end = edges.end_within(last, start + most)
        return start, last if end is None else end
    start = edges.begin_within(first - most / 4, first)
    start = first if start is None else start
    end = edges.end_within(start + most / 2, start + most)
    return start, start + most if end is None else end


def _grown(edges: Edges, start: float, end: float, settings: PlaylistSettings) -> tuple[float, float]:
    """Widen too short a clip: by turns of the talk before and after, else by parts of them or by silence."""
    most = settings.max_seconds - 2 * LITTLE
    least = min(settings.min_seconds, most)
    for first, last in _by_turns(edges, start, end):
        if end - start >= least:
            break
        if max(last, end) - min(first, start) <= most:
            start, end = min(first, start), max(last, end)
    for first, last in ((edges.begin_by(end - least), end), (start, edges.end_by(start + least))):
        if end - start < least and last - first <= most:
            start, end = min(first, start), max(last, end)
    if end - start < least:
        end = min(edges.talk.duration, start + least)
        start = max(0.0, end - least)
    return start, end


def _by_turns(edges: Edges, start: float, end: float) -> Iterator[tuple[float, float]]:
    """Yield bounds with one turn more before, one more after, and so on, while they are short and near."""
    turns = edges.talk.turns
    before = [turn for turn in turns if turn.start < start - AT_THE_EDGE]
    after = [turn for turn in reversed(turns) if turn.end > end + AT_THE_EDGE]
    while before or after:
        if before:
            turn = before.pop()
            if start - turn.end < DEAD_AIR and turn.end - turn.start <= LONG_TURN:
                start = min(start, edges.begin_by(turn.start))
                yield start, end
            else:
                before = []
        if after:
            turn = after.pop()
            if turn.start - end < DEAD_AIR and turn.end - turn.start <= LONG_TURN:
                end = max(end, edges.end_by(turn.end))
                yield start, end
            else:
                after = []


def _quoted(talk: TimedTalk, wanted: Stretch, start: float, end: float) -> CutClip:
    """Return a clip with its quote; of a longer one only the words that are in it."""
    quote, first, last = wanted.quote, wanted.quote_start, wanted.quote_end
    if start > first or end < last:
        said = [word for word in talk.words if start <= word.start and word.end <= end]
        said = [word for word in said if word.start >= first - LITTLE and word.end <= last + LITTLE]
        turns = Counter(word.turn for word in said)
        own = [word for word in said if word.turn == turns.most_common(1)[0][0]] if turns else []
        quote = " ".join(word.text for word in own) or quote
        first, last = max(first, start), min(last, end)
        if own:
            first, last = own[0].start, own[-1].end
    return CutClip(start=start, end=end, quote=quote, quote_start=first, quote_end=last)
