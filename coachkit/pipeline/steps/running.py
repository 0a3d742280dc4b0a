"""Every step by its stage: it reads its rows, calls a pure function and returns rows by table.

Nothing here writes.
"""

from collections.abc import Callable, Mapping

from coachkit.models import Call, StageRows
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.composing import compose
from coachkit.pipeline.steps.finding import annotate, embed_lines, index, keywords, learn, match, sense, track
from coachkit.pipeline.steps.grouping import curate, embed, pack
from coachkit.pipeline.steps.judging import feel, grade, measure, score
from coachkit.pipeline.steps.topics import assign, fit

CALL_STEPS: Mapping[str, Callable[[Bench, Call], StageRows]] = {
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
    "embed_lines": embed_lines,
    "sense": sense,
    "assign": assign,
    "score": score,
}
LIBRARY_STEPS: Mapping[str, Callable[[Bench, str], StageRows]] = {
    "learn": learn,
    "fit": fit,
    "curate": curate,
}
