"""What changed since the vectors were last read, and the vectors of some calls."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from coachkit import models
from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    by_others: int
    by_us: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Packed:
    call_id: str
    made: str


def library_version(library: Library) -> tuple[int, int]:
    """Return a pair that is another one after every change of the file, by this connection or others."""
    [version] = library.find(_Version, "select data_version, total_changes() from pragma_data_version")
    return version.by_others, version.by_us


def packed_calls(library: Library) -> dict[str, str]:
    """Return for each call with packed vectors what tells one packing from the next."""
    sql = """
        select p.call_id, coalesce(r.output, '') from packed_vectors p
        left join stage_runs r on r.call_id = p.call_id and r.stage = 'pack'
    """
    return {one.call_id: one.made for one in library.find(_Packed, sql)}


def read_packed(library: Library, call_ids: Collection[str] | None) -> list[models.PackedVectors]:
    """Return the packed vectors of these calls (None: all), ordered by call."""
    if call_ids is None:
        return library.rows(models.PackedVectors)
    return library.rows_of(models.PackedVectors, call_ids)
