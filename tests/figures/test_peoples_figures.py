from datetime import date
from pathlib import Path

import pytest

from coachkit.figures.averages import By, PeoplesFigures, average_figures
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter
from tests.export.example import build_example


@pytest.mark.parametrize("by", ["agent", "team"])
@pytest.mark.parametrize(
    ("since", "until"), [(None, None), (date(2026, 11, 17), None), (None, date(2026, 11, 16))]
)
def test_figures_read_once_are_averaged_as_those_read_for_each_question(
    tmp_path: Path, by: By, since: date | None, until: date | None
) -> None:
    with Library.open(build_example(tmp_path / "example.db", tmp_path)) as library:
        asked = average_figures(library, by=by, filters=CallFilter(since=since, until=until))
        once = PeoplesFigures.read(library)
        assert asked.rows
        assert once.rows(by="agent" if by == "agent" else "team", since=since, until=until) == asked.rows
        assert once.notes == asked.notes
