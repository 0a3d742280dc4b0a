"""The steps that learn topics from the library and file each call under them."""

from collections.abc import Callable, Mapping, Sequence

from coachkit.models import (
    Call,
    CorpusModel,
    Passage,
    PassagePurpose,
    Reason,
    StageRows,
    Topic,
    TopicCentre,
    TopicEdit,
    TopicPassage,
    Vector,
)
from coachkit.pipeline.steps.bench import TOPICS, Bench
from coachkit.pipeline.steps.topic_naming import naming_of
from coachkit.store.library import Library
from coachkit.store.reading.runs import calls_run
from coachkit.store.reading.sampling import sample_calls
from coachkit.topics.filing import Epoch, as_epoch, file_call
from coachkit.topics.learning import Before, Learned, learn_epoch
from coachkit.topics.matters import Matters, matters_of

LEARNED_FROM = 5000
"""About so many passages at most are learned from; the others are filed as those of later calls are."""


def fit(bench: Bench, fingerprint: str) -> StageRows:
    """Learn a new epoch of topics from the whole library, or from a sample of a large one."""
    library = bench.library
    matters = matters_learned_from(library)
    before = Before(
        epoch=_comparable(epoch_now(library), matters),
        edits=tuple(library.rows(TopicEdit)),
        ids=ids_given(library),
    )
    naming = naming_of(bench, matters)
    found = learn_epoch(matters, number=next_epoch(library), before=before, naming=naming)
    calls = calls_run(library, "embed")
    return epoch_rows(found, fingerprint=fingerprint, calls=calls)


def epoch_rows(found: Learned, *, fingerprint: str, calls: int) -> StageRows:
    """Return the rows of a new epoch; `calls` is how many the library had when it was learned."""
    model = CorpusModel(kind=TOPICS, epoch=found.epoch.number, fingerprint=fingerprint, calls=calls)
    return {
        "corpus_models": [model],
        "topics": [*found.epoch.topics],
        "topic_centres": [*found.epoch.centres],
        "topic_moves": [*found.moves],
    }


def filing(bench: Bench) -> Callable[[Sequence[Call]], Mapping[str, StageRows]]:
    """Read the current epoch once, and return the step that files passages of calls under its topics."""
    epoch = epoch_now(bench.library)

    def assign(calls: Sequence[Call]) -> Mapping[str, StageRows]:
        filed: dict[str, list[TopicPassage]] = {call.id: [] for call in calls}
        if epoch is not None:
            matters = matters_on(bench.library, [*filed])
            for first, last in matters.calls():
                filed[matters.passages[first].call_id] = file_call(matters.part(first, last), epoch)
        return {call_id: {"topic_passages": [*rows]} for call_id, rows in filed.items()}

    return assign


def epoch_now(library: Library) -> Epoch | None:
    """Return the newest epoch; None before the first fit."""
    model = library.current_epoch(TOPICS)
    if model is None:
        return None
    return as_epoch(model.epoch, library.rows(Topic), library.rows(TopicCentre))


def epoch_before(library: Library) -> Epoch | None:
    """Return the epoch before the newest; None where there is none."""
    model = library.current_epoch(TOPICS)
    if model is None:
        return None
    found = as_epoch(model.epoch - 1, library.rows(Topic), library.rows(TopicCentre))
    return found if found.topics else None


def next_epoch(library: Library) -> int:
    """Return the number of the epoch to come."""
    model = library.current_epoch(TOPICS)
    return model.epoch + 1 if model else 1


def ids_given(library: Library) -> int:
    """Return how many ids were given to topics so far."""
    return max((int(topic.id[1:]) for topic in library.rows(Topic)), default=0)


def matters_learned_from(library: Library) -> Matters:
    """Return what topics are learned from: all calls, or a sample of many."""
    return matters_on(library, sample_calls(library, LEARNED_FROM))


def matters_on(library: Library, call_ids: Sequence[str]) -> Matters:
    """Return what topics are made of in these calls."""
    return matters_of(
        library.rows_of(Passage, call_ids),
        library.rows_of(Vector, call_ids),
        library.rows_of(PassagePurpose, call_ids),
        library.rows_of(Reason, call_ids),
    )


def _comparable(epoch: Epoch | None, matters: Matters) -> Epoch | None:
    """Return the epoch, or None where another embedding model made its centres."""
    if epoch is None or not epoch.centres or not len(matters.rows):
        return epoch
    return epoch if epoch.matrix.shape[1] == matters.rows.shape[1] else None
