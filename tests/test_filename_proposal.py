import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.filename_proposal import propose_pattern
from coachkit.filenames import read_details


@pytest.mark.parametrize(
    ("stems", "pattern"),
    [
        (["20261116_0915_4711_agent12"], "{date}_{time}_{extension}_{agent}"),
        (["2026-11-16 09.15.22 Jana Kovac - +4912345"], "{date} {time} {agent} - {customer}"),
        (["call_jana_20261116-091522"], "call_{agent}_{date}-{time}"),
        (["20261116091522-jana-sales", "20261116101522-tom-support"], "{date}{time}-{agent}-{kind}"),
        (
            ["out-4711-012345678-20261116-091522-1763284512.1234"],
            "{kind}-{extension}-{customer}-{date}-{time}-{id}",
        ),
        (["0915 20261116 Jana K"], "{time} {date} {agent}"),
        (["Anna-Lena_20.11.2026"], "{agent}_{date}"),
    ],
)
def test_the_pattern_of_real_names_is_found(stems: list[str], pattern: str) -> None:
    proposal = propose_pattern(stems)

    assert proposal is not None
    assert proposal.pattern == pattern


def test_the_column_whose_names_come_back_is_the_agent() -> None:
    stems = [f"2026111{n}_{customer}_jana" for n, customer in enumerate(["acme", "borg", "cent"])]

    proposal = propose_pattern([*stems, "20261116_dahl_tom"])

    assert proposal is not None
    assert proposal.pattern == "{date}_{customer}_{agent}"


def test_text_that_all_names_share_stays_text() -> None:
    proposal = propose_pattern(["acme_jana_20261116", "acme_tom_20261117"])

    assert proposal is not None
    assert proposal.pattern == "acme_{agent}_{date}"


def test_a_day_past_the_twelfth_shows_that_days_come_first() -> None:
    proposal = propose_pattern(["jana 16112026 0915", "tom 03112026 1001"])

    assert proposal is not None
    assert proposal.pattern == "{agent} {date:DDMMYYYY} {time}"


def test_eight_digits_that_may_be_either_order_are_not_taken_for_a_date() -> None:
    assert propose_pattern(["jana 05112026 0915", "tom 03112026 1001"]) is None


def test_the_names_that_do_not_follow_the_pattern_are_told() -> None:
    proposal = propose_pattern(["20261116_jana", "20261117_tom", "voicemail"])

    assert proposal is not None
    assert (proposal.matched, proposal.unmatched) == (2, ("voicemail",))


@pytest.mark.parametrize("stems", [[], ["voicemail"], ["01-billing-refund", "02-export-crash"]])
def test_titles_are_not_taken_for_patterns(stems: list[str]) -> None:
    assert propose_pattern(stems) is None


@pytest.mark.parametrize("stem", [":2000.01.01", "ab2026-11-16", "2026-11-16jana", ":2000.01.01_1200jana"])
def test_a_name_that_runs_into_its_date_or_time_gets_no_field(stem: str) -> None:
    assert propose_pattern([stem, f"x{stem}"]) is None


@given(st.lists(st.text(max_size=40), max_size=6))
def test_a_proposal_always_reads_at_least_half_of_any_names(stems: list[str]) -> None:
    proposal = propose_pattern(stems)

    if proposal is not None:
        read = [stem for stem in stems if read_details(proposal.pattern, stem).source == "file name"]
        assert len(read) == proposal.matched >= len(stems) / 2
