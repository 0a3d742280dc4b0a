"""The step that scores: what the cards of the settings say of a call, and the main one of its legs."""

from collections.abc import Callable
from dataclasses import replace

from coachkit.cues import built_in_cues
from coachkit.models import (
    Answer,
    Call,
    CallSpeaker,
    Dispute,
    DisputeDecision,
    Exchange,
    Feeling,
    Leg,
    Metric,
    Moment,
    SoundSpan,
    StageRows,
    TrackerVerdict,
)
from coachkit.pipeline.steps.bench import Bench, talk_on
from coachkit.pipeline.steps.leg_scoring import Measured, score_legs
from coachkit.pipeline.steps.tracking import call_facts
from coachkit.query.call_view import CallView
from coachkit.ranges import Ranges
from coachkit.scorecards import Evidence, is_for
from coachkit.scorecards.in_use import cards_of
from coachkit.stages.score import score_call
from coachkit.store.library import Library
from coachkit.store.reading.call_view import call_view


def scoring_facts(bench: Bench, call: Call) -> object:
    """Return what of the call's description, and of what people say of it, scores depend on."""
    library = bench.library
    names = call_facts(library, bench.settings, call).names
    return (
        (call.duration, call.language, call.medium, names["kind"], names["team"]),
        [(a.card, a.criterion, a.n, a.value, a.why, a.author) for a in library.rows(Answer, call_id=call.id)],
        sorted(excused_on(library, call.id).items()),
        library.rows(TrackerVerdict, call_id=call.id),
    )


def excused_on(library: Library, call_id: str) -> dict[tuple[str, str], str]:
    """Return the lines of score cards that granted disputes take out on a call, with who says so and why."""
    # of several disputes of a line the newest counts, which comes last
    newest = {(one.card, one.criterion): one.n for one in library.rows(Dispute, call_id=call_id)}
    lines = {n: line for line, n in newest.items()}
    return {
        lines[one.dispute]: f"{one.author} took it out: {one.reason}"
        for one in library.rows(DisputeDecision, call_id=call_id)
        if one.outcome == "granted" and one.dispute in lines
    }


def evidence_on(bench: Bench, call: Call, *, asks_turns: bool) -> Evidence:
    """Return what cards may look at in a call; turns are read only where a card asks for them."""
    library = bench.library
    segments = talk_on(bench, call)
    view = CallView(id=call.id, duration=call.duration)
    if asks_turns:
        spoken = [(s.role, s.start) for s in segments]
        view = call_view(library, call)
        talk = [t for t in view.turns if any(r == t.role and t.start <= at <= t.end for r, at in spoken)]
        view = replace(view, turns=tuple(talk), kind=view.kind and view.kind.casefold())
    return Evidence(
        call_id=call.id,
        segments=segments,
        metrics={metric.name: metric for metric in library.rows(Metric, call_id=call.id)},
        exchanges=library.rows(Exchange, call_id=call.id),
        feelings={feeling.n: feeling for feeling in library.rows(Feeling, call_id=call.id)},
        cues=built_in_cues(),
        moments=library.rows(Moment, call_id=call.id),
        view=view,
        # the newest counts, which comes last
        answers={(one.card, one.criterion): one for one in library.rows(Answer, call_id=call.id)},
        excused=excused_on(library, call.id),
    )


def scoring(bench: Bench) -> Callable[[Call], StageRows]:
    """Read the cards once, and return the step that applies them to a call."""
    cards = cards_of(bench.settings)
    asks_turns = any(card.asks_turns for card in cards)

    def score(call: Call) -> StageRows:
        evidence = evidence_on(bench, call, asks_turns=asks_turns)
        main, points = score_call(cards[0], evidence)
        scores, all_points = [main], [*points]
        for card in cards[1:]:
            if is_for(card, evidence):
                more, its_points = score_call(card, evidence, is_main=False)
                scores.append(more)
                all_points += its_points
        leg_scores = score_legs(
            cards[0],
            evidence,
            main,
            bench.library.rows(Leg, call_id=call.id),
            Measured(
                call=call,
                sounds=bench.library.rows(SoundSpan, call_id=call.id),
                by_voice=any(s.voice is not None for s in bench.library.rows(CallSpeaker, call_id=call.id)),
                ranges=Ranges.for_kind(call.kind, bench.settings.ranges),
            ),
        )
        return {"scores": [*scores], "score_points": [*all_points], "leg_scores": [*leg_scores]}

    return score
