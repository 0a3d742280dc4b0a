"""The step that watches what agents do: it reads for many calls at once, as it takes little of each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from coachkit.conversation import talk_of, turns_of
from coachkit.models import (
    Call,
    CallAgent,
    Exchange,
    Feeling,
    Highlight,
    Leg,
    Outcome,
    Segment,
    StageRows,
)
from coachkit.outcome_words import deciding
from coachkit.pipeline.steps.bench import Bench
from coachkit.stages.observe import Watched, cases_of

OfCall = TypeVar("OfCall", CallAgent, Exchange, Feeling, Highlight, Leg, Outcome, Segment)


def observing(bench: Bench) -> Callable[[Sequence[Call]], Mapping[str, StageRows]]:
    """Return the step that reads the cases of calls."""

    def observe(calls: Sequence[Call]) -> Mapping[str, StageRows]:
        ids = [call.id for call in calls]
        segments, feelings = _rows(bench, Segment, ids), _rows(bench, Feeling, ids)
        exchanges, highlights = _rows(bench, Exchange, ids), _rows(bench, Highlight, ids)
        agents, legs = _rows(bench, CallAgent, ids), _rows(bench, Leg, ids)
        outcomes = _rows(bench, Outcome, ids)
        found: dict[str, StageRows] = {}
        for one in ids:
            reported = [outcome for outcome in outcomes[one] if outcome.origin != "calls"]
            decided = deciding(reported, bench.settings.outcomes)
            watched = Watched(
                turns=turns_of(talk_of(segments[one])),
                segments={line.n: line for line in segments[one]},
                exchanges=exchanges[one],
                highlights=highlights[one],
                feelings={line.n: line for line in feelings[one]},
                agents=agents[one] or legs[one],
                outcome=decided[1] if decided else None,
            )
            found[one] = {"cases": [*cases_of(watched)]}
        return found

    return observe


def _rows(bench: Bench, noun: type[OfCall], ids: Iterable[str]) -> Mapping[str, list[OfCall]]:
    found: dict[str, list[OfCall]] = defaultdict(list)
    for one in bench.library.rows_of(noun, ids):
        found[one.call_id].append(one)
    return found
