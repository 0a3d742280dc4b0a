from coachkit.fairness.groups import tell_apart
from tests.fairness.made_calls import judged


def named(calls: list, by: str) -> dict[str, list[str]]:  # type: ignore[type-arg]
    [told] = [one for one in tell_apart(calls, ()) if one.by == by]
    return {name: [one.call.id for one in told.members if one.group == name] for name in told.order}


def test_calls_are_cut_into_thirds_by_their_length() -> None:
    calls = [judged(n, duration=60.0 * (n + 1)) for n in range(9)]
    found = named(calls, "length")
    assert list(found) == ["short (to 3:40)", "middling (to 6:20)", "long (over 6:20)"]
    assert [len(ids) for ids in found.values()] == [3, 3, 3]


def test_calls_that_are_equally_long_are_one_group() -> None:
    assert len(named([judged(n) for n in range(9)], "length")) == 1


def test_the_time_of_day_is_that_of_the_calls_own_clock() -> None:
    calls = [judged(0, started_at="2026-11-16T09:30:00+02:00"), judged(1, started_at="2026-11-16T18:00:00")]
    assert named(calls, "time of day") == {"morning (to 11:00)": ["c0000"], "evening (from 18:00)": ["c0001"]}


def test_a_call_with_a_day_alone_has_no_time_of_day() -> None:
    assert named([judged(0, started_at="2026-11-16")], "time of day") == {}


def test_grades_are_in_their_order_and_other_groups_by_their_calls() -> None:
    calls = [judged(0, grade="B"), judged(1, grade="B"), judged(2, grade="A", language="fi", kind="sales")]
    assert list(named(calls, "sound")) == ["sound A (clear)", "sound B (good)"]
    assert named(calls, "language") == {"Finnish": ["c0002"]}
    assert named(calls, "kind") == {"sales": ["c0002"]}
