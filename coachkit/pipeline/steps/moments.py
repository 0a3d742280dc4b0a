"""The step that finds the moments of a call."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from coachkit.backends.protocols import Embedder
from coachkit.models import (
    Call,
    Feeling,
    Leg,
    LineVectors,
    Mention,
    Reason,
    Segment,
    SensedHit,
    SoundSpan,
    StageRows,
    TrackerHit,
    TrackerVerdict,
)
from coachkit.moments.pack import moment_rules
from coachkit.moments.said import Tracked
from coachkit.pipeline.steps.bench import Bench, talk_on
from coachkit.stages.moments import MomentEvidence, find_moments


def moments(bench: Bench, call: Call) -> StageRows:
    """Find the stretches that matter."""
    library = bench.library
    vectors = library.rows(LineVectors, call_id=call.id)
    evidence = MomentEvidence(
        call=call,
        segments=library.rows(Segment, call_id=call.id),
        talk=talk_on(bench, call),
        legs=library.rows(Leg, call_id=call.id),
        mentions=library.rows(Mention, call_id=call.id),
        tracked=[*_tracked(bench, call)],
        feelings=library.rows(Feeling, call_id=call.id),
        reasons=library.rows(Reason, call_id=call.id),
        sounds=library.rows(SoundSpan, call_id=call.id),
        vectors=vectors,
    )
    rules = moment_rules()
    # Without lines nothing is compared, so no model is loaded.
    examples = (
        _vectors(bench.tools.embedder, rules.meanings.texts) if vectors else np.zeros((0, 0), np.float32)
    )
    return {"moments": [*find_moments(evidence, rules, examples)]}


@lru_cache(maxsize=4)
def _vectors(embedder: Embedder, texts: tuple[str, ...]) -> npt.NDArray[np.float32]:
    return embedder.embed(texts)


def moment_facts(bench: Bench, call: Call) -> object:
    """Return what of a call moments depend on: its length, and the hits of the trackers that the pack names.

    Whatever else is tracked makes no moment, so a new tracker leaves moments, and the model, alone.
    """
    return call.duration, [*_tracked(bench, call)]


def trackers_of_moments() -> frozenset[str]:
    """Return the names of the trackers whose hits are moments."""
    return frozenset(name for kind in moment_rules().kinds for name in kind.trackers)


def _tracked(bench: Bench, call: Call) -> Iterator[Tracked]:
    """Yield the hits that count of the trackers that the pack names."""
    library = bench.library
    wanted = trackers_of_moments()
    verdicts = sorted(library.rows(TrackerVerdict, call_id=call.id), key=lambda one: one.made_at)
    hits: list[TrackerHit | SensedHit] = [*library.rows(TrackerHit, call_id=call.id)]
    hits += library.rows(SensedHit, call_id=call.id)
    for hit in hits:
        if hit.tracker not in wanted:
            continue
        said = [
            v.accepted
            for v in verdicts
            if v.tracker == hit.tracker and v.start < hit.end and hit.start < v.end
        ][-1:]
        if said == [False]:
            continue
        if isinstance(hit, SensedHit):
            yield Tracked(
                tracker=hit.tracker,
                segment=hit.segment,
                start_char=0,
                text=hit.text,
                confidence=hit.similarity,
            )
        elif hit.modality != "negated" or said == [True]:
            yield Tracked(
                tracker=hit.tracker,
                segment=hit.segment,
                start_char=hit.start_char,
                text=hit.text,
                confidence=hit.confidence,
            )
