"""Try trackers on labelled sentences: what they find and miss."""

from collections.abc import Sequence

from coachkit.line_vectors import embed_lines
from coachkit.pipeline.steps.tracking import Judged, ready_to_sense
from coachkit.pipeline.toolbox import Tools
from coachkit.stages.sense import sense_call
from coachkit.stages.track import track_call
from coachkit.tracking.compiled import compile_trackers
from coachkit.tracking.conditions import CallFacts
from coachkit.tracking.labelled import LabelledSentence
from coachkit.tracking.packs import PackedTracker
from coachkit.tracking.trial import TrialResult, as_segments, everywhere, judge_trial


def try_trackers(
    trackers: Sequence[PackedTracker],
    sentences: Sequence[LabelledSentence],
    *,
    tools: Tools,
    is_named: bool = True,
) -> list[TrialResult]:
    """Return how each tracker does on the sentences; what it denies (“not cancelling”) counts as not found.

    Raises:
        ModelError: A tracker has examples and the embedding model is missing.
    """
    tried = tuple(everywhere(one) for one in trackers)
    segments, facts = as_segments(sentences), CallFacts(duration=float(len(sentences)))
    hits = track_call(
        segments, lambda _: [], {}, compiled=compile_trackers(tried), facts=facts, zipf=tools.zipf
    )
    found = {(hit.tracker, hit.segment) for hit in hits if hit.modality != "negated"}
    meant = [one for one in tried if one.settings.examples]
    if meant:
        ready = [ready_to_sense(lambda: tools.embedder, one, Judged()) for one in meant]
        vectors = embed_lines(segments, embed=tools.embedder.embed, model=tools.embedder.identity)
        sensed = sense_call(segments, vectors, trackers=ready, facts=facts)
        found |= {(hit.tracker, hit.segment) for hit in sensed}
    return [
        judge_trial(one.name, sentences, {n for name, n in found if name == one.name}, is_named=is_named)
        for one in tried
    ]
