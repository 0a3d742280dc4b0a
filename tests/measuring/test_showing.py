import pytest

from coachkit.measuring.showing import format_range, format_value, range_note
from coachkit.models import Metric


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.678, "share", "68 %"),
        (0.57, "s", "0.57 s"),
        (0.6, "s", "0.6 s"),
        (7.84, "s", "7.8 s"),
        (76.0, "s", "76 s"),
        (150.0, "s", "2:30 min"),
        (3.0, "count", "3"),
        (173.6, "words per minute", "174 words/min"),
        (-0.254, "-1 to 1", "−0.25"),
        (0.5, "-2 to 2", "+0.50"),
        (-0.001, "-1 to 1", "0.00"),
        (0.0, "s", "0 s"),
    ],
)
def test_a_value_is_shown_with_its_unit(value, unit, shown):
    assert format_value(value, unit) == shown


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [(0.3, 0.65, "30–65 %"), (None, 0.65, "up to 65 %"), (0.3, None, "30 % or more"), (None, None, "")],
)
def test_a_range_is_shown_from_where_to_where_it_goes(low, high, shown):
    assert format_range(low, high, "share") == shown


@pytest.mark.parametrize(
    ("verdict", "low", "note"),
    [
        ("in range", 0.3, "in range 30–65 % (Gong Labs)"),
        ("near", None, "just outside: up to 65 % (Gong Labs)"),
        ("out of range", 0.3, "out of range 30–65 % (Gong Labs)"),
        (None, None, ""),
    ],
)
def test_a_note_says_where_a_figure_lies_and_who_says_so(verdict, low, note):
    metric = Metric(
        call_id="c1",
        name="talk_ratio_of_speech",
        value=0.5,
        unit="share",
        source="channel",
        verdict=verdict,
        good_low=low,
        good_high=0.65,
        range_source="Gong Labs",
    )
    assert range_note(metric) == note
