"""How trackers are run on one call: read its rows, call the pure functions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from coachkit.backends.protocols import Embedder
from coachkit.config import NamedThing, Settings
from coachkit.config.trackers import Conditions, tracker_key
from coachkit.line_vectors import embed_lines, embed_sentences
from coachkit.models import (
    Call,
    CallAgent,
    Leg,
    LineVectors,
    Segment,
    StageRows,
    TrackerVerdict,
)
from coachkit.stages.sense import MeaningTracker, sense_call
from coachkit.stages.track import track_call
from coachkit.store.library import Library
from coachkit.store.reading.words import annotations_with, words_of
from coachkit.tracking.calibration import DEFAULT, calibrated
from coachkit.tracking.compiled import compile_trackers
from coachkit.tracking.conditions import CallFacts
from coachkit.tracking.packs import PackedTracker, trackers_on

Zipf = Callable[[str, str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What people said of a tracker's hits: the lines that they accepted and rejected."""

    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


def call_facts(library: Library, settings: Settings, call: Call) -> CallFacts:
    """Return what the conditions of trackers ask of a call."""
    agents = [one.agent for one in library.rows(CallAgent, call_id=call.id)]
    agents = agents or [leg.agent for leg in library.rows(Leg, call_id=call.id) if leg.agent]
    people = [one for one in settings.agents if one.name in agents]
    return CallFacts(
        duration=call.duration,
        started_at=call.started_at,
        names={
            "kind": (call.kind,) if call.kind else (),
            "agent": tuple(dict.fromkeys((*agents, *(alias for one in people for alias in one.aliases)))),
            "customer": (call.customer,) if call.customer else (),
            "team": tuple(one.team for one in people if one.team),
        },
    )


def facts_used(
    library: Library, settings: Settings, call: Call, conditions: Sequence[Conditions]
) -> CallFacts | None:
    """Return the call's facts where any of the conditions looks at them; other calls need no new run."""
    is_used = any(one.calls is not None or one.window is not None for one in conditions)
    return call_facts(library, settings, call) if is_used else None


def things_named(settings: Settings) -> tuple[NamedThing, ...]:
    """Return competitors and features."""
    return (*settings.competitors, *settings.features)


def by_words(settings: Settings) -> tuple[PackedTracker, ...]:
    """Return the trackers that look for words."""
    return tuple(
        one
        for one in trackers_on(settings)
        if one.settings.phrases or one.settings.aliases or one.settings.lemma
    )


def by_meaning(settings: Settings) -> tuple[PackedTracker, ...]:
    """Return the trackers that have examples."""
    return tuple(one for one in trackers_on(settings) if one.settings.examples)


def track(
    library: Library, settings: Settings, call: Call, segments: Sequence[Segment], *, zipf: Zipf
) -> StageRows:
    """Find where the words of trackers are said."""
    compiled = compile_trackers(by_words(settings))
    annotations = annotations_with(library, call.id, compiled.lemma_words)
    hits = track_call(
        segments,
        partial(words_of, library),
        {one.n: one for one in annotations},
        compiled=compiled,
        facts=call_facts(library, settings, call),
        zipf=zipf,
    )
    return {"tracker_hits": [*hits]}


def lines_of(segments: Sequence[Segment], embedder: Callable[[], Embedder]) -> StageRows:
    """Embed every line that says enough."""
    if not segments:
        return {"line_vectors": []}
    opened = embedder()
    return {"line_vectors": [*embed_lines(segments, embed=opened.embed, model=opened.identity)]}


def sentences_in(segments: Sequence[Segment], embedder: Callable[[], Embedder]) -> StageRows:
    """Embed the sentences of lines that have several."""
    if not segments:
        return {"sentence_vectors": []}
    opened = embedder()
    return {"sentence_vectors": [*embed_sentences(segments, embed=opened.embed, model=opened.identity)]}


def sense(
    library: Library,
    settings: Settings,
    call: Call,
    segments: Sequence[Segment],
    embedder: Callable[[], Embedder],
    *,
    is_preview: bool = False,
) -> StageRows:
    """Find lines that mean the same as a tracker's examples.

    For a preview, lines are embedded where no vectors are stored yet: the call is new, or was built when only
    trackers with examples had lines embedded.
    """
    trackers = by_meaning(settings)
    if not trackers:
        return {"sensed_hits": []}
    vectors = library.rows(LineVectors, call_id=call.id)
    if not vectors and is_preview:
        opened = embedder()
        vectors = embed_lines(segments, embed=opened.embed, model=opened.identity)
    if not vectors:
        return {"sensed_hits": []}
    judged = judged_lines(library, trackers)
    ready = [ready_to_sense(embedder, one, judged[one.name]) for one in trackers]
    facts = call_facts(library, settings, call)
    return {"sensed_hits": [*sense_call(segments, vectors, trackers=ready, facts=facts)]}


def judged_lines(library: Library, trackers: Sequence[PackedTracker]) -> dict[str, Judged]:
    """Return what people said of each tracker's hits, by its name."""
    verdicts = [one for one in library.rows(TrackerVerdict) if one.quote]

    def lines(name: str, *, accepted: bool) -> tuple[str, ...]:
        key = tracker_key(name)
        return tuple(
            sorted({v.quote for v in verdicts if tracker_key(v.tracker) == key and v.accepted == accepted})
        )

    return {
        one.name: Judged(accepted=lines(one.name, accepted=True), rejected=lines(one.name, accepted=False))
        for one in trackers
    }


Matrix = npt.NDArray[np.float32]
_embedded: dict[tuple[str, tuple[str, ...]], Matrix] = {}
"""Vectors of example sentences and judged lines, by embedder and text: the same for every call."""


def _vectors(embedder: Callable[[], Embedder], texts: tuple[str, ...]) -> Matrix:
    opened = embedder()
    key = (opened.identity, texts)
    if key not in _embedded:
        _embedded[key] = opened.embed(texts)
    return _embedded[key]


def ready_to_sense(embedder: Callable[[], Embedder], one: PackedTracker, judged: Judged) -> MeaningTracker:
    """Return a tracker with the vectors of its examples and the threshold that people's verdicts give."""
    examples = _vectors(embedder, one.settings.examples)
    threshold = one.settings.threshold
    if threshold is None:
        threshold = DEFAULT
        if judged.accepted or judged.rejected:
            accepted, rejected = (
                [float(value) for value in (_vectors(embedder, texts) @ examples.T).max(axis=1)]
                if texts
                else []
                for texts in (judged.accepted, judged.rejected)
            )
            threshold = calibrated(accepted, rejected)
    return MeaningTracker(tracker=one, vectors=examples, threshold=threshold)
