"""Figures as people read them: a value with its unit, a range, and where a value lies in it."""

from coachkit.metric_definitions import metric_definitions
from coachkit.models import Metric, RangeVerdict

_SIGNED = ("-1 to 1", "-2 to 2")
_SHORTER = {"words per minute": "words/min"}
_SHORT = 10.0
"""Seconds, and figures in general, below this are shown with a decimal place."""


def format_value(value: float, unit: str) -> str:
    """Return `54 %`, `0.8 s`, `2:30 min`, `+0.25`, `11` or `154 words/min`."""
    number = format_number(value, unit)
    if unit == "share":
        return f"{number} %"
    if unit == "s":
        return f"{number} min" if ":" in number else f"{number} s"
    return number if unit in ("count", *_SIGNED) else f"{number} {_SHORTER.get(unit, unit)}"


def format_number(value: float, unit: str) -> str:
    """Return the value without its unit."""
    if unit == "share":
        return f"{100 * value:.0f}"
    if unit in _SIGNED:
        rounded = round(value, 2)
        return f"{rounded:+.2f}".replace("-", "−") if rounded else "0.00"
    if unit == "s" and value >= 120:
        minutes, seconds = divmod(round(value), 60)
        return f"{minutes}:{seconds:02}"
    if unit == "s" and 0 < value < 1:
        return f"{value:.2f}".rstrip("0").rstrip(".")  # patience is good from 0.6 s on: 0.57 is not
    is_whole = value == round(value) or value >= _SHORT
    return f"{value:.0f}" if is_whole else f"{value:.1f}"


def format_range(low: float | None, high: float | None, unit: str) -> str:
    """Return `30–65 %`, `up to 76 s` or `11 per 30 min or more`; nothing for a range open on both sides."""
    if low is None and high is None:
        return ""
    if low is None and high is not None:
        return f"up to {format_value(high, unit)}"
    if high is None and low is not None:
        return f"{format_value(low, unit)} or more"
    if low is not None and high is not None:
        return f"{format_number(low, unit)}–{format_value(high, unit)}"
    return ""


def range_note(metric: Metric) -> str:
    """Return `in range 30–65 % (Gong Labs)`, or where else it lies; nothing where it has no range."""
    if metric.verdict is None:
        return ""
    span = format_range(metric.good_low, metric.good_high, metric.unit)
    parted = ": " if span and (metric.good_low is None or metric.good_high is None) else " "
    return f"{_LIES[metric.verdict]}{parted}{span} ({metric.range_source})".replace("  ", " ")


_LIES: dict[RangeVerdict, str] = {
    "in range": "in range",
    "near": "just outside",
    "out of range": "out of range",
}


def title_of(name: str) -> str:
    """Return what a figure is called in front of people; of one that is no more defined, its name."""
    definition = metric_definitions().get(name)
    return definition.title if definition else name.replace("_", " ")
