"""A playbook with one line for the made library, and what its agents do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coachkit.models import Case, StageName, StageRows, StageRun
from coachkit.store.library import Library
from tests.playbooks import made

LINE = replace(made.LINE, text="Ask before you answer.")


def give_playbook(library: Library, deeds: Mapping[str, Sequence[str]], **changes: str) -> None:
    """Write the playbook, and a case with its deeds for these calls; `changes` replace fields of the line."""
    for call_id, done in deeds.items():
        _store(library, call_id, "observe", {"cases": [case_of(call_id, done)]})
    line = replace(LINE, **changes)  # type: ignore[arg-type]
    _store(library, "", "advise", {"playbooks": [made.BOOK], "playbook_lines": [line]})


def case_of(call_id: str, deeds: Sequence[str]) -> Case:
    """Return the case of the one exchange of a call."""
    return Case(
        call_id=call_id,
        n=0,
        kind="competitor",
        name="Zenlane",
        exchange=0,
        agent="Jana Kovac",
        verdict="good",
        verdict_from="reaction",
        is_upset=False,
        start=9.0,
        end=28.0,
        prompt="",
        prompt_start=10.0,
        prompt_end=15.0,
        quote="",
        quote_start=23.0,
        quote_end=27.0,
        deeds=tuple(deeds),
    )


def _store(library: Library, call_id: str, stage: StageName, rows: StageRows) -> None:
    run = StageRun(call_id=call_id, stage=stage, fingerprint="f", output="o", finished_at="now", seconds=0.1)
    library.replace_stage(run, [*rows], rows)
