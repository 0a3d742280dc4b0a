"""Try a score card on the calls of a library before it is adopted: what would change, and what it finds.

Nothing is written. Both cards, the one in use and the one that is tried, are applied to what is stored now.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from coachkit.config import Settings
from coachkit.models import Call, Label, PointVerdict, ScorePoint, StageRun, Verdict
from coachkit.pipeline.progress import Progress, Silent
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.labelling import known_on, label_rules
from coachkit.pipeline.steps.scoring import evidence_on
from coachkit.pipeline.table import STAGES
from coachkit.pipeline.toolbox import Toolbox
from coachkit.scorecards import ScoreCard, is_for
from coachkit.scorecards.in_use import cards_of
from coachkit.stages.label import label_call
from coachkit.stages.score import score_call
from coachkit.statistics.agreement import Agreement, agreement_of
from coachkit.store.library import Library

SCORE = next(stage for stage in STAGES if stage.name == "score")
FEWEST = 3
"""Of fewer calls it is not said that a line fits all of them, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTrial:
    """What a card would change on one call."""

    call: Call
    is_fitting: bool
    """Whether the card is for this call."""
    before: float | None
    after: float | None
    failed_by: str | None
    label_before: Verdict | None
    label_after: Verdict | None
    source: str
    """Who says the label after: `rating:jana`, `outcome:csat`, `learned` or `score:sales`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTrial:
    """What one line of a card finds in all calls."""

    criterion: str
    title: str
    weight: float
    counts: dict[PointVerdict, int]
    warning: str | None
    """Why the line tells calls not apart, where that is so."""
    example: ScorePoint | None
    """A point that it gives or takes, from the first call where it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTrial:
    """How far the scores alone agree with what people or outcomes say, on calls that both cards score."""

    source: str
    """`ratings` or `outcomes`."""
    before: Agreement
    after: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTrial:
    """What came of trying a card."""

    card: ScoreCard
    current: ScoreCard
    calls: tuple[CallTrial, ...]
    lines: tuple[LineTrial, ...]
    sources: tuple[SourceTrial, ...]
    warnings: tuple[str, ...]

    @property
    def relabelled(self) -> tuple[CallTrial, ...]:
        """The calls whose label would change."""
        return tuple(one for one in self.calls if one.label_before != one.label_after)


def try_card(
    library: Library,
    settings: Settings,
    card: ScoreCard,
    call_ids: Collection[str] | None = None,
    *,
    progress: Progress | None = None,
) -> CardTrial:
    """Apply a card, and the one in use, to calls; `call_ids` None: to all that have been built.

    Raises:
        SettingsError: A score card in use is missing, or something in it is wrong.
    """
    bench = Bench(library=library, settings=settings, tools=Toolbox())
    current = cards_of(settings)[0]
    runs = library.rows(StageRun)
    built = {run.call_id for run in runs if run.stage == "compose"}
    calls = [
        call
        for call in sorted(library.rows(Call), key=lambda one: one.id)
        if call.id in built and (call_ids is None or call.id in call_ids)
    ]
    trials: list[CallTrial] = []
    points: list[ScorePoint] = []
    labels: list[tuple[Label, Label]] = []
    with (progress or Silent()).task("Trying the card", total=len(calls)) as advance:
        for call in calls:
            trial, found, both = _try_on(bench, call, current, card)
            trials.append(trial)
            points += found if trial.is_fitting else []
            labels.append(both)
            advance(1)
    lines = tuple(_line(card, n, points) for n in range(len(card.lines)))
    return CardTrial(
        card=card,
        current=current,
        calls=tuple(trials),
        lines=lines,
        sources=_sources(labels),
        warnings=(*_stale(runs), *_warnings(card, trials)),
    )


def _try_on(
    bench: Bench, call: Call, current: ScoreCard, card: ScoreCard
) -> tuple[CallTrial, list[ScorePoint], tuple[Label, Label]]:
    evidence = evidence_on(bench, call, asks_turns=current.asks_turns or card.asks_turns)
    old, _ = score_call(current, evidence)
    new, points = score_call(card, evidence)
    known, rules = known_on(bench, call, old), label_rules(bench)
    before, after = label_call(known, rules), label_call(replace(known, score=new), rules)
    trial = CallTrial(
        call=call,
        is_fitting=is_for(card, evidence),
        before=old.value,
        after=new.value,
        failed_by=new.failed_by,
        label_before=before.label,
        label_after=after.label,
        source=after.source,
    )
    return trial, points, (before, after)


def _line(card: ScoreCard, n: int, points: Sequence[ScorePoint]) -> LineTrial:
    line = card.lines[n]
    own = [point for point in points if point.criterion == line.id]
    counts: Counter[PointVerdict] = Counter(point.verdict for point in own)
    counted = [point for point in own if point.verdict != "not applicable"]
    return LineTrial(
        criterion=line.id,
        title=line.written.title,
        weight=line.written.weight,
        counts=dict(counts),
        warning=_no_difference(counts, is_asked=line.written.rule == "question"),
        example=next((point for point in counted if point.quote), None),
    )


def _no_difference(counts: Counter[PointVerdict], *, is_asked: bool) -> str | None:
    calls = counts.total()
    if calls < FEWEST:
        return None
    applied = calls - counts["not applicable"]
    if not applied:
        return "nobody has answered it yet" if is_asked else "it applies to no call"
    if applied < FEWEST:
        return None
    for verdict, told in (("met", "it is met on every call"), ("missed", "it is missed on every call")):
        if counts[verdict] == applied:  # type: ignore[index]  # one of the verdicts
            return f"{told} that it applies to, so it tells none from another"
    return None


def _stale(runs: Sequence[StageRun]) -> tuple[str, ...]:
    ran = {run.stage for run in runs}
    if "compose" not in ran or ran.issuperset(SCORE.reads):
        return ()
    return (
        "an earlier version built this library, so much is not found in it yet; run coachkit build first",
    )


def _warnings(card: ScoreCard, trials: Sequence[CallTrial]) -> tuple[str, ...]:
    if not trials:
        return ("there are no calls to try it on",)
    fitting = [one for one in trials if one.is_fitting]
    if not fitting:
        return (f"it is for calls with {card.calls_text}, and of {len(trials)} calls none is such a call",)
    without = [one for one in trials if not one.is_fitting]
    if without:
        return (
            f"it is for calls with {card.calls_text}: as the main card it would leave {len(without)} of "
            f"{len(trials)} calls without a score",
        )
    return ()


def _sources(labels: Sequence[tuple[Label, Label]]) -> tuple[SourceTrial, ...]:
    found = []
    for source, name in (("rating", "ratings"), ("outcome", "outcomes")):
        told = [
            (before, after)
            for before, after in labels
            if before.source.split(":")[0] == source and before.score_label and after.score_label
        ]
        if told:
            found.append(
                SourceTrial(
                    source=name,
                    before=agreement_of([(one.label, one.score_label) for one, _ in told]),
                    after=agreement_of([(one.label, one.score_label) for _, one in told]),
                )
            )
    return tuple(found)
