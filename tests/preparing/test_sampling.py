from coachkit.models import Verdict
from coachkit.preparing.sampling import sample_calls
from coachkit.store.reading.calls import CallSummary


def call(n: int, label: Verdict | None = "good") -> CallSummary:
    return CallSummary(
        id=f"c{n:03}", path=f"/calls/{n}.wav", started_at=f"2026-11-{1 + n % 28:02}T10:00:00", duration=60.0,
        agents=("Ann",), teams=(), customer=None, kind=None, medium="recording", grade="A", unheard=0.0,
        label=label, label_source=None, score=None, topic=None, reason=None, competitor_mentions=0,
        feature_mentions=0, candidate_mentions=0,
    )  # fmt: skip


CALLS = [call(n) for n in range(40)]


def test_the_same_page_twice_has_the_same_sample() -> None:
    drawn = sample_calls(CALLS, seed="Ann|2026-11-01|2026-11-28", count=3)
    assert len(drawn) == 3
    assert sample_calls(CALLS[::-1], seed="Ann|2026-11-01|2026-11-28", count=3) == drawn


def test_another_agent_or_period_has_another_sample() -> None:
    samples = {tuple(sample_calls(CALLS, seed=f"{n}", count=2)) for n in range(10)}
    assert len(samples) > 5


def test_one_more_call_changes_one_place_at_most() -> None:
    before = sample_calls(CALLS, seed="s", count=3)
    after = sample_calls([*CALLS, call(40)], seed="s", count=3)
    assert len({*before} & {*after}) >= 2


def test_every_call_is_drawn_about_as_often_as_the_others() -> None:
    counts = dict.fromkeys((one.id for one in CALLS), 0)
    for seed in range(1000):
        for one in sample_calls(CALLS, seed=f"{seed}", count=2):
            counts[one.id] += 1
    # 50 each on average; six standard deviations either side
    assert 8 < min(counts.values()) <= max(counts.values()) < 92


def test_calls_that_were_picked_already_come_last() -> None:
    picked = {one.id for one in CALLS[:38]}
    assert [one.id for one in sample_calls(CALLS, seed="s", count=2, picked=picked)] == ["c038", "c039"]
    assert len(sample_calls(CALLS[:3], seed="s", count=2, picked=picked)) == 2


def test_calls_in_which_nobody_talks_with_the_customer_are_left_out() -> None:
    calls = [call(0, label=None), call(1), call(2, label=None)]
    assert [one.id for one in sample_calls(calls, seed="s", count=2)] == ["c001"]


def test_where_nothing_is_labelled_every_call_may_be_drawn() -> None:
    assert len(sample_calls([call(n, label=None) for n in range(3)], seed="s", count=2)) == 2


def test_of_fewer_calls_all_are_there() -> None:
    assert sample_calls([call(1)], seed="s", count=3) == [call(1)]
    assert sample_calls([], seed="s", count=3) == []
