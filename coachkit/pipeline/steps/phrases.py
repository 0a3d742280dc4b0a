"""How key phrases are picked for one call, and how phrases are counted over the archive.

The counts are the model of an epoch: they are learned when the library is large enough, and again when it
has outgrown them, as topics are. In between, a new call is judged by them and changes nothing.
"""

from collections.abc import Iterable, Sequence

from coachkit.keyphrases.archive import MOST_CALLS, Archive, count_calls
from coachkit.keyphrases.said import Frequency
from coachkit.models import Annotation, Call, Mention, PhraseCount, Segment, StageRows
from coachkit.stages.keywords import phrase_keys, pick_keywords
from coachkit.store.library import Library
from coachkit.store.phrases import phrase_counts


def keywords(
    library: Library,
    segments: Sequence[Segment],
    *,
    known: frozenset[str],
    zipf: Frequency,
    learned_from: int,
) -> StageRows:
    """Pick key phrases from the talk of one call; `learned_from` is the number of calls of the epoch."""
    if not segments:
        return {"keywords": []}
    call_id = segments[0].call_id
    annotations = {one.n: one for one in library.rows(Annotation, call_id=call_id)}
    keys = phrase_keys(segments, annotations, known=known) if learned_from else ()
    picked = pick_keywords(
        segments,
        annotations,
        library.rows(Mention, call_id=call_id),
        known=known,
        zipf=zipf,
        archive=Archive(calls=min(learned_from, MOST_CALLS), holding=phrase_counts(library, keys)),
    )
    return {"keywords": [*picked]}


def spread(calls: Sequence[Call]) -> list[Call]:
    """Return at most `MOST_CALLS` of the calls, spread evenly over them."""
    step = max(len(calls) / MOST_CALLS, 1.0)
    return [calls[int(n * step)] for n in range(min(len(calls), MOST_CALLS))]


def count_phrases(
    library: Library, calls: Iterable[tuple[Sequence[Segment], frozenset[str]]], *, epoch: int
) -> list[PhraseCount]:
    """Return in how many calls each phrase is said; `calls` are each call's talk and its people's names."""
    return count_calls((_keys(library, segments, known) for segments, known in calls), epoch=epoch)


def _keys(library: Library, segments: Sequence[Segment], known: frozenset[str]) -> frozenset[str]:
    if not segments:
        return frozenset()
    annotations = {one.n: one for one in library.rows(Annotation, call_id=segments[0].call_id)}
    return phrase_keys(segments, annotations, known=known)
