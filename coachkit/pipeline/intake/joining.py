"""Which files with part numbers are one call, and why one is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coachkit.pipeline.intake.known import Known
from coachkit.pipeline.intake.opening import Opened, as_known
from coachkit.pipeline.intake.source_files import FileGroup

_FIRST_NUMBERS = (0, 1)
"""Part numbers that a first part may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What becomes of the files of a group."""

    parts: tuple[Opened, ...] = ()
    """One call, in order. Parts that it had and whose files are gone are among them."""
    apart: tuple[Opened, ...] = ()
    """Files of another kind: each a call of its own."""
    refused: tuple[tuple[Path, str], ...] = ()
    """Files that cannot be part of a call yet, and why."""


def join_parts(group: FileGroup, opened: Mapping[Path, Opened], known: Known) -> Joined:
    """Return which files of a group are one call; those that could not be opened are not in `opened`.

    Parts are taken from the first on as long as none is missing and all have the same channels.
    """
    earlier = _parts_so_far(group, opened, known)
    if group.members[0][1] is None:
        later = (earlier[part] for part in sorted(earlier) if part > 0)
        return Joined(parts=(*opened.values(), *later))
    numbers = {path: number or 0 for path, number in group.members}
    first = _first_number(group, known)
    if first not in _FIRST_NUMBERS and not earlier:
        return _refuse(opened, numbers, above=-1, why="part 1 is missing")
    parts: list[Opened] = []
    refused: list[tuple[Path, str]] = []
    last = max(*numbers.values(), first + max(earlier, default=0))
    for number in range(first, last + 1):
        found = [opened[path] for path in numbers if numbers[path] == number and path in opened]
        fitting = [one for one in found if not parts or one.channels == parts[0].channels]
        one = _chosen(fitting, earlier.get(number - first))
        if one is None:
            why = _why_not(number, found, [path for path in numbers if numbers[path] == number])
            rest = _refuse(opened, numbers, above=number, why=why)
            return Joined(parts=tuple(parts), apart=tuple(found), refused=(*refused, *rest.refused))
        refused += [
            (other.path, f"{other.path.name} and {one.path.name} are both part {number}; keep one of them")
            for other in found
            if other is not one
        ]
        parts.append(one)
    return Joined(parts=tuple(parts), refused=tuple(refused))


def _why_not(number: int, found: Sequence[Opened], files: Sequence[Path]) -> str:
    """Return what is the matter with a part: its files are of another kind, unreadable or not there."""
    if found:
        channels = f"{found[0].channels} channel{'s' if found[0].channels > 1 else ''}"
        return f"part {number} ({found[0].path.name}) has {channels}, unlike those before it"
    return f"part {number} ({files[0].name}) cannot be read" if files else f"part {number} is missing"


def _parts_so_far(group: FileGroup, opened: Mapping[Path, Opened], known: Known) -> dict[int, Opened]:
    """Return the parts that the call has in the library, which stay when their files go."""
    path = group.members[0][0]
    file = known.recordings.get(str(path))
    call_id = file.call_id if file else None
    if call_id is None and path in opened:
        call_id = known.call_with(opened[path].recording.audio_hash)
    call = known.call(call_id) if call_id else None
    if call is None or call_id is None:
        return {}
    return {one.part: as_known(one, call) for one in known.recordings_of(call_id)}


def _first_number(group: FileGroup, known: Known) -> int:
    path, number = group.members[0]
    file = known.recordings.get(str(path))
    return (number or 0) - (file.part if file else 0)


def _chosen(found: Sequence[Opened], before: Opened | None) -> Opened | None:
    """Return the file that is a part: the one that it was before, else the first."""
    same = [one for one in found if before and one.path == before.path]
    return next(iter((*same, *found)), before)


def _refuse(opened: Mapping[Path, Opened], numbers: Mapping[Path, int], *, above: int, why: str) -> Joined:
    return Joined(
        refused=tuple(
            (path, f"{path.name} is part {numbers[path]}, and {why}: put that right, or rename this file")
            for path in opened
            if numbers[path] > above
        )
    )
