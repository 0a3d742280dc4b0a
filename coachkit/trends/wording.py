"""Shares and findings in plain words."""

from collections.abc import Sequence
from datetime import date

from coachkit.models import SubjectKind
from coachkit.statistics.shares import Share
from coachkit.trends.comparing import Comparison, Judged, Kind, Verdict
from coachkit.trends.question import By
from coachkit.trends.table import Finding, Outcome

_OUTCOMES: dict[tuple[Kind, Verdict], Outcome] = {
    ("newest", "up"): "rose",
    ("newest", "down"): "fell",
    ("course", "up"): "rising",
    ("course", "down"): "falling",
    ("group", "up"): "more",
    ("group", "down"): "less",
    ("newest", "unclear"): "no clear change",
    ("course", "unclear"): "no clear change",
    ("group", "unclear"): "no clear difference",
}
_PLACES: dict[Kind, tuple[str, str]] = {
    "newest": ("", " before"),
    "course": (" in the last {}", " in the first {}"),
    "group": ("", " of the others"),
}
_BARS = "▁▂▃▄▅▆▇█"
_NO_CALLS = "·"


def percent(share: float) -> str:
    """Return a share as `12 %`; near nothing and near all with a decimal place."""
    value = 100 * share
    is_near_an_end = 0 < value < 1 or 99 < value < 100
    return f"{value:.1f} %" if is_near_an_end else f"{value:.0f} %"


def interval(share: Share) -> str:
    """Return the interval of a share as `8 to 18 %`, a dash where there is none."""
    if share.low is None or share.high is None:
        return "–"
    return f"{percent(share.low).removesuffix(' %')} to {percent(share.high)}"


def of_calls(share: Share) -> str:
    """Return a share as `12 % of 140`."""
    return f"{percent(share.value)} of {share.calls:,}" if share.value is not None else "no calls"


def finding_of(
    judged: Judged,
    *,
    by: By,
    cell: str | None = None,
    apart: str | None = None,
    query: str | None = None,
) -> Finding:
    """Return what a comparison comes to, with its words; `query` lists the calls that it rests on.

    `apart` is the team or agent without whom the others were compared.
    """
    of = judged.of
    outcome = _OUTCOMES.get((of.kind, judged.verdict), "too few calls")
    return Finding(
        kind=of.kind,
        cell=cell,
        here=of.here,
        there=of.there,
        chance=of.chance,
        adjusted=judged.adjusted,
        outcome=outcome,
        says=f"{_begin(judged, outcome, by)}: {_figures(of, is_told=outcome != 'too few calls')}"
        + (f" without {apart}" if apart else ""),
        apart=apart,
        query=query,
    )


def headline(finding: Finding, name: str, kind: SubjectKind | None, *, by: By) -> str:
    """Return a finding as a sentence: `Rose: invoices, 12 % of 140 calls (8 to 18 %) against …`.

    `kind` is named as well where a table has several.
    """
    begin, figures = finding.says.split(": ", 1)
    if finding.cell is not None:
        begin += f" {'in' if by == 'team' else 'with'} {finding.cell}"
    return f"{begin[0].upper()}{begin[1:]}: {name}{f' ({kind})' if kind else ''}, {figures}"


def sparkline(values: Sequence[float | None]) -> str:
    """Return shares as small bars, the highest of them as high as can be; a dot where there are no calls."""
    highest = max((value for value in values if value is not None), default=0.0)
    steps = len(_BARS) - 1
    return "".join(
        _NO_CALLS if value is None else _BARS[round(steps * value / highest) if highest else 0]
        for value in values
    )


def day_span(first: date, last: date) -> str:
    """Return two days as `16 to 22 Nov 2026`, with month and year where they differ."""
    if first == last:
        return f"{first.day} {first:%b %Y}"
    begin = f"{first.day}"
    if (first.month, first.year) != (last.month, last.year):
        begin += f" {first:%b}"
    if first.year != last.year:
        begin += f" {first.year}"
    return f"{begin} to {last.day} {last:%b %Y}"


def _begin(judged: Judged, outcome: Outcome, by: By) -> str:
    if outcome in ("rising", "falling"):
        periods = judged.of.periods_here + judged.of.periods_there
        return f"{outcome} over the {periods} {by}s before the newest"
    return "too few calls to tell" if outcome == "too few calls" else outcome


def _figures(of: Comparison, *, is_told: bool) -> str:
    """Return both shares in words; only the counts where a share would tell more than is known."""
    now, then = _PLACES[of.kind]
    now, then = now.format(of.periods_here), then.format(of.periods_there)
    if is_told:
        return f"{of_calls(of.here)} calls{now} ({interval(of.here)}) against {of_calls(of.there)}{then}"
    here, there = (f"{one.held:,} of {one.calls:,}" for one in (of.here, of.there))
    return f"{here} calls{now} against {there}{then}"
