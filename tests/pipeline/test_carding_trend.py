"""How often a name comes up now beside before."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from coachkit.pipeline.steps.carding_trend import trends_of
from tests.battlecards.carded import Talk, build

NEWEST = date(2026, 11, 27)


def told(path: Path, named: dict[int, int], calls: dict[int, int], *, days: int = 7) -> str:
    """Return the sentence where so many of so many calls name it, by how many times `days` ago they are."""
    talks: list[Talk] = []
    own: set[str] = set()
    for ago, count in calls.items():
        for n in range(count):
            call = f"w{ago}n{n}"
            day = NEWEST - timedelta(days=ago * days)
            talks.append(Talk(id=call, day=day.isoformat(), customer=f"Customer {n}"))
            own |= {call} if n < named.get(ago, 0) else set()
    with build(path / "trend.db", talks) as library:
        return trends_of(library, {"zenlane": own}, {one.id for one in talks})["zenlane"]


def test_a_rise_beyond_chance_is_told_with_both_shares(tmp_path: Path) -> None:
    says = told(tmp_path, {0: 15, 1: 1, 2: 1}, {0: 25, 1: 25, 2: 25})
    assert says.startswith("Comes up more than before: 60 % of 25 calls of the last week")
    assert "4 % of 50 of the 2 weeks before" in says


def test_what_chance_may_do_is_told_as_no_change(tmp_path: Path) -> None:
    says = told(tmp_path, {0: 6, 1: 5}, {0: 25, 1: 25})
    assert says.startswith("Comes up about as often as before: 24 % of 25 calls of the last week")


def test_with_few_calls_only_counts_are_told(tmp_path: Path) -> None:
    says = told(tmp_path, {0: 2, 1: 1}, {0: 4, 1: 5})
    assert says == (
        "Too few calls to say whether it comes up more: 2 of 4 calls in the last week, 1 of 5 in the week "
        "before (20 are needed on both sides)."
    )


def test_calls_of_one_week_have_nothing_to_be_compared_with(tmp_path: Path) -> None:
    says = told(tmp_path, {0: 2}, {0: 4})
    assert says.startswith("It comes up in 2 of 4 calls; all are of one week")


def test_more_than_half_a_year_is_counted_by_four_weeks(tmp_path: Path) -> None:
    says = told(tmp_path, {0: 15, 7: 1}, {0: 25, 7: 25}, days=28)
    assert "of the last 4 weeks" in says


def test_calls_without_a_date_say_nothing_about_time(tmp_path: Path) -> None:
    with build(tmp_path / "trend.db", [Talk(id="c1", day="")]) as library:
        assert "No call has a date" in trends_of(library, {"zenlane": {"c1"}}, {"c1"})["zenlane"]


def test_a_customer_who_calls_again_and_again_counts_once_a_week(tmp_path: Path) -> None:
    def calls() -> Iterator[Talk]:
        for n in range(3):
            yield Talk(id=f"a{n}", day=f"2026-11-2{n + 5}T10:00:00", customer="Ana Lopes")
        yield Talk(id="b", day="2026-11-27", customer="Ben Okoro")

    with build(tmp_path / "trend.db", [*calls()]) as library:
        named = {"a0", "a1", "a2"}
        says = trends_of(library, {"zenlane": named}, named | {"b"})["zenlane"]
    assert says.startswith("It comes up in 1 of 2 calls")
