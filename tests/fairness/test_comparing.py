from collections.abc import Sequence
from dataclasses import replace

from coachkit.fairness.comparing import compare_groups
from coachkit.fairness.groups import tell_apart
from coachkit.fairness.results import By, Group
from coachkit.models import GradeLetter, Verdict
from coachkit.store.reading.judged_calls import AgentPart, JudgedCall
from tests.fairness.made_calls import judged, scattered

GRADES: tuple[GradeLetter, ...] = ("A", "B", "C")


def groups(calls: Sequence[JudgedCall], by: By, parts: Sequence[AgentPart] = ()) -> dict[str, Group]:
    alone = {part.call_id: part.agent for part in parts}
    found, _ = compare_groups(tell_apart(calls, parts), alone, spread=20.0)
    return {one.name: one for one in found[by]}


def test_scores_that_are_lower_though_calls_end_alike_are_off() -> None:
    calls = scattered(60, mean=70, good=0.5) + scattered(60, mean=50, first=100, grade="C", good=0.5)
    poor = groups(calls, "sound")["sound C (poor)"]
    assert (poor.verdict, poor.standing) == ("lower", "off")
    assert "ended the same way score" in poor.says
    assert "listen to some before you believe these scores" in poor.says


def test_scores_that_are_lower_where_calls_end_worse_are_borne_out() -> None:
    well, badly = scattered(60, mean=80, good=1.0), scattered(60, mean=40, first=100, good=0.0)
    mixed = [*well[:50], *badly[:10]]
    poor = [
        judged(300 + n, grade="C", score=one.score, end=one.label)
        for n, one in enumerate([*well[50:], *badly[10:]])
    ]
    found = groups([*mixed, *poor], "sound")["sound C (poor)"]
    assert (found.verdict, found.standing) == ("lower", "borne out")
    assert "the scores may well be right" in found.says


def test_scores_that_are_lower_are_left_open_where_nobody_knows_how_calls_ended() -> None:
    calls = scattered(40, mean=70) + scattered(40, mean=50, first=100, grade="C")
    poor = groups(calls, "sound")["sound C (poor)"]
    assert (poor.verdict, poor.standing) == ("lower", "cannot tell")
    assert "rate some without looking at the score" in poor.says


def test_scores_that_are_alike_where_calls_end_differently_are_off_too() -> None:
    first = scattered(80, mean=80, ends=["good"] * 80) + scattered(20, mean=50, first=100, ends=["bad"] * 20)
    known: list[tuple[float, Verdict]] = [(95.0 + n % 3, "good") for n in range(40)]
    known += [(66.0 + n % 3, "bad") for n in range(60)]
    second = [judged(500 + n, grade="C", score=score, end=end) for n, (score, end) in enumerate(known)]
    found = groups(first + second, "sound")["sound C (poor)"]
    assert found.standing == "off"
    assert found.at_same_end is not None
    assert found.at_same_end.by.value > 5


def test_fewer_than_five_calls_are_named_and_not_judged() -> None:
    calls = [*scattered(30, mean=70), *(judged(900 + n, grade="D", score=0.0) for n in range(4))]
    few = groups(calls, "sound")["sound D (very poor)"]
    assert (few.calls, few.score, few.verdict) == (4, None, "too few calls")
    assert few.says == "Calls with sound D (very poor): too few to compare."


def test_calls_that_are_all_alike_differ_in_nothing() -> None:
    calls = [judged(n, grade="A" if n % 2 else "B") for n in range(40)]
    assert {one.verdict for one in groups(calls, "sound").values()} == {"no clear difference"}


def test_of_agents_it_is_said_that_they_may_differ_in_truth() -> None:
    calls = scattered(40, mean=75) + scattered(40, mean=45, first=100)
    parts = [
        AgentPart(call_id=one.id, agent="Ann" if one.id < "c0100" else "Ben", score=None) for one in calls
    ]
    found = groups(calls, "agent", parts)
    assert found["Ben"].verdict == "lower"
    assert "Agents may differ in truth" in found["Ben"].says


def test_it_is_said_where_a_difference_is_a_matter_of_who_took_the_calls() -> None:
    calls = [
        *scattered(40, mean=75),
        *scattered(8, mean=75, first=100, grade="C"),
        *scattered(8, mean=40, first=200),
        *scattered(40, mean=40, first=300, grade="C"),
    ]
    parts = [
        AgentPart(call_id=one.id, agent="Ann" if one.id < "c0200" else "Ben", score=None) for one in calls
    ]
    poor = groups(calls, "sound", parts)["sound C (poor)"]
    assert poor.verdict == "lower"
    assert "it may be a matter of who took them" in poor.says


def test_an_agent_is_compared_by_the_own_part_of_a_call_with_two() -> None:
    calls = [judged(n, score=50.0) for n in range(12)]
    parts = [
        AgentPart(call_id=one.id, agent=agent, score=score)
        for one in calls
        for agent, score in (("Ann", 90.0), ("Ben", 10.0))
    ]
    found = groups(calls, "agent", parts)
    assert found["Ann"].score is not None
    assert found["Ann"].score.value == 90.0
    # both were on every call, so there are no other calls
    assert found["Ann"].difference is None


def test_where_nothing_differs_hardly_anything_is_claimed() -> None:
    claims = 0
    for seed in range(0, 4000, 100):
        calls = [
            replace(call, grade=GRADES[n % 3]) for n, call in enumerate(scattered(60, mean=60, first=seed))
        ]
        claims += sum(one.verdict in ("higher", "lower") for one in groups(calls, "sound").values())
    assert claims <= 5


def test_labels_that_differ_where_scores_do_not_are_told() -> None:
    calls = [replace(call, label="good") for call in scattered(60, mean=60)]
    calls += [replace(call, label="bad", grade="C") for call in scattered(60, mean=60, first=100)]
    poor = groups(calls, "sound")["sound C (poor)"]
    assert (poor.verdict, poor.is_news) == ("no clear difference", True)
    assert poor.says == (
        "Calls with sound C (poor) score as the others do, but are not labelled as they are. "
        "0 % of them have the label good, of the others 100 %."
    )
