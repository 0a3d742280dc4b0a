"""Rules on what is known already: figures, how customers took replies, and what people answer."""

from collections.abc import Mapping
from math import isinf

from coachkit.models import Metric, RangeVerdict
from coachkit.scorecards.card import Line
from coachkit.scorecards.evidence import Evidence, Finding, Place, place_of

_IN_RANGE: Mapping[RangeVerdict, float] = {"in range": 1.0, "near": 0.5, "out of range": 0.0}
_ANSWERS = {"yes": 1.0, "no": 0.0, "not applicable": None}


def metric(line: Line, evidence: Evidence) -> Finding:
    """Give the points for a figure inside `good`, half for `fair`; else by the settings' range."""
    found = evidence.metrics.get(line.written.metric)
    if found is None or found.value is None:
        return Finding(share=None, detail=(found and found.reason) or "it was not measured")
    good, fair = line.written.good, line.written.fair
    if good is None:
        if found.verdict is None:
            return Finding(share=None, detail="the settings give no range for it on this kind of call")
        share = _IN_RANGE[found.verdict]
        good = (
            float("-inf") if found.good_low is None else found.good_low,
            float("inf") if found.good_high is None else found.good_high,
        )
    else:
        is_fair = fair is not None and fair[0] <= found.value <= fair[1]
        share = 1.0 if good[0] <= found.value <= good[1] else 0.5 if is_fair else 0.0
    detail = f"{_shown(found.value, found.unit)}; good is {_range(good, found.unit)}"
    place = _metric_place(found, line, evidence)
    # the longest of what is not too long is nothing to be heard
    is_kept_under = share == 1.0 and good[0] <= 0
    is_found = found.start is not None and not is_kept_under
    return Finding(share=share, detail=detail, place=place, is_found=is_found)


def _range(ends: tuple[float, float], unit: str) -> str:
    low, high = ends
    if isinf(low) or isinf(high):
        return f"at least {_shown(low, unit)}" if isinf(high) else f"at most {_shown(high, unit)}"
    return f"{_shown(low, unit)} to {_shown(high, unit)}"


def _shown(value: float, unit: str) -> str:
    return f"{value:.0%}" if unit == "share" else f"{value:.0f} s" if unit == "s" else f"{value:.2f}"


def _metric_place(found: Metric, line: Line, evidence: Evidence) -> Place | None:
    """Return where the figure can be heard: its own moment, else the side's last words."""
    if found.start is not None and found.end is not None:
        inside = [s for s in evidence.segments if found.start <= s.start < found.end]
        return (found.start, found.end, found.quote or (inside[0].text if inside else ""))
    side = line.written.role or "customer"
    spoken = [s for s in evidence.segments if s.role == side]
    return place_of(spoken[-1]) if spoken else None


def exchanges(line: Line, evidence: Evidence) -> Finding:
    """Give points for how customers took the replies after something came up."""
    kind, name = line.written.mention, line.written.name
    named = [e for e in evidence.exchanges if e.kind == kind and (not name or e.name == name)]
    clear = [e for e in named if e.verdict != "neutral"]
    if not clear:
        what = name or ("moment" if kind == "moment" else kind)
        came_up = "no clear reaction" if named else f"no {what} was named"
        if not named and (name or kind in ("tracker", "moment")):
            came_up = f"{f'“{name}”' if name else f'no {kind}'} {'does not come' if name else 'comes'} up"
        return Finding(share=None, detail=came_up)
    good = sum(e.strength for e in clear if e.verdict == "good")
    total = sum(e.strength for e in clear)
    share = good / total if total else sum(e.verdict == "good" for e in clear) / len(clear)
    wanted = "good" if share >= 0.5 else "bad"
    best = [e for e in clear if e.verdict == wanted] or clear
    shown = max(best, key=lambda e: (e.strength, -e.n))
    if line.written.share is not None:
        share = float(share >= line.written.share)
    return Finding(share=share, detail=shown.name, place=(shown.quote_start, shown.quote_end, shown.quote))


def question(line: Line, evidence: Evidence, card: str) -> Finding:
    """Give the points where a person answers yes."""
    answer = evidence.answers.get((card, line.id))
    if answer is None:
        return Finding(share=None, detail=f"nobody has answered yet: {line.written.question}")
    why = f": {answer.why}" if answer.why else ""
    return Finding(share=_ANSWERS[answer.value], detail=f"{answer.author} says {answer.value}{why}")
