"""Lines of playbooks against what is true of the calls that they come from."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from coachkit.behaviours.behaviour import DOES_NOT_APPLY, DONE
from coachkit.mining.finding import Finding
from coachkit.models import Case

AGREES = 0.3
"""Phi from which on a line is about a habit."""
BEGINS = 0.05
"""Seconds by which times may differ: they are written with two decimals."""
Flags = npt.NDArray[np.bool_]
LineVerdict = Literal["true", "nothing planted", "decoy", "habit of stars", "wrong way", "too broad"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedLine:
    """A line that stands, and what it is really about."""

    seed: int
    playbook: str
    behaviour: str
    kind: str
    habit: str
    """Empty where it agrees with none."""
    verdict: LineVerdict
    helps: bool
    agrees: float
    """Phi of the habit that agrees most."""
    calls: int
    """In how many calls it is done."""

    @property
    def is_true(self) -> bool:
        """Whether what the line says is so."""
        return self.verdict == "true"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The playbooks of one archive against the truth."""

    lines: Sequence[JudgedLine]
    planted: Sequence[str]
    """Names of the habits that work."""
    read: Counter[str]
    """How many exchanges were read as they were meant, and how else."""

    @property
    def found(self) -> frozenset[str]:
        """Names of the planted habits of which a true line tells."""
        return frozenset(one.habit for one in self.lines if one.is_true)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What is true of one exchange."""

    kind: str
    name: str
    prompt_start: float
    reaction_start: float
    done: Sequence[int]
    """Of each habit: 1 done, 0 not done, -1 where it cannot be told."""
    shown: str
    """How it went, as the customer's words are meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What was planted in an archive."""

    habits: Sequence[Mapping[str, Any]]
    exchanges: Mapping[str, Sequence[Exchange]]
    """By name of the file, in order of time."""

    def about(self, case: Case, file: str) -> Sequence[Exchange]:
        """Return the exchange in which a case begins, or none; of a whole call all of its exchanges."""
        own = self.exchanges.get(file, ())
        if case.exchange is None:
            return own
        return [one for one in own if one.prompt_start - BEGINS <= case.prompt_start < one.reaction_start]


def read_truth(path: Path) -> Truth:
    """Return what `planted_calls` wrote."""
    written = json.loads(path.read_text(encoding="utf-8"))
    exchanges: dict[str, list[Exchange]] = {}
    for one in written["exchanges"]:
        known = {field.name: one[field.name] for field in fields(Exchange)}
        exchanges.setdefault(one["file"], []).append(Exchange(**known))
    return Truth(habits=written["habits"], exchanges=exchanges)


def how_read(cases: Sequence[Case], truth: Truth, files: Mapping[str, str]) -> Counter[str]:
    """Count how the exchanges about names were read: those about moments are the same ones again."""
    verdicts: dict[int, str] = {}
    for case in cases:
        for one in truth.about(case, files[case.call_id]):
            if (case.kind, case.name) == (one.kind, one.name):
                verdicts.setdefault(id(one), case.verdict)
    found: Counter[str] = Counter()
    for one in (each for some in truth.exchanges.values() for each in some):
        verdict = verdicts.get(id(one))
        if verdict in (None, "neutral"):
            found["as neither" if verdict else "not at all"] += 1
        else:
            found["as meant" if verdict == one.shown else "as the opposite"] += 1
    return found


def judge(finding: Finding, truth: Truth, files: Mapping[str, str], seed: int) -> JudgedLine:
    """Return the habit that a line is about, and whether it is as the line says."""
    about = [truth.about(case, files[case.call_id]) for case in finding.subject.cases]
    told = (finding.observed.done != DOES_NOT_APPLY) & np.array([bool(some) for some in about])
    does = finding.observed.done[told] == DONE
    own = [some for some, is_told in zip(about, told, strict=True) if is_told]
    found = [phi(does, np.array([_is_done(some, n) for some in own])) for n in range(len(truth.habits))]
    best = int(np.argmax(np.abs(found)))
    habit, agrees = truth.habits[best], found[best]
    is_named = abs(agrees) >= AGREES
    verdict = _verdict(habit, best, own, is_helped=finding.helps == (agrees > 0))
    behaviour = finding.observed.behaviour
    return JudgedLine(
        seed=seed,
        playbook=f"{finding.subject.kind} {finding.subject.name}".strip(),
        behaviour=behaviour.key,
        kind=behaviour.kind,
        habit=str(habit["name"]) if is_named else "",
        verdict=verdict if is_named else "nothing planted",
        helps=finding.helps,
        agrees=round(agrees, 2),
        calls=finding.calls,
    )


def _is_done(some: Sequence[Exchange], habit: int) -> bool:
    return any(one.done[habit] == DONE for one in some)


def _verdict(
    habit: Mapping[str, Any], place: int, cases: Sequence[Sequence[Exchange]], *, is_helped: bool
) -> LineVerdict:
    if habit["role"] != "planted":
        return "decoy" if habit["role"] == "decoy" else "habit of stars"
    if (habit["way"] == "helps") != is_helped:
        return "wrong way"
    done = [one for some in cases for one in some if one.done[place] == DONE]
    return "true" if sum(one.name in habit["works"] for one in done) >= len(done) / 2 else "too broad"


def phi(one: Flags, other: Flags) -> float:
    """Return how far two agree, -1 to 1; 0 where one of them is always or never."""
    if not len(one) or one.all() or other.all() or not one.any() or not other.any():
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])
