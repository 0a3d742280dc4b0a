"""Every step by its stage: it reads its rows, calls a pure function and returns rows by table.

Nothing here writes.
"""

from collections.abc import Callable, Mapping
from functools import partial

from coachkit.models import Call, StageName, StageRows
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.composing import compose
from coachkit.pipeline.steps.finding import annotate, embed_lines, index, keywords, learn, match, sense, track
from coachkit.pipeline.steps.grouping import curate, embed, pack, purpose
from coachkit.pipeline.steps.judging import feel, grade, measure, score
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
    "sense": sense,
    "score": score,
}
_READY_STEPS: Mapping[str, Callable[[Bench], Callable[[Call], StageRows]]] = {"assign": filing}
"""Steps that are made ready once for all calls: they read what was learned from the whole library."""
LIBRARY_STEPS: Mapping[str, Callable[[Bench, str], StageRows]] = {
    "learn": learn,
    "fit": fit,
    "curate": curate,
}


def call_step(stage: StageName, bench: Bench) -> Callable[[Call], StageRows]:
    """Return the step of a stage that works on calls."""
    if stage in _READY_STEPS:
        return _READY_STEPS[stage](bench)
    return partial(_CALL_STEPS[stage], bench)
