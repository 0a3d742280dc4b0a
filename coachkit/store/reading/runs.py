"""What was run on which call, of libraries with millions of such runs."""

from collections.abc import Iterator
from typing import cast

from coachkit.store.library import Library


def each_run(library: Library) -> Iterator[tuple[str, str, str, str]]:
    """Return call id (empty: the library), stage, fingerprint and output of each run, one by one."""
    rows = library.each("select call_id, stage, fingerprint, output from stage_runs")
    return cast(Iterator[tuple[str, str, str, str]], rows)  # these columns are text and never null


def calls_run(library: Library, stage: str) -> int:
    """Return on how many calls a stage was run."""
    sql = "select count(*) from stage_runs where stage = :stage and call_id != ''"
    [(count,)] = library.values(sql, {"stage": stage})
    return int(count or 0)
