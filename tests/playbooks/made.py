"""Cases, findings and lines that tests make by hand."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from coachkit.behaviours.behaviour import Behaviour, Observed
from coachkit.mining.finding import Finding, Subject
from coachkit.models import Case, LineAction, LineChoice, LineKind, Playbook, PlaybookLine, Verdict
from coachkit.statistics.averages import Estimate

ASKS = Behaviour(
    key="trait:asks_first",
    kind="trait",
    does="asks about the matter before answering",
    do="Ask about the matter before you answer.",
    dont="Don't ask before you answer.",
)


def case(call_id: str, verdict: Verdict = "good", *, agent: str | None = "Jana", n: int = 0) -> Case:
    start = 100.0 * n
    return Case(
        call_id=call_id,
        n=n,
        kind="competitor",
        name="Zenlane",
        exchange=n,
        agent=agent,
        verdict=verdict,
        verdict_from="reaction",
        is_upset=False,
        start=start,
        end=start + 40,
        prompt="Zenlane is cheaper.",
        prompt_start=start + 5,
        prompt_end=start + 8,
        quote="Fine.",
        quote_start=start + 30,
        quote_end=start + 32,
    )


def subject_of(cases: Sequence[Case], done: Sequence[int], behaviour: Behaviour = ASKS) -> Subject:
    words = {place: "which plan are you on?" for place, state in enumerate(done) if state == 1}
    observed = Observed(behaviour=behaviour, done=np.array(done, np.int8), words=words)
    return Subject(kind="competitor", name="Zenlane", cases=cases, observed=[observed])


def finding_of(
    subject: Subject, *, effect: float = 0.5, withheld: str | None = None, chance: float = 0.001
) -> Finding:
    [observed] = subject.observed

    def count(state: int, verdict: Verdict) -> int:
        return sum(
            observed.done[place] == state and one.verdict == verdict
            for place, one in enumerate(subject.cases)
        )

    done = [one for place, one in enumerate(subject.cases) if observed.done[place] == 1]
    return Finding(
        subject=subject,
        observed=observed,
        done_good=count(1, "good"),
        done_bad=count(1, "bad"),
        not_done_good=count(0, "good"),
        not_done_bad=count(0, "bad"),
        calls=len({one.call_id for one in done}),
        agents=len({one.agent for one in done}),
        effect=Estimate(value=effect, low=effect - 0.2, high=effect + 0.2),
        odds=None,
        chance=chance,
        adjusted=min(1.0, chance * 20),
        withheld=withheld,
    )


def helping(*, withheld: str | None = None) -> Finding:
    """Return that asking first helps: three calls in which it is done go well, three others badly."""
    agents = ("Jana", "Priya", "Jana", "Jana", "Priya", "Priya")
    cases = [case(f"c{n}", "good" if n < 3 else "bad", agent=agent, n=n) for n, agent in enumerate(agents)]
    return finding_of(subject_of(cases, [1, 1, 1, 0, 0, 0]), withheld=withheld)


LINE = PlaybookLine(
    playbook_id="competitor-zenlane",
    n=0,
    behaviour=ASKS.key,
    behaviour_kind="trait",
    kind="do",
    text=ASKS.do,
    why="Of 6 replies in which agents did this, 5 went well; of 6 others, 1 (5 calls, 2 agents).",
    done_good=5,
    done_bad=1,
    not_done_good=1,
    not_done_bad=5,
    calls=5,
    agents=2,
    effect=50.0,
    effect_low=20.0,
    effect_high=80.0,
    odds=None,
    odds_low=None,
    odds_high=None,
    chance=0.001,
    adjusted=0.02,
)
BOOK = Playbook(
    id="competitor-zenlane",
    kind="competitor",
    subject="Zenlane",
    title="When Zenlane comes up",
    good=6,
    bad=6,
    unclear=1,
    calls=10,
    agents=3,
    looked_at=40,
)


def choice(
    n: int,
    action: LineAction,
    text: str | None = None,
    *,
    author: str = "Jana",
    kind: LineKind = "do",
    line: PlaybookLine = LINE,
) -> LineChoice:
    return LineChoice(
        n=n,
        playbook_id=line.playbook_id,
        behaviour=line.behaviour,
        kind=kind,
        line=line.text,
        action=action,
        text=text,
        author=author,
        made_at="2026-11-20T09:00:00+00:00",
    )


def with_calls(calls: int, line: PlaybookLine = LINE) -> PlaybookLine:
    return replace(line, calls=calls)
