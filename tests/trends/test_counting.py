from collections.abc import Mapping, Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coachkit.store.reading.trends import TalkedCall
from coachkit.trends.counting import contacts_of, tally

PLACED = st.dictionaries(
    st.sampled_from("abcdefgh"), st.lists(st.sampled_from(["Jana", "Tom", "Priya"]), unique=True), max_size=8
)


def a_call(name: str, *, day: date | None = date(2026, 11, 17), customer: str | None = "Acme") -> TalkedCall:
    return TalkedCall(id=name, day=day, customer=customer)


def test_the_calls_of_a_customer_in_a_week_are_one_contact() -> None:
    found = contacts_of(
        [a_call("a"), a_call("b", day=date(2026, 11, 22)), a_call("c", day=date(2026, 11, 23))]
    )

    assert found["a"] == found["b"] != found["c"]


def test_calls_without_a_customer_or_a_day_are_contacts_of_their_own() -> None:
    calls = [a_call(one, customer=None) for one in "ab"] + [a_call(one, day=None) for one in "cd"]
    calls += [a_call(one, customer=" Unknown ") for one in "ef"]

    assert len(set(contacts_of(calls).values())) == 6


def test_a_week_with_the_end_of_a_month_is_two_contacts_by_month() -> None:
    calls = [a_call("a", day=date(2026, 11, 30)), a_call("b", day=date(2026, 12, 1))]

    assert len(set(contacts_of(calls).values())) == 1
    assert len(set(contacts_of(calls, apart={"a": "2026-11", "b": "2026-12"}).values())) == 2


def test_a_contact_holds_what_any_of_its_calls_holds() -> None:
    found = tally(["a", "b"], {"a": ["Jana"], "b": ["Jana", "Tom"]}, {"a": "one", "b": "one"})

    assert found.held == {"Jana": 1, "Tom": 1}
    assert found.everything == 1


@given(PLACED)
def test_all_but_a_cell_are_the_contacts_with_another_cell(placed: Mapping[str, Sequence[str]]) -> None:
    found = tally(placed, placed, {call: call for call in placed})

    for cell in ("Jana", "Tom", "Priya"):
        assert found.without(cell) == sum(any(one != cell for one in cells) for cells in placed.values())
        assert found.held.get(cell, 0) == sum(cell in cells for cells in placed.values())
    assert found.everything == sum(bool(cells) for cells in placed.values())
