"""A library of made-up calls with score-card lines, exchanges, moments, figures, disputes and teams."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from coachkit.models import (
    Agent,
    Dispute,
    Exchange,
    Label,
    Metric,
    Moment,
    MomentKind,
    RangeVerdict,
    ScorePoint,
    StageRun,
    Verdict,
)
from coachkit.reporting.wording import SAID_BY
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinion
from coachkit.store.people import save_people
from tests.priorities.made_library import Made, made_library

NEWEST = date(2026, 11, 20)
TEAMS = {"Ann": "Support", "Ben": "Support", "Cem": "Sales"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A call to be made, with what is found in it."""

    days_ago: int | None = 0
    agent: str | None = "Ann"
    label: Verdict | None = "good"
    source: str = "outcome:csat"
    score_label: Verdict | None = None
    score: float | None = 70.0
    topic: str | None = "t1"
    lines: dict[str, bool] = field(default_factory=dict)
    """Criteria with whether they are met."""
    replies: dict[str, Verdict] = field(default_factory=dict)
    """Competitors with how the customer took the reply."""
    moments: tuple[MomentKind, ...] = ()
    pace: tuple[float, RangeVerdict] | None = None
    customer: str | None = None


def made_report(path: Path, calls: Sequence[Told], *, started: dict[str, date] | None = None) -> Library:
    """Return an open library; the calls have the ids c000, c001 and so on."""
    library = made_library(path, [_made(one) for one in calls])
    rows: dict[str, list[object]] = {
        "labels": [],
        "score_points": [],
        "exchanges": [],
        "moments": [],
        "metrics": [],
    }
    for n, one in enumerate(calls):
        _add(rows, f"c{n:03}", one)
    names = sorted({one.agent for one in calls if one.agent})
    agents = [Agent(name=name, team=TEAMS.get(name), started=(started or {}).get(name)) for name in names]
    save_people(library, agents=agents)
    run = StageRun(
        call_id="", stage="score", fingerprint="f", output="o", finished_at="2026-11-20", seconds=0.1
    )
    library.replace_stage(run, tuple(rows), rows)
    return library


def disputed(library: Library, call_id: str) -> None:
    """Let Ann dispute a line on a call."""
    add_opinion(
        library,
        Dispute(
            n=0, call_id=call_id, card="service", criterion="next_step", start=6.0, end=10.0,
            reason="I did say when", author="Ann", made_at="2026-11-21T10:00:00",
        ),
    )  # fmt: skip


def _made(one: Told) -> Made:
    day = None if one.days_ago is None else NEWEST - timedelta(days=one.days_ago)
    return Made(
        agents=(one.agent,) if one.agent else (),
        label=one.label,
        score=one.score,
        topic=one.topic,
        started_at=f"{day}T10:00:00" if day else None,
        customer=one.customer,
    )


def _add(rows: dict[str, list[object]], call_id: str, one: Told) -> None:
    rows["labels"].append(
        Label(
            call_id=call_id,
            label=one.label,
            source=one.source,
            reason="csat is 2 (survey)",
            score_label=one.score_label,
        )
    )
    for criterion, is_met in one.lines.items():
        rows["score_points"].append(
            ScorePoint(
                call_id=call_id, card="service", criterion=criterion, verdict="met" if is_met else "missed",
                points=10.0 * is_met, max_points=10.0,
                reason=f"The agent does {criterion}: “I will”" if is_met else f"No {criterion}",
                start=6.0 if is_met else None, end=10.0 if is_met else None,
                quote="I will put it back on your card today." if is_met else None,
            )
        )  # fmt: skip
    for n, (name, verdict) in enumerate(one.replies.items()):
        rows["exchanges"].append(
            Exchange(
                call_id=call_id, n=n, kind="competitor", name=name, start=1.0, end=9.0, verdict=verdict,
                reason=f"{name} comes up", strength=0.8, quote="That is kind of you.",
                quote_start=8.0, quote_end=9.0,
            )
        )  # fmt: skip
    for n, kind in enumerate(one.moments):
        rows["moments"].append(
            Moment(
                call_id=call_id, n=n, kind=kind, name=None, role=SAID_BY.get(kind, "agent"), segment=1,
                start=6.0, end=10.0,
                quote=f"I will send it on day {n}.", strength=0.9, method="words", detail="will send",
            )
        )  # fmt: skip
    if one.pace:
        value, verdict_of_range = one.pace
        rows["metrics"].append(
            Metric(
                call_id=call_id, name="pace", value=value, unit="words per minute", source="channel",
                start=1.0, end=5.0, verdict=verdict_of_range, good_low=120.0,
                good_high=180.0, range_source="Gong Labs",
            )
        )  # fmt: skip
