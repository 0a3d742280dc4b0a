from pathlib import Path

import pytest

from coachkit.priorities.topics import priorities
from tests.priorities.made_library import Made, made_library

DAYS = ("2026-11-02T09:00:00", "2026-11-15T09:00:00")
"""Two weeks."""


def calls(count: int, **fields: object) -> list[Made]:
    return [Made(**({"agents": ("Ann",)} | fields)) for _ in range(count)]  # type: ignore[arg-type]


def test_the_topic_that_loses_most_calls_comes_first(tmp_path: Path) -> None:
    made = [
        *calls(8, topic="t1", label="bad", started_at=DAYS[0]),
        *calls(12, topic="t2", label="good", started_at=DAYS[1]),
        *calls(2, topic="t2", label="bad", started_at=DAYS[1]),
    ]
    with made_library(tmp_path / "made.db", made) as library:
        found = priorities(library)
    assert [row.topic_id for row in found.rows] == ["t1", "t2"]
    assert found.unit == "lost calls a week"
    assert found.weeks == 2.0
    first = found.rows[0]
    assert first.cost is not None
    assert first.cost.value == 4.0
    assert (first.share.held, first.share.calls) == (8, 22)
    assert first.bad.value == 1.0


def test_neutral_calls_are_half_lost_and_undated_ones_are_counted_by_the_hundred(tmp_path: Path) -> None:
    made = [*calls(5, label="neutral"), *calls(5, topic="t2", label="good")]
    with made_library(tmp_path / "made.db", made) as library:
        found = priorities(library)
    assert found.unit == "lost calls in 100 calls"
    assert found.weeks is None
    assert found.rows[0].cost is not None
    assert found.rows[0].cost.value == 25.0


def test_by_score_points_below_the_mark_are_lost_and_those_above_win_none_back(tmp_path: Path) -> None:
    made = [*calls(3, score=100.0), *calls(3, score=25.0)]
    with made_library(tmp_path / "made.db", made) as library:
        found = priorities(library, by="score", good_from=65.0)
    [row] = found.rows
    assert row.cost is not None
    assert row.cost.value == pytest.approx(100 / 6 * 3 * 40)
    assert row.score is not None
    assert row.score.value == 62.5


def test_by_time_minutes_beyond_the_median_count(tmp_path: Path) -> None:
    made = [*calls(6, topic="t1", minutes=3.0), *calls(5, topic="t2", minutes=9.0)]
    with made_library(tmp_path / "made.db", made) as library:
        found = priorities(library, by="time")
    assert found.mark == 3.0
    costs = {row.topic_id: row.cost.value for row in found.rows if row.cost}
    assert costs == {"t1": 0.0, "t2": pytest.approx(100 / 11 * 5 * 6.0)}


def test_topics_with_too_few_calls_come_last_and_claim_nothing(tmp_path: Path) -> None:
    made = [*calls(4, topic="t1", label="bad"), *calls(5, topic="t2", label="good")]
    with made_library(tmp_path / "made.db", made) as library:
        found = priorities(library)
    assert [(row.topic_id, row.is_enough) for row in found.rows] == [("t2", True), ("t1", False)]
    few = found.rows[1]
    assert (few.cost, few.won, few.score, few.minutes) == (None, None, None, None)
    assert (few.bad.held, few.bad.calls) == (4, 4)


def test_what_could_be_won_is_named_where_one_agent_is_far_better(tmp_path: Path) -> None:
    made = [
        *calls(40, agents=("Ann",), label="good"),
        *calls(40, agents=("Ben",), label="bad"),
        *calls(40, agents=("Cem",), label="bad"),
    ]
    with made_library(tmp_path / "made.db", made) as library:
        [row] = priorities(library).rows
    assert row.won is not None
    assert row.won.agents == ("Ann",)
    assert row.won.is_clear
    # a third of 120 calls go well now; with everybody like Ann all would
    assert row.won.per_call.value == pytest.approx(200 / 3, rel=0.05)
    assert row.won.in_all.value == pytest.approx(200 / 3, rel=0.05)


def test_nothing_is_said_to_be_won_where_all_handle_it_alike(tmp_path: Path) -> None:
    made = [
        *calls(10, agents=("Ann",), label="good"),
        *calls(10, agents=("Ann",), label="bad"),
        *calls(9, agents=("Ben",), label="good"),
        *calls(11, agents=("Ben",), label="bad"),
    ]
    with made_library(tmp_path / "made.db", made) as library:
        [row] = priorities(library).rows
    assert row.won is not None
    assert not row.won.is_clear


def test_with_one_agent_there_is_nobody_to_compare(tmp_path: Path) -> None:
    with made_library(tmp_path / "made.db", calls(20)) as library:
        [row] = priorities(library).rows
    assert row.won is None


def test_only_calls_that_fit_are_looked_at(tmp_path: Path) -> None:
    made = [*calls(6, agents=("Ann",), label="bad"), *calls(9, agents=("Ben",), label="good")]
    with made_library(tmp_path / "made.db", made) as library:
        found = priorities(library, where="agent:Ben")
    assert found.calls == 9
    assert [row.calls for row in found.rows] == [9]


def test_a_call_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    made = calls(7, customer="Marta", started_at=DAYS[0])
    with made_library(tmp_path / "made.db", made) as library:
        found = priorities(library)
    assert (found.calls, found.copies) == (1, 6)
    assert not found.rows[0].is_enough


def test_calls_without_agent_label_date_or_topic_are_counted_and_break_nothing(tmp_path: Path) -> None:
    made = [*calls(6, agents=(), label=None, score=None, topic=None), *calls(6, agents=(), label=None)]
    with made_library(tmp_path / "made.db", made) as library:
        found = priorities(library)
    assert (found.calls, found.unsorted, found.unknown) == (12, 6, 12)
    [row] = found.rows
    assert (row.cost, row.bad.value, row.won) == (None, None, None)


@pytest.mark.parametrize("count", [0, 1, 3])
@pytest.mark.parametrize("by", ["outcome", "score", "time"])
def test_hardly_any_calls_give_a_table_that_claims_nothing(tmp_path: Path, count: int, by: str) -> None:
    with made_library(tmp_path / "made.db", calls(count)) as library:
        found = priorities(library, by=by)  # type: ignore[arg-type]
    assert len(found.rows) == min(count, 1)
    assert not any(row.is_enough for row in found.rows)
