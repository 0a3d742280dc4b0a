from dataclasses import replace

import pytest

from coachkit.config.playbooks import PlaybookSettings
from coachkit.mining.finding import Subject
from coachkit.mining.mine import mine
from coachkit.mining.missing import missing_evidence, needed_cases
from tests.mining.made import a_subject, counted

SETTINGS = PlaybookSettings()


def missing(subject: Subject, settings: PlaybookSettings = SETTINGS) -> str | None:
    return missing_evidence(subject, mine([subject], settings), settings)


def test_where_a_line_stands_nothing_is_missing() -> None:
    cases, done = counted([("Jana", 12, 2, 4, 12), ("Ruth", 11, 3, 3, 11)])

    assert missing(a_subject(cases, trait__a=done)) is None


def test_what_never_came_up_says_so() -> None:
    nothing = Subject(kind="feature", name="export", cases=[], observed=[])

    assert missing(nothing) == "It has not come up in any call yet."


def test_where_nothing_says_how_it_went_a_lead_hears_what_to_do() -> None:
    cases, done = counted([("Jana", 1, 0, 1, 0)])
    subject = a_subject([replace(case, verdict="neutral") for case in cases], trait__a=done)

    assert missing(subject) == (
        "It came up twice, but nothing says how it went: "
        "import outcomes, rate some of these calls, or wait for calls with a clearer reaction."
    )


@pytest.mark.parametrize(("rows", "way"), [((9, 0, 9, 0), "well"), ((0, 9, 0, 9), "badly")])
def test_where_all_went_alike_there_is_nothing_to_compare(rows: tuple[int, int, int, int], way: str) -> None:
    cases, done = counted([("Jana", *rows)])

    assert missing(a_subject(cases, trait__a=done)) == (
        f"All 18 clear ones went {way}: there is nothing to compare them with."
    )


def test_one_agent_alone_is_named() -> None:
    cases, done = counted([("Jana", 20, 2, 3, 20)])

    assert missing(a_subject(cases, trait__a=done)) == (
        "So far only Jana dealt with it; 2 agents are needed, "
        "so that a person's habit is not taken for what works."
    )


def test_agents_without_names_are_asked_for() -> None:
    cases, done = counted([("", 20, 2, 3, 20)])
    subject = a_subject([replace(case, agent=None) for case in cases], trait__a=done)

    found = missing(subject)

    assert found is not None
    assert found.startswith("Nobody knows which agents took these calls")


def test_too_few_cases_say_how_many_it_takes() -> None:
    cases, done = counted([("Jana", 3, 2, 2, 3), ("Ruth", 2, 3, 3, 2)])

    assert missing(a_subject(cases, trait__a=done)) == (
        "About 190 clear cases are needed; so far there are 20, 10 went well and 10 badly. "
        "Then a difference of 30 in 100 shows."
    )


def test_many_cases_without_a_difference_are_not_asked_to_be_more() -> None:
    cases, done = counted([("Jana", 50, 50, 50, 50), ("Ruth", 50, 50, 50, 50)])

    found = missing(a_subject(cases, trait__a=done))

    assert found is not None
    assert found.endswith("cases there are enough (200 went well, 200 badly).")


def test_the_more_is_compared_the_more_cases_it_takes() -> None:
    assert needed_cases(0.5, 20, 0.05) < needed_cases(0.5, 300, 0.05)
    assert needed_cases(0.9, 20, 0.05) < needed_cases(0.5, 20, 0.05)
