"""Where a figure is good: built-in ranges, a team's own, and what is refused."""

import pytest

from coachkit.config import parse_settings
from coachkit.config.ranges import built_in_ranges
from coachkit.errors import SettingsError
from coachkit.metric_definitions import metric_definitions
from coachkit.ranges import Ranges, ends_of, verdict_of
from tests.measuring.calls import figures

OWN = """
[[ranges]]
metric = "talk_ratio_of_speech"
good = [0.4, 0.5]
source = "Jana's team"
[[ranges]]
metric = "talk_ratio_of_speech"
kind = "Cold-Call"
good = [0.5, 0.7]
fair = ["open", 0.8]
"""


def own_range(kind, metric="talk_ratio_of_speech", text=OWN):
    return Ranges.for_kind(kind, parse_settings(text).ranges).of(metric)


def complaint(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        parse_settings(text)
    return str(caught.value)


def test_the_most_specific_range_applies_and_a_teams_own_comes_first():
    assert own_range("cold call").good == (0.5, 0.7)
    assert own_range("support").source == "Jana's team"
    assert own_range("discovery").source == "Jana's team"
    assert own_range("discovery", text="").good == (0.3, 0.5)
    assert own_range(None, text="").good == (0.3, 0.65)
    assert own_range("cold call").source == "your settings"


def test_a_figure_without_a_range_has_none():
    assert own_range("support", metric="turns") is None
    assert own_range("support", metric="agent_questions_per_30_min") is None
    assert own_range("Discovery", metric="agent_questions_per_30_min").good == (11, 14)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(0.5, "in range"), (0.7, "in range"), (0.71, "near"), (0.2, "near"), (0.81, "out of range")],
)
def test_a_value_is_in_range_near_or_out_of_range(value, verdict):
    assert verdict_of(value, own_range("cold call")) == verdict


def test_without_a_fair_range_everything_else_is_out_of_range():
    assert verdict_of(0.51, own_range("support")) == "out of range"


def test_an_open_side_has_no_end():
    assert ends_of(own_range(None, metric="longest_monologue", text="")) == (None, 76)


def test_every_built_in_range_names_its_source():
    assert all(one.source != "your settings" for one in built_in_ranges())
    assert {one.metric for one in built_in_ranges()} <= set(metric_definitions())


def test_a_figure_carries_its_range_and_where_it_lies():
    lines = [("agent", 0, 40, "I will tell you all of it"), ("customer", 41, 51, "please do go on")]
    found = figures(lines, kind="discovery")["talk_ratio_of_speech"]
    assert (found.value, found.verdict, found.range_source) == (0.8, "out of range", "Gong Labs")
    assert (found.good_low, found.good_high) == (0.3, 0.5)


def test_a_figure_without_a_value_has_no_range():
    found = figures([("unknown", 0, 10, "hello how are you")])["talk_ratio_of_speech"]
    assert (found.verdict, found.good_low, found.range_source) == (None, None, None)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('metric = "talk_ratio"\ngood = [0, 1]', "ranges[1].metric”: there is no figure “talk_ratio”; did"),
        ('metric = "patience"\ngood = [2, 1]', "ranges[1].good”: 2 is more than 1; write the smaller"),
        ('metric = "patience"\ngood = 2', "ranges[1].good”: write it as [from, to]"),
        ('metric = "patience"\ngood = [1]', "ranges[1].good”: write it as [from, to]"),
        ('metric = "patience"\ngood = ["none", 1]', "ranges[1].good”: 'none' is no number; write one, or"),
        ('metric = "patience"\ngood = [nan, 1]', "ranges[1].good”:"),
        ('metric = "patience"\ngood = [-1, 1]', "ranges[1].good”: -1 cannot be: patience is 0 or more"),
        (
            'metric = "talk_ratio_of_speech"\ngood = [30, 65]',
            "ranges[1].good”: talk_ratio_of_speech is a share from 0 to 1; write 0.3 for 30 %",
        ),
        (
            'metric = "patience"\ngood = [0.5, 1]\nfair = [0.6, 2]',
            "ranges[1].fair”: it must reach at least as far as “good”",
        ),
        ('metric = "patience"', "“ranges[1].good” needs a value (the key is missing)"),
        (
            'metric = "patience"\ngood = [0, 1]\nfiar = [0, 2]',
            "unknown key “ranges[1].fiar”; did you mean “fair”?",
        ),
        (
            'metric = "pace"\ngood = [0, 180]\n[[ranges]]\nmetric = "pace"\ngood = [0, 190]',
            "ranges[2].metric”: pace has two ranges for all calls; keep one",
        ),
    ],
)
def test_a_range_that_cannot_be_is_refused_with_its_key(lines, told):
    assert told in complaint(f"[[ranges]]\n{lines}")
