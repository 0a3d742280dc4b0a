"""The steps that embed passages, group them into topics, and fill playlists."""

import numpy as np
import numpy.typing as npt

from coachkit.conversation import turns_of
from coachkit.models import (
    Call,
    CorpusModel,
    Exchange,
    Grade,
    Keyword,
    Label,
    Passage,
    ScorePoint,
    StageRows,
    Topic,
    TopicPassage,
    Vector,
)
from coachkit.pipeline.steps.bench import TOPICS, Bench, talk_on
from coachkit.pipeline.steps.judging import tracked_exchanges
from coachkit.stages.curate import CallMaterial, curate_playlists
from coachkit.stages.pack import pack_vectors
from coachkit.stages.passages import cut_passages
from coachkit.stages.topics import assign_passages, fit_topics


def embed(bench: Bench, call: Call) -> StageRows:
    """Cut passages and embed them."""
    passages = cut_passages(talk_on(bench, call))
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


def as_matrix(vectors: list[Vector]) -> npt.NDArray[np.float32]:
    """Return stored vectors as an array of shape (vectors, dimensions)."""
    if not vectors:
        return np.zeros((0, 0), dtype=np.float32)
    return np.stack([np.frombuffer(vector.embedding, dtype="<f4") for vector in vectors]).astype(np.float32)


def assign(bench: Bench, call: Call) -> StageRows:
    """File the call's passages under the current epoch's topics."""
    model = bench.library.current_epoch(TOPICS)
    if model is None:
        return {"topic_passages": []}
    topics = [topic for topic in bench.library.rows(Topic) if topic.epoch == model.epoch]
    if not topics:
        return {"topic_passages": []}
    topics.sort(key=lambda topic: topic.n)
    centroids = np.frombuffer(model.centroids, dtype="<f4").reshape(len(topics), -1)
    passages = bench.library.rows(Passage, call_id=call.id)
    vectors = as_matrix(bench.library.rows(Vector, call_id=call.id))
    return {"topic_passages": [*assign_passages(passages, vectors, topics, centroids)]}


def fit(bench: Bench, fingerprint: str) -> StageRows:
    """Learn a new epoch of topics from the whole library."""
    library = bench.library
    last = library.current_epoch(TOPICS)
    epoch = last.epoch + 1 if last else 1
    passages = library.rows(Passage)
    phrases: dict[str, list[Keyword]] = {}
    for keyword in library.rows(Keyword):
        phrases.setdefault(keyword.call_id, []).append(keyword)
    found = fit_topics(passages, as_matrix(library.rows(Vector)), phrases, epoch=epoch)
    model = CorpusModel(
        kind=TOPICS,
        epoch=epoch,
        fingerprint=fingerprint,
        calls=sum(stage == "embed" for _, stage in library.stage_runs()),
        centroids=found.centroids.astype("<f4").tobytes(),
    )
    return {"corpus_models": [model], "topics": [*found.topics]}


def curate(bench: Bench, fingerprint: str) -> StageRows:  # noqa: ARG001 - every library step takes one
    """Fill the playlists from every call that has a label."""
    library = bench.library
    labels = {label.call_id: label for label in library.rows(Label)}
    topics = {topic.id: topic.label for topic in library.rows(Topic)}
    main = {place.call_id: topics[place.topic_id] for place in library.rows(TopicPassage) if place.is_main}
    grades = {grade.call_id: grade.grade for grade in library.rows(Grade)}
    material = (
        CallMaterial(
            call_id=call.id,
            duration=call.duration,
            turns=turns_of(talk_on(bench, call)),
            exchanges=[*library.rows(Exchange, call_id=call.id), *tracked_exchanges(bench, call)],
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
