"""The transcript of a call in sections: lines with what is marked in them, and lines that say something.

A page holds at most `SECTION` lines and of a line at most `LONGEST` characters; the rest is asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import Literal

from coachkit.errors import NotFoundError
from coachkit.models import Edit, Mention, Moment, Part, Role, Segment
from coachkit.stages.edits import hand_changed
from coachkit.store.library import Library
from coachkit.store.reading.transcript_lines import (
    TranscriptLine,
    count_lines,
    line_at,
    lines_that_say,
    phrase_places,
    read_lines,
    read_lines_named,
    text_of_line,
)
from coachkit.web.pages.call_moments import TELLING

SECTION = 100
"""Lines that come at once."""
LONGEST = 900
"""Characters of a line that are shown before all of it is asked for."""
PIECE = 40_000
"""Characters that come when more of a long line is asked for."""
MOST_FOUND = 100
"""Lines shown that say what was looked for."""
BEFORE_FOUND = 200
"""Characters shown before what was looked for, where it stands far inside a long line."""

Way = Literal["both", "earlier", "later"]
MarkKind = Literal["competitor", "feature", "phrase", "found"]
Mark = tuple[int, int, MarkKind, str]
"""(start, end, kind, name): characters of the text that is shown, and what they name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a line's text, marked or plain."""

    text: str
    kind: MarkKind | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line as it is read: its text, or a part of it, and what stands out in it."""

    n: int
    """`Segment.n`."""
    start: float
    end: float
    role: Role
    speaker: str
    part: Part
    language: str | None
    is_estimated: bool
    """Whether its time is only estimated."""
    text: str
    begins: int
    """Which character of the whole line `text` begins with, from 0."""
    length: int
    """Characters of the whole line."""
    marks: tuple[Mark, ...]
    tags: tuple[str, ...]
    """What happens here, in a word or two: an objection, a promise."""
    is_edited: bool
    """Whether a person changed it."""
    is_new_speaker: bool
    """Whether the line before is another speaker's."""

    @property
    def pieces(self) -> list[Piece]:
        """The text, cut where something marked begins or ends."""
        return cut_at_marks(self.text, self.marks)

    @property
    def goes_to(self) -> int:
        """After which character of the whole line `text` ends."""
        return self.begins + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that follow each other and belong to the same part of the call."""

    part: Part
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSection:
    """Some lines of a call, in order."""

    call_id: str
    lines: tuple[ShownLine, ...]
    first: int
    """How many lines come before them."""
    total: int
    """Lines of the whole call."""
    asked: int | None = None
    """`Segment.n` of the line at the time that was asked for."""
    words: str = ""
    """What was looked for, where these are the lines that say it."""
    found: int = 0
    """How many lines say it."""
    way: Way = "both"
    """Whether they are put after or before lines that are shown already."""

    @property
    def blocks(self) -> list[Block]:
        """The lines, those aside of the conversation together."""
        parts = groupby(self.lines, key=lambda line: line.part)
        return [Block(part=part, lines=tuple(lines)) for part, lines in parts]

    @property
    def earlier(self) -> int | None:
        """Where the section before begins; None where there is none."""
        is_end = not self.first or self.words or self.way == "later"
        return None if is_end else max(0, self.first - SECTION)

    @property
    def later(self) -> int | None:
        """Where the section after begins; None where there is none."""
        after = self.first + len(self.lines)
        is_end = after >= self.total or self.words or self.way == "earlier"
        return None if is_end else after


@dataclass(frozen=True, slots=True, kw_only=True)
class RestOfLine:
    """More of a line that is too long to be shown at once."""

    call_id: str
    n: int
    text: str
    goes_to: int
    """After which character of the whole line it ends."""
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What stands out in a call, by `Segment.n`."""

    marks: Mapping[int, Sequence[Mark]] = field(default_factory=dict)
    tags: Mapping[int, Sequence[str]] = field(default_factory=dict)
    edited: frozenset[int] = frozenset()


def read_section(
    library: Library,
    call_id: str,
    *,
    first: int | None = None,
    at: float | None = None,
    way: Way = "both",
    until: int | None = None,
) -> LineSection:
    """Return the section of a call's lines from number `first` on, or the one that holds a time.

    `until`: none from this number on.
    """
    asked = line_at(library, call_id, at) if at is not None else None
    begin = first if first is not None else _section_of(asked[1]) if asked else 0
    # one line more than is shown tells who spoke before
    skipped = max(0, begin - 1)
    count = SECTION if until is None else max(0, min(SECTION, until - begin))
    lines = read_lines(library, call_id, skipped, count + begin - skipped, most=LONGEST)
    shown = _shown(lines, _standing_out(library, call_id))
    return LineSection(
        call_id=call_id,
        lines=tuple(shown[begin - skipped :]),
        first=begin,
        total=count_lines(library, call_id),
        asked=asked[0] if asked else None,
        way=way,
    )


def read_found(library: Library, call_id: str, words: str) -> LineSection:
    """Return the lines of a call in which `words` are said so, in any case."""
    places = dict(lines_that_say(library, call_id, words))
    numbers = [*places][:MOST_FOUND]
    lines = read_lines_named(library, call_id, numbers, most=LONGEST)
    standing = _standing_out(library, call_id)
    shown = [
        _with_found(library, call_id, one, place=places[one.n], words=words)
        for one in _shown(lines, replace(standing, marks={}), are_apart=True)
    ]
    return LineSection(
        call_id=call_id,
        lines=tuple(shown),
        first=0,
        total=count_lines(library, call_id),
        words=words,
        found=len(places),
    )


def read_rest(library: Library, call_id: str, n: int, after: int) -> RestOfLine:
    """Return what follows character `after` of a line.

    Raises:
        NotFoundError: There is no such line.
    """
    lines = read_lines_named(library, call_id, [n], most=0)
    if not lines:
        raise NotFoundError(f"call {call_id} has no line {n}")
    text = text_of_line(library, call_id, n, after, PIECE)
    return RestOfLine(call_id=call_id, n=n, text=text, goes_to=after + len(text), length=lines[0].length)


def cut_at_marks(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Return a text in pieces, marked and plain; of marks that overlap the first counts."""
    pieces, done = [], 0
    for start, end, kind, name in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        last = min(end, len(text))
        if start < done or start >= last:
            continue
        if start > done:
            pieces.append(Piece(text=text[done:start]))
        pieces.append(Piece(text=text[start:last], kind=kind, name=name))
        done = last
    if done < len(text):
        pieces.append(Piece(text=text[done:]))
    return pieces


def _section_of(place: int) -> int:
    """Return where to begin so that the line at `place` has some lines before it."""
    return 0 if place < SECTION else place - SECTION // 4


def _shown(
    lines: Sequence[TranscriptLine], standing: _Standing, *, are_apart: bool = False
) -> list[ShownLine]:
    speakers = [(line.role, line.speaker) for line in lines]
    changes = [True, *(a != b for a, b in pairwise(speakers))] if speakers else []
    return [
        ShownLine(
            n=line.n,
            start=line.start,
            end=line.end,
            role=line.role,
            speaker=line.speaker,
            part=line.part,
            language=line.language,
            is_estimated=line.times_from == "estimate",
            text=line.text,
            begins=0,
            length=line.length,
            marks=tuple(mark for mark in standing.marks.get(line.n, ()) if mark[0] < len(line.text)),
            tags=tuple(standing.tags.get(line.n, ())),
            is_edited=line.n in standing.edited,
            is_new_speaker=are_apart or is_new,
        )
        for line, is_new in zip(lines, changes, strict=True)
    ]


def _with_found(library: Library, call_id: str, line: ShownLine, *, place: int, words: str) -> ShownLine:
    """Return a line with what was looked for marked, and cut so that it is in sight."""
    begins, text = 0, line.text
    if place + len(words) > len(text):
        begins = max(0, place - BEFORE_FOUND)
        text = text_of_line(library, call_id, line.n, begins, LONGEST)
    at = place - begins
    return replace(line, text=text, begins=begins, marks=((at, at + len(words), "found", ""),))


def _standing_out(library: Library, call_id: str) -> _Standing:
    marks: dict[int, list[Mark]] = {}
    for one in library.rows(Mention, call_id=call_id):
        if one.kind != "candidate":
            marks.setdefault(one.segment, []).append((one.start_char, one.end_char, one.kind, one.name))
    for place in phrase_places(library, call_id):
        mark: Mark = (place.start_char, place.end_char, "phrase", place.tracker)
        marks.setdefault(place.segment, []).append(mark)
    tags: dict[int, list[str]] = {}
    for moment in library.rows(Moment, call_id=call_id):
        if moment.segment is not None and moment.kind in TELLING:
            told = tags.setdefault(moment.segment, [])
            told += [TELLING[moment.kind]] if TELLING[moment.kind] not in told else []
    edits = library.rows(Edit, call_id=call_id)
    changed = hand_changed(library.rows(Segment, call_id=call_id), edits) if edits else ()
    return _Standing(marks=marks, tags=tags, edited=frozenset(changed))
