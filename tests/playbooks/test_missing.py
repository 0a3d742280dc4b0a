from collections.abc import Sequence

from coachkit.config.playbooks import PlaybookSettings
from coachkit.mining.finding import Finding
from coachkit.models import Case
from coachkit.playbooks.missing import missing_of
from tests.playbooks.made import case, finding_of, helping, subject_of

SETTINGS = PlaybookSettings()


def missing(cases: Sequence[Case], findings: Sequence[Finding] = ()) -> str:
    return missing_of(cases, findings, SETTINGS, looked_at=50) or ""


def mixed(count: int, agents: Sequence[str | None]) -> list[Case]:
    return [
        case(f"c{n}", "good" if n % 2 else "bad", agent=agents[n % len(agents)], n=n) for n in range(count)
    ]


def test_without_any_verdict_it_says_how_to_tell_how_calls_went() -> None:
    said = missing([case("a", "neutral"), case("b", "neutral")])
    assert said.startswith("Of 2 cases none tells how it went")
    assert "coachkit outcomes import" in said


def test_where_all_went_well_those_that_went_badly_are_missing() -> None:
    assert missing([case("a"), case("b")]) == (
        "All 2 cases that are told went well: to compare, some are missing that went badly."
    )


def test_where_all_went_badly_those_that_went_well_are_missing() -> None:
    assert missing([case("a", "bad")]) == (
        "The one case that is told went badly: to compare, some are missing that went well."
    )


def test_one_agent_alone_is_named_and_not_claimed_from() -> None:
    assert missing(mixed(20, ["Jana"])).startswith("Only Jana dealt with it: a line needs 2 agents")


def test_where_nobody_is_known_names_are_missing() -> None:
    assert missing(mixed(20, [None])).startswith("Who dealt with it is not known")


def test_too_few_calls_are_counted() -> None:
    said = missing(mixed(4, ["Jana", "Jana", "Priya"]))
    assert said.startswith("Only 4 calls tell how it went: at least 2 more are missing")


def test_where_lines_stand_and_none_is_near_nothing_is_missing() -> None:
    assert missing_of(mixed(20, ["Jana", "Priya"]), [helping()], SETTINGS, looked_at=50) is None


def test_how_many_more_cases_the_nearest_line_needs_is_told() -> None:
    cases = mixed(40, ["Jana", "Jana", "Priya"])
    waiting = finding_of(subject_of(cases, [n % 2 for n in range(40)]), chance=0.01, withheld="may be chance")
    said = missing(cases, [waiting])
    assert "“Ask about the matter before you answer”, would need about 26 more cases." in said


def test_a_line_that_is_far_from_standing_promises_nothing() -> None:
    cases = mixed(40, ["Jana", "Jana", "Priya"])
    waiting = finding_of(subject_of(cases, [n % 2 for n in range(40)]), chance=0.45, withheld="may be chance")
    assert missing(cases, [waiting]).endswith("more calls, outcomes or ratings may.")
