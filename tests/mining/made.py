"""Cases made from chances: what agents do, how skilled they are, and what truly helps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from coachkit.behaviours.behaviour import Behaviour, Observed
from coachkit.mining.finding import Subject
from coachkit.models import BehaviourKind, Case

Rng = np.random.Generator


@dataclass(frozen=True, kw_only=True)
class Planted:
    """Something that agents do in some cases, and what it does to them."""

    key: str
    effect: float = 0.0
    """By how much likelier a case goes well where it is done, -1 to 1."""
    share: float = 0.35
    """In which share of cases agents do it."""
    stars: float | None = None
    """In which share the two most skilled agents do it; as all others by default."""
    only: str | None = None
    """The subject in which it matters; everywhere by default."""


@dataclass(frozen=True, kw_only=True)
class Team:
    """Agents, from the least to the most skilled."""

    agents: int = 12
    worst: float = 0.35
    """Share of cases that go well with the least skilled."""
    best: float = 0.65
    flipped: float = 0.15
    """Share of cases of which the verdict is turned round."""


def a_behaviour(key: str, kind: BehaviourKind | None = None) -> Behaviour:
    """Return a behaviour with such a key, as `trait:asks_first`."""
    named: Any = key.split(":")[0] if ":" in key else "trait"
    return Behaviour(
        key=key, kind=kind or named, does=f"does {key}", do=f"Do {key}.", dont=f"Don't do {key}."
    )


def a_case(place: int, **changes: Any) -> Case:
    """Return a case in a call of its own."""
    fields: dict[str, Any] = {
        "call_id": f"c{place:05}",
        "n": 0,
        "kind": "competitor",
        "name": "zenlane",
        "exchange": 0,
        "agent": "Jana K.",
        "verdict": "good",
        "verdict_from": "reaction",
        "is_upset": False,
        "start": 0.0,
        "end": 30.0,
        "prompt": "We look at Zenlane.",
        "prompt_start": 5.0,
        "prompt_end": 7.0,
        "quote": "",
        "quote_start": 0.0,
        "quote_end": 0.0,
    }
    return Case(**(fields | changes))


def a_subject(cases: Sequence[Case], **done: Sequence[int]) -> Subject:
    """Return the subject of the first case, with what is done in which."""
    return Subject(
        kind=cases[0].kind,
        name=cases[0].name,
        cases=cases,
        observed=[
            Observed(behaviour=a_behaviour(key.replace("__", ":")), done=np.array(row, np.int8))
            for key, row in done.items()
        ],
    )


def counted(rows: Sequence[tuple[str, int, int, int, int]], **changes: Any) -> tuple[list[Case], list[int]]:
    """Return cases and where it is done, from (agent, done well, done badly, left well, left badly)."""
    cases: list[Case] = []
    done: list[int] = []
    for agent, *counts in rows:
        for (does, verdict), count in zip(
            [(1, "good"), (1, "bad"), (0, "good"), (0, "bad")], counts, strict=True
        ):
            for _ in range(count):
                cases.append(a_case(len(cases), agent=agent, verdict=verdict, **changes))
                done.append(does)
    return cases, done


def a_library(
    rng: Rng, planted: Sequence[Planted], *, sizes: dict[str, int], team: Team | None = None
) -> list[Subject]:
    """Return subjects by name with so many cases each, and the one about everything."""
    team = team or Team()
    subjects = [
        _subject(rng, name, size, planted, team=team, first=n * 10_000)
        for n, (name, size) in enumerate(sizes.items())
    ]
    return [*subjects, everything(subjects)]


def everything(subjects: Sequence[Subject]) -> Subject:
    """Return what is about whatever comes up, with the behaviours that all subjects have."""
    keys = [one.behaviour for one in subjects[0].observed]
    rows = [{one.behaviour.key: one.done for one in subject.observed} for subject in subjects]
    return Subject(
        kind="everything",
        name="",
        cases=[case for subject in subjects for case in subject.cases],
        observed=[
            Observed(behaviour=one, done=np.concatenate([row[one.key] for row in rows])) for one in keys
        ],
    )


def relabelled(rng: Rng, subjects: Sequence[Subject], *, within: bool = False) -> list[Subject]:
    """Return subjects whose verdicts are dealt out anew to the same cases, within each agent's if wished."""
    parts = [one for one in subjects if one.kind != "everything"]
    found = []
    for subject in parts:
        agents = np.array([case.agent if within else "" for case in subject.cases])
        verdicts = np.array([case.verdict for case in subject.cases])
        for agent in np.unique(agents):
            own = np.flatnonzero(agents == agent)
            verdicts[own] = rng.permutation(verdicts[own])
        cases = [replace(case, verdict=str(v)) for case, v in zip(subject.cases, verdicts, strict=True)]  # type: ignore[arg-type]
        found.append(replace(subject, cases=cases))
    return [*found, everything(found)] if len(parts) < len(subjects) else found


def _subject(
    rng: Rng, name: str, size: int, planted: Sequence[Planted], *, team: Team, first: int
) -> Subject:
    agents = rng.integers(0, team.agents, size)
    likely = np.linspace(team.worst, team.best, team.agents)[agents]
    observed = []
    for one in planted:
        share = np.where(agents >= team.agents - 2, one.share if one.stars is None else one.stars, one.share)
        done = rng.random(size) < share
        if one.only in (None, name):
            likely = likely + one.effect * (done - share)
        observed.append(Observed(behaviour=a_behaviour(one.key), done=done.astype(np.int8)))
    good = rng.random(size) < likely
    good ^= rng.random(size) < team.flipped
    cases = [
        a_case(first + n, name=name, agent=f"Agent {agent:02}", verdict="good" if good[n] else "bad")
        for n, agent in enumerate(agents)
    ]
    return Subject(kind="competitor", name=name, cases=cases, observed=observed)
