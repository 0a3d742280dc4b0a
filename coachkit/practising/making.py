"""Making rounds of what was drawn: the lines, the stretches that play them, and whose they are.

All clips of a session are looked at together, as one list is for peers: whoever is on a call that went badly
is not named in any of its stretches, neither in the words nor in the sound.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coachkit.export.anonymous import without_names
from coachkit.export.contents import ClipContents, PlaylistContents, gather_clips
from coachkit.models import Case, Clip, Playlist, Segment
from coachkit.practising.drawing import Drawn
from coachkit.practising.folding import Piece, fold
from coachkit.practising.hints import Playbooks
from coachkit.practising.rounds import PlaybookHint, Reply, Round, Shown
from coachkit.practising.subjects import Practisable
from coachkit.replies.telling import MOST_NAMED, say_difference
from coachkit.store.library import Library
from coachkit.store.reading.curating import heard_calls
from coachkit.store.reading.practice import PractisedExchange

LATE_ENDS = 0.3
"""Seconds that a word may go on after the end that is stored (see `coachkit.clipping.edges`)."""
BEFORE = 0.2
"""Seconds before the first word of a stretch, so that it is not cut."""
SHORTEST = 0.1
_REACTS = "; the customer "


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A round as it was drawn, with what was said in its exchanges."""

    drawn: Drawn
    asked: PractisedExchange
    other: PractisedExchange | None
    wanted: Practisable

    @property
    def both(self) -> tuple[PractisedExchange, ...]:
        """The exchanges of it."""
        return (self.asked,) if self.other is None else (self.asked, self.other)

    def of(self, verdict: str) -> PractisedExchange | None:
        """Return the exchange that went so."""
        return next((one for one in self.both if one.verdict == verdict), None)

    def telling(self, one: PractisedExchange) -> list[str]:
        """Return the words of an exchange that are quoted where it is said what parts the two."""
        if self.drawn.pair is None:
            return []
        difference = self.drawn.pair.difference
        found = difference.good if one.verdict == "good" else difference.bad
        quoted = (trait.words.rstrip(" …") for trait in found[:MOST_NAMED])
        return [words for words in quoted if words]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """An exchange in stretches: the prompt alone, then what the agent says and how the customer reacts."""

    said: PractisedExchange
    pieces: tuple[Piece, ...]
    clips: tuple[Clip, ...]
    """The prompt's, then one a piece."""


def make_rounds(library: Library, told: Sequence[Told], playbooks: Mapping[str, Playbooks]) -> list[Round]:
    """Return the rounds of a session in order; `playbooks` by the id of what is practised."""
    exchanges = [one for round_ in told for one in round_.both]
    durations = {
        one.id: one.duration for one in heard_calls(library, {e.call_id for e in exchanges}).values()
    }
    cuts = [
        _cut(one, round_, library.rows(Segment, call_id=one.call_id), durations[one.call_id])
        for round_ in told
        for one in round_.both
    ]
    shown = _shown(library, cuts)
    cases = {
        (one.call_id, one.exchange): one
        for one in library.rows_of(Case, sorted({e.call_id for e in exchanges}))
        if one.exchange is not None
    }
    return [
        _round(n, one, shown, _hint(one, cases, playbooks[one.wanted.id])) for n, one in enumerate(told, 1)
    ]


def _cut(one: PractisedExchange, told: Told, segments: Sequence[Segment], duration: float) -> _Cut:
    difference = _difference(told)
    end = one.last if one.reaction_start is None else max(one.quote_end, one.reaction_start)
    lines = [s for s in segments if s.part == "talk" and one.prompt_end < (s.start + s.end) / 2 < end]
    first = min((line.start for line in lines), default=end)
    until = max(min(one.prompt_end + LATE_ENDS, first), one.prompt_start + SHORTEST)
    pieces = fold(lines, telling=told.telling(one))
    bounds = [(max(0.0, one.prompt_start - BEFORE), until)]
    bounds += [(max(until, piece.start - BEFORE), piece.end + LATE_ENDS) for piece in pieces]
    clips = [
        Clip(
            playlist_id="",
            n=n,
            call_id=one.call_id,
            start=start,
            end=max(min(end, duration), start + SHORTEST),
            reason=_took(one.reason),
            score=0.0,
            quote=one.quote if n else one.prompt,
            verdict=one.verdict,
            difference=difference,
        )
        for n, (start, end) in enumerate(bounds)
    ]
    return _Cut(said=one, pieces=tuple(pieces), clips=tuple(clips))


def _took(reason: str) -> str:
    """Return what a reason says of the customer alone; what a person says of it whole."""
    _, found, took = reason.partition(_REACTS)
    return f"The customer {took}" if found else reason


def _difference(told: Told) -> str | None:
    """Return what parts the two replies of a round."""
    pair, good, bad = told.drawn.pair, told.of("good"), told.of("bad")
    if pair is None or good is None or bad is None:
        return None
    return say_difference(pair.difference, good_seconds=_seconds(good), bad_seconds=_seconds(bad))


def _seconds(one: PractisedExchange) -> float:
    return one.last - one.prompt_start


def _shown(library: Library, cuts: Sequence[_Cut]) -> dict[PractisedExchange, list[Shown]]:
    """Return what is shown of each exchange, the prompt first."""
    clips = [clip for cut in cuts for clip in cut.clips]
    session = Playlist(id="practice", kind="week", subject="", verdict="mixed", title="", description="")
    [contents] = without_names(
        [PlaylistContents(playlist=session, clips=tuple(gather_clips(library, clips)))]
    )
    ready = iter(contents.clips)
    return {cut.said: [*_parts(cut, ready)] for cut in cuts}


def _parts(cut: _Cut, ready: Iterator[ClipContents]) -> Iterator[Shown]:
    yield Shown(of=next(ready))
    for piece in cut.pieces:
        yield Shown(of=next(ready), is_cut_before=piece.is_cut_before, seconds_before=piece.after)


def _round(
    n: int, told: Told, shown: Mapping[PractisedExchange, Sequence[Shown]], hint: PlaybookHint | None
) -> Round:
    good, bad = told.of("good"), told.of("bad")
    return Round(
        n=n,
        about=told.wanted.about,
        prompt=shown[told.asked][0],
        good=_reply(good, shown, is_asked=good is told.asked) if good else None,
        bad=_reply(bad, shown, is_asked=bad is told.asked) if bad else None,
        difference=shown[told.asked][0].of.clip.difference,
        hint=hint,
    )


def _hint(told: Told, cases: Mapping[tuple[str, int], Case], playbooks: Playbooks) -> PlaybookHint | None:
    good, bad = (
        cases.get((one.call_id, one.n)) if one else None for one in (told.of("good"), told.of("bad"))
    )
    return playbooks.hint(good, bad)


def _reply(
    said: PractisedExchange, shown: Mapping[PractisedExchange, Sequence[Shown]], *, is_asked: bool
) -> Reply:
    prompt, *parts = shown[said]
    is_told = said.verdict == "good" and not prompt.of.is_nameless
    agents = (parts[0] if parts else prompt).of.agents
    return Reply(
        verdict=said.verdict,
        prompt=prompt.of.clip.quote,
        is_asked=is_asked,
        agent=", ".join(agents) if is_told and agents else None,
        parts=tuple(parts),
        took=prompt.of.clip.reason,
    )
