"""How often lines are claimed where nothing is so: what went well is shuffled, and all is mined again."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from coachkit.config import Settings
from coachkit.mining.finding import Subject
from coachkit.mining.mine import mine
from coachkit.models import Case, Verdict

TELL_EVERY = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a verdict is of: all cases of a call that the customer judges with the same words share one."""

    call_id: str
    words_at: float
    """Seconds at which the customer says it; below 0 where it is of a whole call."""
    agent: str | None


def share_that_claims(
    subjects: Sequence[Subject],
    settings: Settings,
    times: int,
    *,
    is_within_agents: bool,
    tell: Callable[[str], None],
) -> dict[str, float | int]:
    """Return the share of shuffles after which any line is claimed, and how many lines are on average."""
    rng = random.Random(f"shuffled {is_within_agents}")  # noqa: S311 - not for secrets
    claimed = []
    for n in range(times):
        shuffled = relabeled(subjects, rng, is_within_agents=is_within_agents)
        found = [one for one in mine(shuffled, settings.playbooks) if one.withheld is None]
        claimed.append(len(found))
        for one in found:
            tell(f"shuffle {n}: {one.subject.kind} {one.subject.name}: {one.observed.behaviour.key}")
        if n % TELL_EVERY == 0:
            tell(f"shuffle {n}")
    return {
        "times": times,
        "share that claims": round(sum(map(bool, claimed)) / times, 4),
        "lines": sum(claimed),
    }


def relabeled(subjects: Sequence[Subject], rng: random.Random, *, is_within_agents: bool) -> list[Subject]:
    """Return the subjects with the verdicts shuffled; cases that share a judgement still do."""
    verdicts: dict[Judgement, Verdict] = {}
    for one in subjects:
        for case in one.cases:
            if case.verdict != "neutral":
                verdicts.setdefault(_judgement(case), case.verdict)
    new = _shuffled(verdicts, rng, is_within_agents=is_within_agents)
    return [
        replace(
            one,
            cases=[
                case if case.verdict == "neutral" else replace(case, verdict=new[_judgement(case)])
                for case in one.cases
            ],
        )
        for one in subjects
    ]


def _shuffled(
    verdicts: Mapping[Judgement, Verdict], rng: random.Random, *, is_within_agents: bool
) -> dict[Judgement, Verdict]:
    groups: dict[str | None, list[Judgement]] = {}
    for one in verdicts:
        groups.setdefault(one.agent if is_within_agents else None, []).append(one)
    found: dict[Judgement, Verdict] = {}
    for group in groups.values():
        own = [verdicts[one] for one in group]
        rng.shuffle(own)
        found.update(zip(group, own, strict=True))
    return found


def _judgement(case: Case) -> Judgement:
    words_at = case.quote_start if case.exchange is not None else -1.0 - case.n
    return Judgement(call_id=case.call_id, words_at=words_at, agent=case.agent)
