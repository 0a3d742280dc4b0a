from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.query.parse import parse
from coachkit.query.tree import All, OfCall
from coachkit.reporting.scope import query_of
from coachkit.store.reading import CallFilter, list_calls
from tests.reporting.made_report import Told, made_report


def test_no_filters_ask_for_all_calls() -> None:
    assert query_of(CallFilter()) is None


def test_filters_are_written_as_the_query_that_asks_for_the_same_calls() -> None:
    filters = CallFilter(
        team="Support", agent="Jana K.", min_grade="B", min_unheard=3.0, since=date(2026, 11, 1),
        new_since=date(2026, 9, 1), text="refund OR invoice",
    )  # fmt: skip
    assert query_of(filters) == (
        'agent:"Jana K." team:Support (grade:A,B OR medium:transcript) unheard:>=3s new-since:2026-09-01 '
        "since:2026-11-01 (refund OR invoice)"
    )


def test_a_name_that_no_query_can_write_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        query_of(CallFilter(customer='The "Best" Ltd'))


@given(agent=st.text(min_size=1), team=st.text(min_size=1))
def test_names_come_back_from_the_query_as_they_are_or_are_refused(agent: str, team: str) -> None:
    try:
        text = query_of(CallFilter(agent=agent, team=team))
    except ValueError:
        return
    assert text is not None
    node = parse(text).node
    assert isinstance(node, All)
    values = [value.text for one in node.nodes if isinstance(one, OfCall) for value in one.values]
    assert values == [agent, team]


@pytest.mark.parametrize(
    "filters",
    [
        CallFilter(agent="ann"),
        CallFilter(team="support"),
        CallFilter(customer="marta"),
        CallFilter(label="good"),
        CallFilter(grade="A"),
        CallFilter(min_grade="B"),
        CallFilter(min_unheard=1.0),
        CallFilter(topic="invoices"),
        CallFilter(since=date(2026, 11, 20)),
        CallFilter(until=date(2026, 11, 19)),
        CallFilter(new_since=date(2026, 1, 1)),
        CallFilter(text="topic:invoices OR agent:cem"),
    ],
)
def test_the_query_of_a_filter_finds_the_same_calls(tmp_path: Path, filters: CallFilter) -> None:
    calls = [Told(customer="Marta"), Told(agent="Cem", days_ago=1, label="bad", topic="t2")]
    with made_report(tmp_path / "made.db", calls, started={"Ann": date(2026, 2, 1)}) as library:
        by_query = list_calls(library, CallFilter(text=query_of(filters)), today=date(2026, 11, 21))
        assert by_query == list_calls(library, filters)


@pytest.mark.parametrize("name", ["Jana K.", "support", "Ärzte & Co", "2nd-line (night)"])
def test_usual_names_can_be_written(name: str) -> None:
    assert query_of(CallFilter(team=name)) is not None
