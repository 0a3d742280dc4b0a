from pathlib import Path

from coachkit.reporting.report import report
from coachkit.reporting.results import Finding, Report
from coachkit.store.reading import CallFilter
from tests.reporting.made_report import Told, made_report


def reported(path: Path, calls: list[Told]) -> Report:
    with made_report(path / "made.db", calls) as library:
        return report(library)


def named(findings: tuple[Finding, ...], name: str) -> Finding:
    [found] = [one for one in findings if one.name == name]
    return found


def test_a_line_that_is_met_more_than_before_went_well_beyond_chance(tmp_path: Path) -> None:
    now = [Told(days_ago=n % 20, lines={"next_step": n % 10 != 0}) for n in range(30)]
    before = [Told(days_ago=30 + n % 20, lines={"next_step": n % 3 == 0}) for n in range(30)]
    found = named(reported(tmp_path, now + before).went_well, "next_step")
    assert (found.claim, found.basis) == ("beyond chance", "before")
    assert found.title == "The agent does next_step"
    assert found.says == "27 of 30 calls (90 %); before 10 of 30 calls (33 %), beyond chance"
    assert found.example is not None
    assert found.example.quote == "I will put it back on your card today."


def test_a_line_that_is_met_less_than_before_went_badly_and_says_how_often_it_is_missed(
    tmp_path: Path,
) -> None:
    now = [Told(days_ago=n % 20, lines={"next_step": n % 3 == 0}) for n in range(30)]
    before = [Told(days_ago=30 + n % 20, lines={"next_step": n % 10 != 0}) for n in range(30)]
    found = named(reported(tmp_path, now + before).went_badly, "next_step")
    assert found.title == "No next_step"
    assert found.says == "20 of 30 calls (67 %); before 3 of 30 calls (10 %), beyond chance"


def test_a_difference_that_may_be_chance_says_so(tmp_path: Path) -> None:
    now = [Told(days_ago=n, lines={"next_step": True}) for n in range(6)]
    before = [Told(days_ago=30 + n, lines={"next_step": n < 3}) for n in range(6)]
    found = named(reported(tmp_path, now + before).went_well, "next_step")
    assert found.claim == "may be chance"
    assert found.says.endswith("which may be chance")


def test_a_reply_that_is_never_taken_well_went_badly_with_nothing_to_compare(tmp_path: Path) -> None:
    found = reported(tmp_path, [Told(days_ago=n, replies={"Zenlane": "bad"}) for n in range(4)])
    one = named(found.went_badly, "competitor:Zenlane")
    assert (one.title, one.says) == ("Replies when Zenlane is named are not taken well", "4 of 4 replies")
    assert one.example is not None
    assert one.example.quote == "That is kind of you."


def test_one_case_among_many_calls_is_no_rule(tmp_path: Path) -> None:
    calls = [Told(days_ago=n) for n in range(10)] + [Told(replies={"Zenlane": "bad"})]
    assert not reported(tmp_path, calls).went_badly


def test_less_frustration_than_before_went_well(tmp_path: Path) -> None:
    now = [
        Told(days_ago=n % 20, moments=("greeting", "frustration") if n < 3 else ("greeting",))
        for n in range(30)
    ]
    before = [Told(days_ago=30 + n % 20, moments=("greeting", "frustration")) for n in range(30)]
    found = named(reported(tmp_path, now + before).went_well, "frustration")
    assert found.title == "Less often: the customer is frustrated"
    assert found.says.startswith("3 of 30 calls (10 %); before 30 of 30 calls")
    assert found.example is None


def test_frustration_on_many_calls_went_badly(tmp_path: Path) -> None:
    found = reported(tmp_path, [Told(days_ago=n, moments=("frustration",)) for n in range(6)])
    assert named(found.went_badly, "frustration").title == "The customer is frustrated"
    assert "frustration" not in [one.name for one in found.went_well]


def test_no_moments_at_all_say_nothing(tmp_path: Path) -> None:
    found = reported(tmp_path, [Told(days_ago=n) for n in range(6)])
    assert (found.went_well, found.went_badly) == ((), ())


def test_each_finding_shows_another_call_where_it_can(tmp_path: Path) -> None:
    calls = [Told(days_ago=n, lines={"greets": True, "thanks": True, "asks": True}) for n in range(5)]
    found = reported(tmp_path, calls)
    shown = [one.example.call.id for one in found.went_well if one.example]
    assert len(set(shown)) == 3


def test_a_teams_calls_are_compared_with_the_others_of_the_same_days(tmp_path: Path) -> None:
    own = [Told(agent="Ann", days_ago=n % 20, lines={"next_step": True}) for n in range(25)]
    others = [Told(agent="Cem", days_ago=n % 20, lines={"next_step": n % 5 == 0}) for n in range(25)]
    with made_report(tmp_path / "made.db", own + others) as library:
        found = report(library, CallFilter(team="support"))
    assert (found.title, found.calls, found.calls_others) == ("Team Support", 25, 25)
    one = named(found.went_well, "next_step")
    assert (one.basis, one.claim) == ("others", "beyond chance")
    assert "elsewhere 5 of 25 calls" in one.says


def test_a_difference_that_is_most_likely_chance_is_not_told(tmp_path: Path) -> None:
    now = [Told(days_ago=n, lines={"next_step": n < 3}) for n in range(6)]
    before = [Told(days_ago=30 + n, lines={"next_step": n < 2}) for n in range(6)]
    found = reported(tmp_path, now + before)
    assert "next_step" not in [one.name for one in (*found.went_well, *found.went_badly)]


def test_what_went_well_is_shown_on_a_call_that_went_well(tmp_path: Path) -> None:
    calls = [Told(days_ago=n, label="good" if n == 3 else "bad", lines={"greets": True}) for n in range(5)]
    [one] = reported(tmp_path, calls).went_well
    assert one.example is not None
    assert one.example.call.id == "c003"


def test_a_moment_that_a_line_tells_already_is_not_told_twice(tmp_path: Path) -> None:
    calls = [Told(days_ago=n, lines={"next_step": True}, moments=("next_step",)) for n in range(5)]
    [one] = reported(tmp_path, calls).went_well
    assert (one.kind, one.name) == ("line", "next_step")
