"""Lines as a format gives them become the lines of a transcript: checked, put in order, times filled in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coachkit.errors import InputError
from coachkit.models import Role
from coachkit.text_files import clean_text
from coachkit.transcripts.given import GivenLine, GivenWord
from coachkit.transcripts.joining import join_broken
from coachkit.transcripts.length import speaking_time

TOLERANCE = 1.0
"""A speaker's line may begin so many seconds before the line that is written above it ends its turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A line of talk with what a format says of it. Times are seconds; None where it says none."""

    place: str
    """Where it stands, for messages: `line 12`, `segments[12]`."""
    start: float | None
    end: float | None
    text: str
    speaker: str | None = None
    role: Role | None = None
    language: str | None = None
    words: tuple[GivenWord, ...] = ()
    is_estimated: bool = False


def finish_lines(name: str, drafts: Iterable[DraftLine], *, is_ours: bool = False) -> tuple[GivenLine, ...]:
    """Return the lines in order of their start, with the times that lacked worked out.

    Lines of other programs that only break a sentence are joined; ours are taken as they are. `name`, that
    of the file, stands in front of messages.

    Raises:
        InputError: A line ends before it begins, times go backwards, or nobody says anything.
    """
    cleaned = [_cleaned(name, draft) for draft in drafts]
    said = [draft for draft in cleaned if draft.text]
    if not said:
        raise InputError(f"{name}: nobody says anything in it; is it the right file?")
    if not is_ours:
        _refuse_backwards(name, said)
    lines = sorted((_line(draft) for draft in _with_times(said)), key=lambda line: line.start)
    return tuple(lines if is_ours else join_broken(lines))


def _cleaned(name: str, draft: DraftLine) -> DraftLine:
    start, end = _from_zero(draft.start), _from_zero(draft.end)
    if start is not None and start < 0:
        raise InputError(f"{name}, {draft.place}: begins before 0; let times count from the call's beginning")
    if start is not None and end is not None and end < start:
        raise InputError(f"{name}, {draft.place}: ends at {end:g} s, before it begins at {start:g} s")
    return replace(
        draft,
        start=start,
        end=end,
        text=clean_text(draft.text),
        speaker=clean_text(draft.speaker or "") or None,
        language=clean_text(draft.language or "") or None,
    )


def _from_zero(time: float | None) -> float | None:
    """Return a time to the millisecond; a recogniser's slip of less than half a second below 0 is 0."""
    if time is None:
        return None
    return 0.0 if -0.5 < time <= 0 else round(time, 3)


def _refuse_backwards(name: str, drafts: Sequence[DraftLine]) -> None:
    """Refuse a speaker's line that is over before the line above it began: it overlaps with nothing.

    Speakers may talk at once, and a file may hold one speaker after the other.
    """
    latest: dict[str | None, float] = {}
    for draft in drafts:
        if draft.start is None:
            continue
        before = latest.get(draft.speaker, 0.0)
        end = draft.start if draft.end is None else draft.end
        if end + TOLERANCE < before:
            raise InputError(
                f"{name}, {draft.place}: begins at {draft.start:g} s, but what stands before it begins at"
                f" {before:g} s; put the lines in order, or give times that count from the call's beginning"
            )
        latest[draft.speaker] = max(before, draft.start)


def _with_times(drafts: Sequence[DraftLine]) -> list[DraftLine]:
    """Return the drafts with all times: what is not given follows from the neighbours and the text."""
    if all(draft.start is not None and draft.end is not None for draft in drafts):
        return list(drafts)
    filled: list[DraftLine] = []
    before = 0.0
    for k, draft in enumerate(drafts):
        length = speaking_time(draft.text)
        start, end = draft.start, draft.end
        if start is None:
            start = before if end is None else min(max(before, end - length), end)
        if end is None:
            later = [d.start for d in drafts[k + 1 : k + 20] if d.start is not None and d.start > start]
            end = min([start + length, *later[:1]])
        is_estimated = draft.is_estimated or draft.start is None or draft.end is None
        filled.append(replace(draft, start=round(start, 3), end=round(end, 3), is_estimated=is_estimated))
        before = max(before, end)
    return filled


def _line(draft: DraftLine) -> GivenLine:
    start, end = draft.start or 0.0, draft.end or 0.0
    return GivenLine(
        start=start,
        end=end,
        text=draft.text,
        speaker=draft.speaker,
        role=draft.role,
        language=draft.language,
        is_estimated=draft.is_estimated,
        words=draft.words,
    )
