"""The topics as a picture: how often each comes up against how badly it goes, the cost as size.

Colour carries nothing that position and size do not: blue for topics with enough calls to tell, orange
outlines for the others (Okabe and Ito's colours, told apart by the colour-blind).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from coachkit.priorities.results import Priorities, TopicPriority
from coachkit.statistics.averages import Estimate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.figure import Figure

_SIZE = (10.0, 6.5)
"""Inches."""
_DPI = 150
_BLUE, _ORANGE, _INK, _LIGHT = "#0072b2", "#d55e00", "#222222", "#dddddd"
_LARGEST = 1500.0
"""Area of the circle of the topic that costs most, in square points."""
_SMALLEST = 40.0
_LINE = {"arrowstyle": "-", "color": "#888888", "linewidth": 0.6, "shrinkA": 0, "shrinkB": 0}
_MOST_LABELS = 20
_LETTERS = 34
_AXES = {
    "outcome": "bad calls among its calls, %",
    "score": "average score of its calls (further up is worse)",
    "time": "average minutes of its calls",
}


_Spot = tuple[float, float]
_Line = tuple[_Spot, _Spot]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A topic's circle, with the lines that show how sure its place is."""

    row: TopicPriority
    spot: _Spot
    size: float
    """Area in square points."""
    lines: tuple[_Line, ...]

    @property
    def radius(self) -> float:
        """In points."""
        return sqrt(self.size) / 2

    @property
    def title(self) -> str:
        """The topic's title, cut where it is long."""
        title = self.row.title
        return title if len(title) <= _LETTERS else title[: _LETTERS - 1].rstrip(" ,") + "…"


def draw(found: Priorities, path: Path) -> None:
    """Write the picture as PNG or SVG, as the file's ending says; the same topics give the same bytes.

    Raises:
        ValueError: The ending is another one.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in ("png", "svg"):
        raise ValueError(f"{path.name} must end in .png or .svg")
    import matplotlib as mpl

    with mpl.rc_context({"svg.hashsalt": "coachkit", "svg.fonttype": "path", "font.size": 11}):
        figure = _figure(found)
        metadata = {"Date": None} if kind == "svg" else {"Software": None}
        figure.savefig(path, format=kind, dpi="figure", metadata=metadata)


def _figure(found: Priorities) -> "Figure":
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=_SIZE, dpi=_DPI, layout="constrained")
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    marks = _marks(found)
    axes.set_title(f"What costs most: {found.unit}", loc="left", color=_INK, fontsize=14, pad=22)
    axes.text(0, 1.02, _said(found), transform=axes.transAxes, color="#555555", fontsize=10)
    axes.set_xlabel("share of calls that are about it, %")
    axes.set_ylabel(_AXES[found.by])
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(color=_LIGHT, linewidth=0.6)
    axes.set_axisbelow(True)
    if not marks:
        axes.text(0.5, 0.5, "There is nothing to draw yet", transform=axes.transAxes, ha="center")
        return figure
    _place(axes, found, marks)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib's own
    _label(axes, marks, canvas.get_renderer())  # type: ignore[no-untyped-call]
    return figure


def _place(axes: "Axes", found: Priorities, marks: Sequence[_Mark]) -> None:
    for mark in marks:
        if mark.row.cost is None:
            axes.scatter(*mark.spot, s=mark.size, facecolors="none", edgecolors=_ORANGE, linewidths=1.2)
            continue
        for (x1, y1), (x2, y2) in mark.lines:
            axes.plot([x1, x2], [y1, y2], color=_BLUE, linewidth=0.8, alpha=0.6)
        axes.scatter(*mark.spot, s=mark.size, color=_BLUE, alpha=0.5, edgecolors=_BLUE)
    axes.set_xlim(left=0)
    if found.by == "outcome":
        axes.set_ylim(-4, 104)
    elif found.by == "score":
        axes.set_ylim(104, -4)
    else:
        axes.set_ylim(bottom=0)


def _label(axes: "Axes", marks: Sequence[_Mark], renderer: "RendererBase") -> None:
    """Write each title where it covers nothing, near its circle; leave it out where there is no room."""
    from matplotlib.transforms import Bbox

    inside = axes.get_window_extent(renderer)
    to_screen = axes.transData.transform
    taken = []
    for mark in marks:
        x, y = to_screen(mark.spot)
        reach = mark.radius * _DPI / 72
        taken.append(Bbox.from_extents(x - reach, y - reach, x + reach, y + reach))
        taken += [
            Bbox.from_extents(*to_screen(start), *to_screen(end)).padded(2) for start, end in mark.lines
        ]
    for mark in marks[:_MOST_LABELS]:
        for place in _places(mark.radius):
            text = axes.annotate(
                mark.title, mark.spot, xytext=place, textcoords="offset points", fontsize=9, color=_INK,
                va="center", ha="left" if place[0] > 0 else "right", annotation_clip=False,
            )  # fmt: skip
            box = text.get_window_extent(renderer)
            is_inside = (
                inside.x0 < box.x0 and box.x1 < inside.x1 and inside.y0 < box.y0 and box.y1 < inside.y1
            )
            if is_inside and not any(box.overlaps(other) for other in taken):
                taken.append(box.padded(2))
                axes.annotate(
                    "", mark.spot, xytext=place, textcoords="offset points", zorder=1, arrowprops=_LINE
                )
                break
            text.remove()


def _places(radius: float) -> list[tuple[float, float]]:
    """Return offsets in points to try: beside the circle, then further up and down, then further away."""
    return [
        (side * (radius + away), up * step)
        for away in (6, 22, 45)
        for step in (0, 12, 24, 36, 50, 66, 84, 110, 140)
        for side in (1, -1)
        for up in ((1, -1) if step else (1,))
    ]


def _marks(found: Priorities) -> list[_Mark]:
    """Return what is drawn for each topic whose place is known."""
    dearest = max((row.cost.value for row in found.rows if row.cost), default=0.0) or 1.0
    marks = []
    for row in found.rows:
        at = _badness(found, row)
        x, low, high = (100 * (value or 0.0) for value in (row.share.value, row.share.low, row.share.high))
        if at is None:
            continue
        lines: tuple[_Line, ...] = ()
        size = _SMALLEST
        if row.cost:
            lines = (((low, at.value), (high, at.value)), ((x, at.low), (x, at.high)))
            size = max(_SMALLEST, _LARGEST * row.cost.value / dearest)
        marks.append(_Mark(row=row, spot=(x, at.value), size=size, lines=lines))
    return marks


def _badness(found: Priorities, row: TopicPriority) -> Estimate | None:
    """Return how badly a topic goes, on the picture's upright axis."""
    if found.by == "outcome":
        bad = row.bad
        if bad.value is None or bad.low is None or bad.high is None:
            return None
        return Estimate(value=100 * bad.value, low=100 * bad.low, high=100 * bad.high)
    if found.by == "time":
        return row.minutes
    return row.score


def _said(found: Priorities) -> str:
    few = sum(not row.is_enough for row in found.rows)
    rings = f"; rings: {few} with too few calls to tell" if few and found.by == "outcome" else ""
    return f"{found.calls:,} calls; the larger a circle, the higher the cost; lines: 95 % intervals{rings}"
