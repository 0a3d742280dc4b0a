from datetime import date

import pytest

from coachkit.statistics.shares import share_of
from coachkit.trends.comparing import (
    Comparison,
    Judged,
    compare_course,
    compare_newest,
    compare_with_others,
    judge,
)
from coachkit.trends.wording import day_span, finding_of, headline, interval, of_calls, percent, sparkline


def judged(one: Comparison) -> Judged:
    return judge([one])[0]


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (0.004, "0.4 %"), (0.125, "12 %"), (0.996, "99.6 %"), (1, "100 %")],
)
def test_shares_are_whole_percents_but_near_the_ends(share: float, words: str) -> None:
    assert percent(share) == words


def test_a_share_comes_with_its_calls_and_its_interval() -> None:
    share = share_of(17, 1400)

    assert (of_calls(share), interval(share)) == ("1 % of 1,400", "0.8 to 2 %")


def test_without_calls_there_is_neither() -> None:
    assert (of_calls(share_of(0, 0)), interval(share_of(0, 0))) == ("no calls", "–")


def test_a_rise_is_told_with_both_shares() -> None:
    one = finding_of(judged(compare_newest([5, 5, 5, 20], [50, 50, 50, 50])), by="week")

    assert one.says == "rose: 40 % of 50 calls (28 to 54 %) against 10 % of 150 before"


def test_a_course_says_over_how_many_weeks() -> None:
    one = finding_of(judged(compare_course([2, 4, 8, 16, 9], [50, 50, 50, 50, 30])), by="month")

    assert one.says == (
        "rising over the 4 months before the newest: 24 % of 100 calls in the last 2 (17 to 33 %) "
        "against 6 % of 100 in the first 2"
    )


def test_of_too_few_calls_only_the_counts_are_told() -> None:
    one = finding_of(judged(compare_newest([1, 2], [3, 9])), by="week")

    assert one.says == "too few calls to tell: 2 of 9 calls against 1 of 3 before"


def test_a_sentence_names_subject_and_agent() -> None:
    one = judged(compare_with_others(share_of(20, 50), share_of(9, 100)))
    words = "Zenlane (competitor), 40 % of 50 calls (28 to 54 %) against 9 % of 100 of the others"

    with_jana, in_support = (
        finding_of(one, by="agent", cell="Jana"),
        finding_of(one, by="team", cell="Support"),
    )

    assert headline(with_jana, "Zenlane", "competitor", by="agent") == f"More with Jana: {words}"
    assert headline(in_support, "Zenlane", "competitor", by="team") == f"More in Support: {words}"


def test_an_agent_whose_name_has_a_colon_is_named_whole() -> None:
    one = finding_of(
        judged(compare_with_others(share_of(20, 50), share_of(9, 100))), by="agent", cell="ext: 4"
    )

    assert headline(one, "Export: PDF", None, by="agent").startswith("More with ext: 4: Export: PDF, 40 %")


def test_the_highest_share_is_the_highest_bar_and_a_week_without_calls_is_a_dot() -> None:
    assert sparkline([0.0, 0.1, None, 0.2]) == "▁▅·█"
    assert sparkline([0.0, 0.0]) == "▁▁"
    assert sparkline([]) == ""


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), "16 to 22 Nov 2026"),
        (date(2026, 10, 26), date(2026, 11, 1), "26 Oct to 1 Nov 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 Dec 2025 to 4 Jan 2026"),
        (date(2026, 11, 16), date(2026, 11, 16), "16 Nov 2026"),
    ],
)
def test_days_are_told_without_what_goes_without_saying(first: date, last: date, words: str) -> None:
    assert day_span(first, last) == words
