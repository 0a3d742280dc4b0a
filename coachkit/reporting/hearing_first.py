"""Which calls to hear first: those from which most is to be learned, and never more of one agent than needed.

Every reason has a weight; a call's weights are added up. Of one agent at most three calls are taken before
the others have had their turn, so that the list is not about one person.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coachkit.reporting.results import ToHear
from coachkit.reporting.spots import Spots
from coachkit.store.library import Library
from coachkit.store.reading.calls import CallSummary
from coachkit.store.reading.report_rows import (
    ExchangeRow,
    LabelRow,
    OpenDispute,
    exchanges_of,
    first_days,
    labels_of,
    moments_of,
    open_disputes,
)
from coachkit.trends.wording import day_span

MOST = 10
NEW = timedelta(days=90)
"""So long after the first day at work an agent is new."""
_STRONG = 0.6
"""From this strength on an exchange is clear enough to be heard for itself."""
_OF_ONE_AGENT = 3
_KNOWN = ("rating", "outcome")
"""Sources of labels that know how a call went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reason:
    weight: float
    text: str
    start: float | None = None
    end: float | None = None
    quote: str | None = None


def calls_to_hear(library: Library, calls: Sequence[CallSummary], spots: Spots) -> list[ToHear]:
    """Return at most ten of `calls`, those worth most first."""
    reasons = {call.id: [] for call in calls}  # type: dict[str, list[_Reason]]
    for call_id, label in labels_of(library, reasons).items():
        reasons[call_id] += _on_label(label)
    for dispute in open_disputes(library, reasons):
        reasons[dispute.call_id].append(_on_dispute(dispute))
    for call_id, row in _strongest(exchanges_of(library, reasons)).items():
        reasons[call_id].append(_on_exchange(row))
    started = first_days(library)
    for call in calls:
        reasons[call.id] += _on_agents(call, started)
    worth = sorted(
        (call for call in calls if sum(one.weight for one in reasons[call.id]) > 1),
        key=lambda call: -sum(one.weight for one in reasons[call.id]),
    )
    chosen = _in_turn(worth)
    lowest = _lowest_points(library, [call.id for call in chosen])
    return [_to_hear(call, reasons[call.id], lowest, spots) for call in chosen]


def _on_label(row: LabelRow) -> Iterator[_Reason]:
    source = row.source.partition(":")[0]
    if source not in _KNOWN:
        yield from _on_scores(row)
        return
    said = {"score card": row.score_label, "learned score": row.learned_label}
    wrong = [by for by, label in said.items() if {label, row.label} == {"good", "bad"}]
    if wrong:
        known = f"{'well' if row.label == 'good' else 'badly'}: {row.reason}"
        text = f"The {' and the '.join(wrong)} took it for {said[wrong[0]]}, but it went {known}"
        yield _Reason(weight=4.5 if row.label == "bad" else 2.5, text=text)
    elif row.label == "bad":
        yield _Reason(weight=2.0, text=f"It went badly: {row.reason}")


def _on_scores(row: LabelRow) -> Iterator[_Reason]:
    if {row.score_label, row.learned_label} == {"good", "bad"}:
        text = f"The score card says {row.score_label}, the learned score says {row.learned_label}"
        yield _Reason(weight=1.5, text=text)
    elif row.label == "bad":
        yield _Reason(weight=1.25, text=f"It went badly, as the score says: {row.reason}")


def _on_dispute(one: OpenDispute) -> _Reason:
    line = one.criterion.replace("_", " ")
    text = f"{one.author} disputes the line “{line}”, which waits for a decision: {one.reason}"
    return _Reason(weight=3.0, text=text, start=one.start, end=one.end)


def _strongest(rows: Sequence[ExchangeRow]) -> dict[str, ExchangeRow]:
    found: dict[str, ExchangeRow] = {}
    for row in rows:
        if row.verdict == "neutral" or row.strength < _STRONG:
            continue
        if row.call_id not in found or row.strength > found[row.call_id].strength:
            found[row.call_id] = row
    return found


def _on_exchange(row: ExchangeRow) -> _Reason:
    begins = "A reply to learn from" if row.verdict == "good" else "A reply that did not work"
    return _Reason(
        weight=1.5 * row.strength,
        text=f"{begins}: {row.reason}",
        start=row.start,
        end=row.end,
        quote=row.quote or None,
    )


def _on_agents(call: CallSummary, started: Mapping[str, date]) -> Iterator[_Reason]:
    if call.started_at is None:
        return
    day = date.fromisoformat(call.started_at[:10])
    for agent in call.agents:
        if agent in started and timedelta() <= day - started[agent] <= NEW:
            text = f"{agent} is new here, since {day_span(started[agent], started[agent])}"
            yield _Reason(weight=0.75, text=text)


def _in_turn(calls: Sequence[CallSummary]) -> list[CallSummary]:
    """Return the first `MOST` calls, with those past an agent's share put behind the others."""
    taken: Counter[tuple[str, ...]] = Counter()
    first: list[CallSummary] = []
    later: list[CallSummary] = []
    for call in calls:
        taken[call.agents] += 1
        (later if call.agents and taken[call.agents] > _OF_ONE_AGENT else first).append(call)
    return [*first, *later][:MOST]


def _lowest_points(library: Library, call_ids: Sequence[str]) -> dict[str, _Reason]:
    """Return where each call shows best that it goes badly, for calls without a better place."""
    found: dict[str, _Reason] = {}
    for row in moments_of(library, call_ids, ("frustration", "escalation")):
        if row.call_id not in found or row.strength > found[row.call_id].weight:
            found[row.call_id] = _Reason(
                weight=row.strength, text="", start=row.start, end=row.end, quote=row.quote or None
            )
    return found


def _to_hear(
    call: CallSummary, reasons: Sequence[_Reason], lowest: Mapping[str, _Reason], spots: Spots
) -> ToHear:
    ordered = sorted(reasons, key=lambda one: (-one.weight, one.text))
    placed = next((one for one in ordered if one.start is not None), None)
    if placed is None and spots.label_of(call.id) == "bad":
        placed = lowest.get(call.id)
    spot = (
        spots.at(call.id, placed.start, placed.end, placed.quote, ordered[0].text)
        if placed
        else spots.at(call.id, None, None, None, ordered[0].text)
    )
    return ToHear(spot=spot, reasons=tuple(dict.fromkeys(one.text for one in ordered)))
