"""The step that puts a call in at most 120 words."""

from coachkit.models import (
    Call,
    CallAgent,
    Exchange,
    Feeling,
    Label,
    Leg,
    Moment,
    Reason,
    Segment,
    StageRows,
)
from coachkit.pipeline.steps.bench import Bench
from coachkit.stages.brief import CallStory, brief_call


def agents_of(bench: Bench, call: Call) -> list[str]:
    """Return who took the call: as its source says it, else as the talk tells."""
    named = [one.agent for one in bench.library.rows(CallAgent, call_id=call.id)]
    return named or [one.agent for one in bench.library.rows(Leg, call_id=call.id) if one.agent]


def brief(bench: Bench, call: Call) -> StageRows:
    """Write the call's brief."""
    library = bench.library
    story = CallStory(
        call=call,
        agents=agents_of(bench, call),
        segments=library.rows(Segment, call_id=call.id),
        reasons=library.rows(Reason, call_id=call.id),
        moments=library.rows(Moment, call_id=call.id),
        exchanges=library.rows(Exchange, call_id=call.id),
        feelings={one.n: one for one in library.rows(Feeling, call_id=call.id)},
        label=next(iter(library.rows(Label, call_id=call.id)), None),
    )
    return {"brief_lines": [*brief_call(story)]}
