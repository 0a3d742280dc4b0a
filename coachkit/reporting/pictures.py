"""The pictures of a report as inline SVG: their colours are the page's, so that they suit light and dark.

What is drawn is in the page as words and figures too, and bars hold their counts: colour alone says nothing.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coachkit.reporting.results import FigureLine, Report, TopicLine, Week

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_GOOD, _NEUTRAL, _BAD, _NONE, _INK, _SOFT = (
    "#0a0b01", "#0a0b02", "#0a0b03", "#0a0b04", "#0a0b05", "#0a0b06",
)  # fmt: skip
_VARIABLES = {
    _GOOD: "--bar-good",
    _NEUTRAL: "--bar-neutral",
    _BAD: "--bar-bad",
    _NONE: "--bar-none",
    _INK: "--ink",
    _SOFT: "--soft",
}
"""Stand-ins that matplotlib draws with, for the page's colours."""
_ON_BAR = "#ffffff"
_WIDTH = 7.2
"""Inches."""
_MOST = 8
_LETTERS = 30
_WIDE_ENOUGH = 0.045
"""Of the axis, for a count to be written into a bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An SVG element for the page, with what it says in words."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bars:
    """Bars in parts: a name each, and the parts' names, colours and counts."""

    names: Sequence[str]
    parts: Sequence[tuple[str, str, Sequence[int]]]

    @property
    def longest(self) -> int:
        return max((sum(counts[n] for _, _, counts in self.parts) for n in range(len(self.names))), default=0)


def pictures_of(found: Report) -> dict[str, Picture]:
    """Return the pictures there is something to draw for: `weeks`, `topics`, `figures`."""
    drawn = {}
    if len(found.weeks) > 1:
        drawn["weeks"] = Picture(svg=_draw(_of_weeks(found.weeks), "weeks"), alt=_weeks_in_words(found.weeks))
    if found.topics:
        topics = found.topics[:_MOST]
        drawn["topics"] = Picture(svg=_draw(_of_topics(topics), "topics"), alt=_topics_in_words(topics))
    if found.figures:
        figures = found.figures[:_MOST]
        drawn["figures"] = Picture(svg=_draw(_of_figures(figures), "figures"), alt=_figures_in_words(figures))
    return drawn


def _of_weeks(weeks: Sequence[Week]) -> _Bars:
    parts = [
        ("good", _GOOD, [week.good for week in weeks]),
        ("neutral", _NEUTRAL, [week.neutral for week in weeks]),
        ("bad", _BAD, [week.bad for week in weeks]),
        ("not judged", _NONE, [week.unlabelled for week in weeks]),
    ]
    return _Bars(names=[f"week of {week.first.day} {week.first:%b}" for week in weeks], parts=_used(parts))


def _of_topics(topics: Sequence[TopicLine]) -> _Bars:
    parts = [
        ("good", _GOOD, [one.good for one in topics]),
        ("neutral", _NEUTRAL, [max(one.bad.calls - one.good - one.bad.held, 0) for one in topics]),
        ("bad", _BAD, [one.bad.held for one in topics]),
        ("not judged", _NONE, [max(one.calls - one.bad.calls, 0) for one in topics]),
    ]
    return _Bars(names=[_cut(one.title) for one in topics], parts=_used(parts))


def _of_figures(figures: Sequence[FigureLine]) -> _Bars:
    parts = [
        ("in range", _GOOD, [one.in_range for one in figures]),
        ("just outside", _NEUTRAL, [one.near for one in figures]),
        ("out of range", _BAD, [one.out_of_range for one in figures]),
    ]
    return _Bars(names=[_cut(one.title) for one in figures], parts=_used(parts))


def _used(parts: Sequence[tuple[str, str, Sequence[int]]]) -> list[tuple[str, str, Sequence[int]]]:
    return [part for part in parts if any(part[2])]


def _weeks_in_words(weeks: Sequence[Week]) -> str:
    said = [
        f"{one.first.day} {one.first:%b}: {one.good} good, {one.neutral} neutral, {one.bad} bad"
        for one in weeks
    ]
    return f"Calls by week and how they went. {'; '.join(said)}."


def _topics_in_words(topics: Sequence[TopicLine]) -> str:
    said = [f"{one.title}: {one.calls}, {one.good} good, {one.bad.held} bad" for one in topics]
    return f"Calls by topic and how they went. {'; '.join(said)}."


def _figures_in_words(figures: Sequence[FigureLine]) -> str:
    said = [f"{one.title}: {one.in_range} in range, {one.out_of_range} out of range" for one in figures]
    return f"Calls in and out of range by figure. {'; '.join(said)}."


def _draw(bars: _Bars, name: str) -> str:
    """Return horizontal bars as an SVG element that has no ids of other pictures."""
    import matplotlib as mpl

    out = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "coachkit", "svg.fonttype": "none", "font.size": 10}):
        _figure(bars).savefig(out, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    svg = out.getvalue()
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    svg = re.sub(r' xmlns(:\w+)?="[^"]*"', "", svg)
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\1{name}-", svg)
    svg = re.sub(
        r'<svg [^>]*?(viewBox="[^"]*")[^>]*>', r'<svg \1 aria-hidden="true" focusable="false">', svg, count=1
    )
    for colour, variable in _VARIABLES.items():
        svg = svg.replace(colour, f"var({variable})")
    return svg.strip()


def _figure(bars: _Bars) -> "Figure":
    from matplotlib.figure import Figure

    height = 0.34 * len(bars.names) + 0.55
    figure = Figure(figsize=(_WIDTH, height), layout="constrained")
    axes = figure.add_subplot()
    left = [0] * len(bars.names)
    places = range(len(bars.names))
    for part, colour, counts in bars.parts:
        axes.barh(places, counts, left=left, color=colour, height=0.68, label=part)
        for place, count in zip(places, counts, strict=True):
            if count >= _WIDE_ENOUGH * bars.longest:
                _write_count(axes, left[place] + count / 2, place, count)
        left = [start + count for start, count in zip(left, counts, strict=True)]
    axes.set_yticks(list(places), bars.names, color=_INK)
    axes.invert_yaxis()
    axes.set_xlim(0, max(bars.longest, 1))
    axes.xaxis.set_visible(False)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    figure.legend(
        loc="outside upper left", ncols=len(bars.parts), frameon=False, labelcolor=_SOFT, handlelength=0.9,
        handleheight=0.9, columnspacing=1.4, borderaxespad=0.2,
    )  # fmt: skip
    return figure


def _write_count(axes: "Axes", x: float, y: float, count: int) -> None:
    if count:
        axes.text(x, y, f"{count:,}", ha="center", va="center_baseline", color=_ON_BAR, fontsize=9)


def _cut(title: str) -> str:
    return title if len(title) <= _LETTERS else title[: _LETTERS - 1].rstrip(" ,") + "…"
