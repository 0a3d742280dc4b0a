"""Tables of outcomes as CRMs write them, read row by row."""

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.config import Settings
from coachkit.pipeline.outcomes.table import OutcomeTable, plain_value, read_outcome_table


def read(folder: Path, text: str, **layout: object) -> OutcomeTable:
    path = folder / "crm.csv"
    path.write_text(text, encoding="utf-8")
    return read_outcome_table(path, Settings.model_validate({"outcome_import": layout}))


@pytest.mark.parametrize(
    ("given", "value"),
    [("4,5", "4.5"), (" 4 ", "4"), ("-0,5", "-0.5"), ("Ja", "Ja"), ("1,2,3", "1,2,3"), ("a,5", "a,5")],
)
def test_a_decimal_comma_becomes_a_point_and_words_stay(given: str, value: str) -> None:
    assert plain_value(given) == value


def test_a_row_may_tell_several_outcomes_and_rows_without_one_are_counted(tmp_path: Path) -> None:
    table = read(tmp_path, "call,csat,Deal,recorded_at\none,5,won,2026-11-18 08:00\ntwo,,,\n")

    [row] = table.rows
    assert (row.line, row.call, row.outcomes) == (2, "one", (("csat", "5"), ("deal", "won")))
    assert row.recorded_at == datetime(2026, 11, 18, 8, 0)
    assert table.skipped == 1


@pytest.mark.parametrize(
    ("moment", "day_first", "at", "problem"),
    [
        ("03/04/2026 09:30", True, datetime(2026, 4, 3, 9, 30), None),
        ("03/04/2026 09:30", False, datetime(2026, 3, 4, 9, 30), None),
        ("2026-03-04T09:30", True, datetime(2026, 3, 4, 9, 30), None),
        (
            "25/04/2026 09:30",
            False,
            None,
            "no date with the month first; set outcome_import.day_first = true",
        ),
        ("yesterday", True, None, "“yesterday” is no date and time; write it as 2026-11-16 09:30"),
        ("0001-01-01 09:30", True, None, "is no date and time"),
    ],
)
def test_times_are_read_as_the_settings_say(
    tmp_path: Path, moment: str, day_first: bool, at: datetime | None, problem: str | None
) -> None:
    text = f"agent,started_at,csat\nTom,{moment},5\n"

    [row] = read(tmp_path, text, day_first=day_first).rows

    assert row.at == at
    assert (row.problem is None) if problem is None else (problem in (row.problem or ""))


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@given(rows=st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=5), separator=st.sampled_from(",;\t|"))
def test_whatever_stands_in_the_cells_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str, str]], separator: str
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([("call", "started_at", "recorded_at", "csat"), *rows])

    table = read(tmp_path_factory.mktemp("table"), text.getvalue())

    told = [row[3].strip() for row in rows if row[3].strip()]
    assert [row.outcomes for row in table.rows] == [(("csat", plain_value(one)),) for one in told]
    assert table.skipped == sum(any(c.strip() for c in row) for row in rows) - len(told)
