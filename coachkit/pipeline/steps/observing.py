"""The step that watches what agents do: it reads for many calls at once, as it takes little of each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from coachkit.behaviours.watching import Watched
from coachkit.conversation import talk_of, turns_of
from coachkit.models import (
    Call,
    CallAgent,
    Exchange,
    Feeling,
    Highlight,
    Leg,
    Moment,
    Outcome,
    Rating,
    Reason,
    Segment,
    StageRows,
    TopicPassage,
    Verdict,
)
from coachkit.outcome_words import deciding
from coachkit.pipeline.steps.bench import Bench
from coachkit.stages.observe import cases_of
from coachkit.votes import majority, of_calls

OfCall = TypeVar(
    "OfCall",
    CallAgent, Exchange, Feeling, Highlight, Leg, Moment, Outcome, Rating, Reason, Segment, TopicPassage,
)  # fmt: skip


def observing(bench: Bench) -> Callable[[Sequence[Call]], Mapping[str, StageRows]]:
    """Return the step that reads the cases of calls."""

    def observe(calls: Sequence[Call]) -> Mapping[str, StageRows]:
        ids = [call.id for call in calls]
        segments, feelings = _rows(bench, Segment, ids), _rows(bench, Feeling, ids)
        exchanges, highlights = _rows(bench, Exchange, ids), _rows(bench, Highlight, ids)
        moments, reasons = _rows(bench, Moment, ids), _rows(bench, Reason, ids)
        agents, legs = _rows(bench, CallAgent, ids), _rows(bench, Leg, ids)
        outcomes, ratings = _rows(bench, Outcome, ids), _rows(bench, Rating, ids)
        filed = _rows(bench, TopicPassage, ids)
        found: dict[str, StageRows] = {}
        for one in ids:
            watched = Watched(
                turns=turns_of(talk_of(segments[one])),
                segments={line.n: line for line in segments[one]},
                exchanges=exchanges[one],
                highlights=highlights[one],
                moments=moments[one],
                feelings={line.n: line for line in feelings[one]},
                agents=agents[one] or legs[one],
                reasons=reasons[one],
                topic=next((line.topic_id for line in filed[one] if line.is_main), None),
                rating=_rated(ratings[one]),
                outcome=_reported(outcomes[one], bench),
            )
            found[one] = {"cases": [*cases_of(watched)]}
        return found

    return observe


def _rows(bench: Bench, noun: type[OfCall], ids: Iterable[str]) -> Mapping[str, list[OfCall]]:
    found: dict[str, list[OfCall]] = defaultdict(list)
    for one in bench.library.rows_of(noun, ids):
        found[one.call_id].append(one)
    return found


def _rated(ratings: Iterable[Rating]) -> Verdict | None:
    found = majority(of_calls(ratings))
    return found.verdict if found else None


def _reported(outcomes: Iterable[Outcome], bench: Bench) -> Verdict | None:
    """Return what another system says of a call; what only other calls show is no outcome here."""
    decided = deciding((one for one in outcomes if one.origin != "calls"), bench.settings.outcomes)
    return decided[1] if decided else None
