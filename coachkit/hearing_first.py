"""Which calls to hear first: those from which most is to be learned, of several people, for several reasons.

Every reason has a weight; a call's weights are added up. Of one agent at most three calls are taken, and for
one reason at most four, before others have had their turn; disputes wait for somebody, so they go first.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from coachkit.store.library import Library
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
_FOR_ONE_REASON = 4
_KNOWN = ("rating", "outcome")
"""Sources of labels that know how a call went."""


class TakenCall(Protocol):
    """A call, when it was, and who took it."""

    @property
    def id(self) -> str: ...  # noqa: D102 - as its class says
    @property
    def started_at(self) -> str | None: ...  # noqa: D102
    @property
    def agents(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthHearing:
    """A call worth hearing first: why, and where it shows."""

    call_id: str
    reasons: tuple[str, ...]
    """In sentences, the best first."""
    start: float | None
    """None, with `end`: it shows in no place but the whole call."""
    end: float | None
    quote: str | None
    went_badly: bool
    """Whether the call did, or what is to be heard in it; or somebody disputes that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reason:
    kind: Literal["dispute", "wrong", "bad", "good reply", "bad reply", "new", "place"]
    weight: float
    text: str
    start: float | None = None
    end: float | None = None
    quote: str | None = None


def calls_worth_hearing(library: Library, calls: Sequence[TakenCall]) -> list[WorthHearing]:
    """Return at most ten of `calls`, those worth most first."""
    reasons: dict[str, list[_Reason]] = {call.id: [] for call in calls}
    labels = labels_of(library, reasons)
    for call_id, label in labels.items():
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
    chosen = [call.id for call in _in_turn(worth, {call.id: _main(reasons[call.id]).kind for call in worth})]
    lowest = _lowest_points(library, chosen)
    bad = {call_id for call_id in chosen if call_id in labels and labels[call_id].label == "bad"}
    return [_worth(one, reasons[one], lowest.get(one), is_bad=one in bad) for one in chosen]


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
        yield _Reason(kind="wrong", weight=4.5 if row.label == "bad" else 2.5, text=text)
    elif row.label == "bad":
        yield _Reason(kind="bad", weight=2.0, text=f"It went badly: {row.reason}")


def _on_scores(row: LabelRow) -> Iterator[_Reason]:
    if {row.score_label, row.learned_label} == {"good", "bad"}:
        text = f"The score card says {row.score_label}, the learned score says {row.learned_label}"
        yield _Reason(kind="wrong", weight=1.5, text=text)
    elif row.label == "bad":
        yield _Reason(kind="bad", weight=1.25, text=f"It went badly, as the score says: {row.reason}")


def _on_dispute(one: OpenDispute) -> _Reason:
    line = one.criterion.replace("_", " ")
    text = f"{one.author} disputes the line “{line}”, which waits for a decision: {one.reason}"
    return _Reason(kind="dispute", weight=3.0, text=text, start=one.start, end=one.end, quote=one.quote)


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
        kind="good reply" if row.verdict == "good" else "bad reply",
        weight=1.5 * row.strength,
        text=f"{begins}: {_within(row.reason)}",
        start=row.start,
        end=row.end,
        quote=row.quote or None,
    )


def _within(reason: str) -> str:
    """Return a reason as the rest of a sentence; names keep their capitals."""
    is_name = not reason.startswith(("The customer ", "It is about "))
    return reason if is_name else reason[:1].lower() + reason[1:]


def _on_agents(call: TakenCall, started: Mapping[str, date]) -> Iterator[_Reason]:
    if call.started_at is None:
        return
    day = date.fromisoformat(call.started_at[:10])
    for agent in call.agents:
        if agent in started and timedelta() <= day - started[agent] <= NEW:
            text = f"{agent} is new here, since {day_span(started[agent], started[agent])}"
            yield _Reason(kind="new", weight=0.75, text=text)


def _in_turn(calls: Sequence[TakenCall], kinds: Mapping[str, str]) -> list[TakenCall]:
    """Return the first `MOST` calls; those past an agent's or a reason's share come behind the others."""
    by_agents: Counter[tuple[str, ...]] = Counter()
    by_kind: Counter[str] = Counter()
    waiting = [call for call in calls if kinds[call.id] == "dispute"]
    first: list[TakenCall] = []
    later: list[TakenCall] = []
    for call in calls:
        kind = kinds[call.id]
        if kind == "dispute":
            continue
        if (call.agents and by_agents[call.agents] >= _OF_ONE_AGENT) or by_kind[kind] >= _FOR_ONE_REASON:
            later.append(call)
            continue
        by_agents[call.agents] += 1
        by_kind[kind] += 1
        first.append(call)
    return [*waiting, *first, *later][:MOST]


def _main(reasons: Sequence[_Reason]) -> _Reason:
    return min(reasons, key=lambda one: (one.kind != "dispute", -one.weight, one.text))


def _lowest_points(library: Library, call_ids: Sequence[str]) -> dict[str, _Reason]:
    """Return where each call shows best that it goes badly, for calls without a better place."""
    found: dict[str, _Reason] = {}
    for row in moments_of(library, call_ids, ("frustration", "escalation")):
        if row.call_id not in found or row.strength > found[row.call_id].weight:
            found[row.call_id] = _Reason(
                kind="place",
                weight=row.strength,
                text="",
                start=row.start,
                end=row.end,
                quote=row.quote or None,
            )
    return found


def _worth(call_id: str, reasons: Sequence[_Reason], lowest: _Reason | None, *, is_bad: bool) -> WorthHearing:
    ordered = sorted(reasons, key=lambda one: (one.kind != "dispute", -one.weight, one.text))
    places = [one for one in ordered if one.start is not None]
    if is_bad:
        # what went well in it is no place to hear why it went badly, unless there is no other
        places.sort(key=lambda one: one.kind == "good reply")
        if lowest is not None and (not places or places[0].kind == "good reply"):
            places = [lowest, *places]
    placed = next(iter(places), None)
    return WorthHearing(
        call_id=call_id,
        reasons=tuple(dict.fromkeys(one.text for one in ordered)),
        start=placed.start if placed else None,
        end=placed.end if placed else None,
        quote=placed.quote if placed else None,
        went_badly=is_bad or ordered[0].kind in ("dispute", "bad reply"),
    )
