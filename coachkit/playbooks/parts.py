"""Lines that another line says now: what people decided of them is told there, and struck ones are left out.

Where agents do two things in the same cases, one line stands and names the other. The other may have stood,
or been decided on, before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coachkit.models import PlaybookLine
from coachkit.playbooks.sentences import bare

_PART = "now part of: "


def part_of(sentence: str) -> str:
    """Return why a line is not claimed that belongs to the line with this sentence now."""
    return f"{_PART}{bare(sentence)}"


def is_part(line: PlaybookLine) -> bool:
    """Say whether another line says this one now."""
    return line.doubt is not None and line.doubt.startswith(_PART)


def with_parts(lines: Sequence[PlaybookLine]) -> list[PlaybookLine]:
    """Return the lines of a playbook, in order, each with what people decided of its parts.

    A part names its line as that reads now. A line leaves out parts that were struck.
    """
    wholes = {part_of(one.found): one for one in lines if not is_part(one)}
    parts: dict[str, list[PlaybookLine]] = {}
    for one in sorted(lines, key=lambda one: (one.behaviour, one.kind)):
        if is_part(one) and one.doubt in wholes:
            parts.setdefault(one.doubt or "", []).append(one)
    return [
        _as_part(one, wholes) if is_part(one) else _with_own(one, parts.get(part_of(one.found), []))
        for one in lines
    ]


def _as_part(line: PlaybookLine, wholes: Mapping[str, PlaybookLine]) -> PlaybookLine:
    whole = wholes.get(line.doubt or "")
    return line if whole is None or line.struck_by else replace(line, withheld=part_of(whole.text))


def _with_own(line: PlaybookLine, parts: Sequence[PlaybookLine]) -> PlaybookLine:
    also = [*line.also]
    for part in parts:
        for does in part.also:
            place = next((n for n, told in enumerate(also) if _tells(told, does)), len(also))
            also[place : place + 1] = [] if part.struck_by else [does + _decided(part)]
    return replace(line, also=tuple(also))


def _tells(told: str, does: str) -> bool:
    return told == does or told.startswith((f"{does} (approved by ", f"{does} (worded by "))


def _decided(part: PlaybookLine) -> str:
    """Return what people decided of a part: ` (approved by Jana as “Check it first”)`."""
    if part.approved_by and part.edited_by:
        by = "" if part.approved_by == part.edited_by else f", worded by {part.edited_by}"
        return f" (approved by {part.approved_by} as “{bare(part.text)}”{by})"
    if part.edited_by:
        return f" (worded by {part.edited_by} as “{bare(part.text)}”)"
    return f" (approved by {part.approved_by})" if part.approved_by else ""
