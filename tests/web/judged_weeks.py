"""The busy weeks with how their calls went, far worse in the last one, and a file that could not be read."""

from pathlib import Path

from coachkit.models import Failure, Label, Verdict
from coachkit.store import coding
from coachkit.store.library import Library
from tests.web.busy_weeks import CALLS, WEEKS, build_busy_weeks

BROKEN = "/home/lead/calls/<b>broken.mp3"


def build_judged_weeks(path: Path) -> Path:
    """Write the library to `path`."""
    build_busy_weeks(path)
    with Library.open(path) as library:
        labels = [_label(week, n) for week in range(WEEKS) for n in range(CALLS)]
        _add(library, labels)
        _add(
            library,
            [
                Failure(
                    subject=BROKEN,
                    stage="hear",
                    reason="no sound <b>in it</b>",
                    failed_at="2026-11-20T10:00:00",
                )
            ],
        )
    return path


def _label(week: int, n: int) -> Label:
    label: Verdict = "bad" if n < (20 if week == WEEKS - 1 else 3) else "good"
    return Label(
        call_id=f"w{week}c{n:02}",
        label=label,
        source="outcome:csat",
        reason=f"csat is {2 if label == 'bad' else 5} <script>alert(1)</script>",
        score_label=None,
    )


def _add(library: Library, rows: list[Failure] | list[Label]) -> None:
    table = coding.table_of(type(rows[0]))
    with library.changing() as connection:
        connection.executemany(coding.insert_sql(table), coding.pack(rows, table))
