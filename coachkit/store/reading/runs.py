"""What was run on which call, of libraries with millions of such runs."""

import json
from collections.abc import Iterator, Sequence
from typing import cast

from coachkit.models import StageName
from coachkit.store.library import Library


def each_run(library: Library) -> Iterator[tuple[str, str, str, str]]:
    """Return call id (empty: the library), stage, fingerprint and output of each run, one by one."""
    rows = library.each("select call_id, stage, fingerprint, output from stage_runs")
    return cast(Iterator[tuple[str, str, str, str]], rows)  # these columns are text and never null


def runs_of_call(library: Library, call_id: str) -> list[tuple[str, str, str, str]]:
    """Return the same as `each_run` of one call (empty: of the library)."""
    sql = "select call_id, stage, fingerprint, output from stage_runs where call_id = :call"
    return cast(list[tuple[str, str, str, str]], library.values(sql, {"call": call_id}))


def outputs_of_stage(library: Library, stage: str) -> str:
    """Return what came of a stage on all calls, as one text to be hashed; nothing where it was never run.

    It is put together by SQLite from an index alone: as rows it would take ten times as long.
    """
    sql = """
        select ifnull(group_concat(call_id || ' ' || output), '') from (
            select call_id, output from stage_runs where stage = :stage and call_id != '' order by call_id)
    """
    [(outputs,)] = library.values(sql, {"stage": stage})
    return str(outputs)


def calls_run(library: Library, stage: str) -> int:
    """Return on how many calls a stage was run."""
    sql = "select count(*) from stage_runs where stage = :stage and call_id != ''"
    [(count,)] = library.values(sql, {"stage": stage})
    return int(count or 0)


def newest_run(library: Library, stages: Sequence[StageName]) -> str:
    """Return when one of these stages ran last on a call (ISO 8601); empty where none has."""
    rows = library.values(
        "select max(finished_at) from stage_runs where stage in (select value from json_each(:stages))",
        {"stages": json.dumps([*stages])},
    )
    return str(next((at for (at,) in rows if at), ""))
