"""What an agent's calls are looked at for, and how often each thing goes well with each agent.

Only what an agent does is looked at: lines of the score card that rest on the agent's words, replies to what
customers raise, what the agent does in the talk, and figures with a range. What customers feel is none of it.
Of a subject that comes up again and again in a call only the clearest case counts: cases of one call are
alike, and would look like more than they are.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from coachkit.measuring.showing import format_value, title_of
from coachkit.metric_definitions import metric_definitions
from coachkit.models import CallAgent
from coachkit.reporting.cases import Case, Subject, subjects_on
from coachkit.reporting.wording import BAD_MOMENTS, GOOD_MOMENTS
from coachkit.statistics.shares import Share, share_of
from coachkit.store.library import Library
from coachkit.store.reading.preparing import agents_of, lines_of_customers
from coachkit.store.reading.report_rows import FigureRow, figures_of

AspectKind = Literal["criterion", "exchange", "moment", "metric"]
DONE_BY_AGENTS = ("dead_air", "empathy", "monologue", "next_step", "overtalk")
"""Kinds of moments that are the agent's doing; the others are the customer's, or both sides'."""
_EDGE = 1.0
"""Seconds by which a case may reach beyond an agent's part of a call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """A thing that goes well or not, case by case, with everybody who took these calls."""

    on: str
    """`criterion:next_step`, `moment:objection`, `competitor:Zenlane`, `metric:patience`."""
    kind: AspectKind
    well: str
    """What is said where it goes well."""
    badly: str
    unit: str
    """What is counted: `call` or `reply`."""
    cases: Mapping[str, Sequence[Case]] = field(default_factory=dict)
    """By agent; of a case `is_held` says that it went well."""
    importance: float = 1.0
    """Of a line: its points as a share of those of the line that gives most."""

    def of(self, agent: str) -> Sequence[Case]:
        """Return the cases of an agent."""
        return self.cases.get(agent, ())

    def share(self, agents: Collection[str], call_ids: Collection[str]) -> Share:
        """Return how often it went well with these agents on these calls."""
        held = [one.is_held for agent in sorted(agents) for one in self.of(agent) if one.call_id in call_ids]
        return share_of(sum(held), len(held))


def aspects_of(library: Library, call_ids: Collection[str]) -> list[Aspect]:
    """Return what these calls are looked at for, ordered by name."""
    shared, parts = _who_took(agents_of(library, call_ids))
    found = [_of_subject(one, shared, parts) for one in _done_by_agents(library, call_ids)]
    found += _of_figures(figures_of(library, call_ids), shared, parts)
    return sorted((one for one in _once(found) if one.cases), key=lambda one: one.on)


Parts = Mapping[str, Sequence[CallAgent]]


def _who_took(on_calls: Iterable[CallAgent]) -> tuple[set[str], Parts]:
    """Return which calls several agents took, and who took which part of each call."""
    parts: dict[str, list[CallAgent]] = {}
    for one in on_calls:
        parts.setdefault(one.call_id, []).append(one)
    return {call_id for call_id, some in parts.items() if len({one.agent for one in some}) > 1}, parts


def _done_by_agents(library: Library, call_ids: Collection[str]) -> Iterator[Subject]:
    of_customers = lines_of_customers(library, call_ids)
    for one in subjects_on(library, call_ids):
        if one.kind == "line" and one.name in of_customers:
            continue
        if one.kind == "moment" and one.name not in DONE_BY_AGENTS:
            continue
        yield one


def _of_subject(subject: Subject, shared: Collection[str], parts: Parts) -> Aspect:
    is_moment = subject.kind == "moment"
    cases = subject.cases
    well, badly = subject.well, subject.badly
    if is_moment and not subject.is_more_better:
        cases = [replace(case, is_held=not case.is_held) for case in cases]
        well = f"Not so: {_lowered(BAD_MOMENTS[subject.name])}"  # type: ignore[index]  # a kind of moment
    elif is_moment:
        badly = f"Not so: {_lowered(GOOD_MOMENTS[subject.name])}"  # type: ignore[index]  # as above
    kind: AspectKind = "criterion" if subject.kind == "line" else subject.kind
    on = {"line": f"criterion:{subject.name}", "moment": f"moment:{subject.name}"}.get(
        subject.kind, subject.name
    )
    return Aspect(
        on=on,
        kind=kind,
        well=well,
        badly=badly,
        unit=subject.unit,
        cases=_by_agent(cases, shared, parts, is_placed=subject.kind == "exchange"),
        importance=subject.importance,
    )


def _of_figures(rows: Iterable[FigureRow], shared: Collection[str], parts: Parts) -> Iterator[Aspect]:
    by_name: dict[str, list[FigureRow]] = {}
    known = metric_definitions()
    for row in rows:
        if row.name in known and known[row.name].group != "mood":
            by_name.setdefault(row.name, []).append(row)
    for name, some in by_name.items():
        title = title_of(name)
        yield Aspect(
            on=f"metric:{name}",
            kind="metric",
            well=f"{title[:1].upper()}{title[1:]}: in range",
            badly=f"{title[:1].upper()}{title[1:]}: out of range",
            unit="call",
            cases=_by_agent([_figure_case(row) for row in some], shared, parts, is_placed=False),
        )


def _figure_case(row: FigureRow) -> Case:
    return Case(
        call_id=row.call_id,
        is_held=row.verdict == "in range",
        is_partly=row.verdict == "near",
        weight=_beyond(row),
        start=row.start,
        end=row.end,
        quote=row.quote,
        why=f"{title_of(row.name)}: {format_value(row.value, row.unit)}",
    )


def _beyond(row: FigureRow) -> float:
    """Return how far a value is outside its range; of two values only the order matters."""
    below = (row.good_low or 0.0) - row.value if row.good_low is not None else 0.0
    above = row.value - (row.good_high or 0.0) if row.good_high is not None else 0.0
    return max(below, above, 0.0)


def _by_agent(
    cases: Iterable[Case], shared: Collection[str], parts: Parts, *, is_placed: bool
) -> dict[str, list[Case]]:
    """Return whose each case is; of calls that several agents took, only what lies in one's own part is.

    `is_placed`: each case is a stretch of its call. Others are about the whole call, which is nobody's alone
    where several took it.
    """
    clearest: dict[tuple[str, str], Case] = {}
    for case in cases:
        agent = _taken_by(case, shared, parts, is_placed=is_placed)
        if agent is None:
            continue
        best = clearest.get((agent, case.call_id))
        if best is None or (case.weight, case.start or 0.0) > (best.weight, best.start or 0.0):
            clearest[agent, case.call_id] = case
    found: dict[str, list[Case]] = {}
    for (agent, _), case in sorted(clearest.items(), key=lambda item: item[0]):
        found.setdefault(agent, []).append(case)
    return found


def _taken_by(case: Case, shared: Collection[str], parts: Parts, *, is_placed: bool) -> str | None:
    some = parts.get(case.call_id, ())
    if not some:
        return None
    if case.call_id not in shared:
        return some[0].agent
    if not is_placed or case.start is None or case.end is None:
        return None
    around = [one for one in some if one.start - _EDGE <= case.start and case.end <= one.end + _EDGE]
    return around[0].agent if len({one.agent for one in around}) == 1 else None


def _once(aspects: Sequence[Aspect]) -> Iterator[Aspect]:
    """Yield `aspects` without moments that a line of the score card tells already, by the same name."""
    told = {one.on.removeprefix("criterion:") for one in aspects if one.kind == "criterion" and one.cases}
    for one in aspects:
        if one.kind != "moment" or one.on.removeprefix("moment:") not in told:
            yield one


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
