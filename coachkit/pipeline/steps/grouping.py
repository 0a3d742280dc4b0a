"""The steps that embed passages, tell what they are for, and fill playlists."""

import numpy as np

from coachkit.conversation import turns_of
from coachkit.models import (
    Call,
    Exchange,
    Grade,
    Label,
    Passage,
    Reason,
    ScorePoint,
    StageRows,
    Vector,
)
from coachkit.pipeline.steps.bench import Bench, talk_on
from coachkit.purposes import read_purposes
from coachkit.stages.curate import CallMaterial, curate_playlists
from coachkit.stages.pack import pack_vectors
from coachkit.stages.passages import cut_passages
from coachkit.stages.purpose import judge_purposes, passage_at
from coachkit.stages.reasons import find_reasons
from coachkit.store.reading.topics import main_topics


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


def curate(bench: Bench, fingerprint: str) -> StageRows:  # noqa: ARG001 - every library step takes one
    """Fill the playlists from every call that has a label."""
    library = bench.library
    labels = {label.call_id: label for label in library.rows(Label)}
    main = main_topics(library)
    grades = {grade.call_id: grade.grade for grade in library.rows(Grade)}
    material = (
        CallMaterial(
            call_id=call.id,
            duration=call.duration,
            turns=turns_of(talk_on(bench, call)),
            exchanges=library.rows(Exchange, call_id=call.id),
            points=library.rows(ScorePoint, call_id=call.id),
            label=labels[call.id],
            topic=main.get(call.id),
            grade=grades.get(call.id),
        )
        for call in library.rows(Call)
        if call.id in labels
    )
    playlists, clips = curate_playlists(material, bench.settings.playlists)
    return {"playlists": [*playlists], "clips": [*clips]}
