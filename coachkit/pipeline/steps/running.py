"""Every step by its stage: it reads its rows, calls a pure function and returns rows by table.

Nothing here writes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from coachkit.models import Call, StageName, StageRows
from coachkit.pipeline.steps.advising import advise
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.briefing import brief
from coachkit.pipeline.steps.carding import card
from coachkit.pipeline.steps.composing import compose
from coachkit.pipeline.steps.curating import highlight
from coachkit.pipeline.steps.filling import curate
from coachkit.pipeline.steps.finding import (
    annotate,
    embed_lines,
    embed_sentences,
    index,
    keywords,
    learn,
    match,
    sense,
    track,
)
from coachkit.pipeline.steps.foretelling import predicting, weigh
from coachkit.pipeline.steps.grouping import embed, pack, purpose
from coachkit.pipeline.steps.judging import exchanges, feel, grade, measure
from coachkit.pipeline.steps.labelling import label
from coachkit.pipeline.steps.moments import moments
from coachkit.pipeline.steps.observing import observing
from coachkit.pipeline.steps.scoring import scoring
from coachkit.pipeline.steps.topics import filing, fit

_CALL_STEPS: Mapping[str, Callable[[Bench, Call], StageRows]] = {
    "compose": compose,
    "annotate": annotate,
    "index": index,
    "match": match,
    "keywords": keywords,
    "track": track,
    "feel": feel,
    "measure": measure,
    "grade": grade,
    "embed": embed,
    "pack": pack,
    "purpose": purpose,
    "embed_lines": embed_lines,
    "embed_sentences": embed_sentences,
    "sense": sense,
    "moments": moments,
    "exchanges": exchanges,
    "label": label,
    "brief": brief,
    "highlight": highlight,
}
_PREPARED_STEPS: Mapping[str, Callable[[Bench], Callable[[Call], StageRows]]] = {"score": scoring}
"""Steps that read something for all calls first."""
_STEPS_ON_MANY: Mapping[str, Callable[[Bench], Callable[[Sequence[Call]], Mapping[str, StageRows]]]] = {
    "assign": filing,
    "predict": predicting,
    "observe": observing,
}
"""Steps that take so little a call that reading would take most of it: they read for many calls at once."""
LIBRARY_STEPS: Mapping[str, Callable[[Bench, str], StageRows]] = {
    "learn": learn,
    "fit": fit,
    "weigh": weigh,
    "curate": curate,
    "advise": advise,
    "card": card,
}
TOGETHER = 200
"""Calls that a step on many takes at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStep:
    """A step that takes up to `together` calls, and returns for each the rows that it gets by itself."""

    run: Callable[[Sequence[Call]], Mapping[str, StageRows]]
    together: int = 1


def call_step(stage: StageName, bench: Bench) -> CallStep:
    """Return the step of a stage that works on calls; what it needs for all of them is read now."""
    if stage in _STEPS_ON_MANY:
        return CallStep(run=_STEPS_ON_MANY[stage](bench), together=TOGETHER)
    step = _PREPARED_STEPS[stage](bench) if stage in _PREPARED_STEPS else partial(_CALL_STEPS[stage], bench)
    return CallStep(run=lambda calls: {call.id: step(call) for call in calls})
