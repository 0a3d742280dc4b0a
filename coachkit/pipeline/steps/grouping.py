"""The steps that embed passages and tell what they are for."""

import numpy as np

from coachkit.models import (
    Call,
    Passage,
    Reason,
    StageRows,
    Vector,
)
from coachkit.pipeline.steps.bench import Bench, talk_on
from coachkit.purposes import read_purposes
from coachkit.stages.pack import pack_vectors
from coachkit.stages.passages import cut_passages
from coachkit.stages.purpose import judge_purposes, passage_at
from coachkit.stages.reasons import find_reasons


def embed(bench: Bench, call: Call) -> StageRows:
    """Cut passages and embed them."""
    passages = cut_passages(talk_on(bench, call), read_purposes())
    embedder = bench.tools.embedder
    matrix = embedder.embed([passage.text for passage in passages]) if passages else np.zeros((0, 0))
    vectors = [
        Vector(
            call_id=call.id,
            n=passage.n,
            model=embedder.identity,
            dimensions=embedder.dimensions,
            embedding=np.asarray(row, dtype="<f4").tobytes(),
        )
        for passage, row in zip(passages, matrix, strict=True)
    ]
    return {"passages": [*passages], "vectors": [*vectors]}


def pack(bench: Bench, call: Call) -> StageRows:
    """Make the call's vectors small for searching."""
    passages = bench.library.rows(Passage, call_id=call.id)
    return {"packed_vectors": [*pack_vectors(passages, bench.library.rows(Vector, call_id=call.id))]}


def purpose(bench: Bench, call: Call) -> StageRows:
    """Tell what each passage is for, and find and embed why the customer calls."""
    passages, talk, cues = bench.library.rows(Passage, call_id=call.id), talk_on(bench, call), read_purposes()
    if not passages:
        return {"passage_purposes": [], "reasons": []}
    found = find_reasons(talk, cues)
    purposes = judge_purposes(passages, talk, [(one.segment, one.start, one.text) for one in found], cues)
    matrix = bench.tools.embedder.embed([one.text for one in found]) if found else ()
    reasons = [
        Reason(
            call_id=call.id,
            n=n,
            passage=passage_at(passages, one.segment, one.start),
            segment=one.segment,
            start=one.start,
            end=one.end,
            text=one.text,
            model=bench.tools.embedder.identity,
            dimensions=bench.tools.embedder.dimensions,
            embedding=np.asarray(row, dtype="<f4").tobytes(),
        )
        for n, (one, row) in enumerate(zip(found, matrix, strict=True))
    ]
    return {"passage_purposes": [*purposes], "reasons": [*reasons]}
