"""The steps that say how a call went and how well it can be heard."""

from functools import cache

import numpy as np
import numpy.typing as npt

from coachkit.backends.protocols import Embedder
from coachkit.cues import built_in_cues
from coachkit.models import (
    Call,
    CallSpeaker,
    ChannelSound,
    Feeling,
    LineVectors,
    Mention,
    Moment,
    Rating,
    Segment,
    SoundSpan,
    StageRows,
    Word,
)
from coachkit.pipeline.steps.bench import Bench, talk_on
from coachkit.ranges import Ranges
from coachkit.replies.occurrences import Occurrence, named_in, replied_to
from coachkit.stages.exchanges import exchanges_about
from coachkit.stages.feel import example_sentences, feel_segments
from coachkit.stages.grade import Heard, grade_call
from coachkit.stages.measure import measure_call
from coachkit.store.reading import list_hits_on


def feel(bench: Bench, call: Call) -> StageRows:
    """Keep how the customer's words sound."""
    segments = talk_on(bench, call)
    feelings = feel_segments(
        segments,
        sentiment=bench.tools.sentiment.score,
        vectors=bench.library.rows(LineVectors, call_id=call.id),
        examples=_example_vectors(bench.tools.embedder),
    )
    return {"feelings": [*feelings]}


@cache
def _example_vectors(embedder: Embedder) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    satisfied, dissatisfied = example_sentences()
    return embedder.embed(satisfied), embedder.embed(dissatisfied)


def measure(bench: Bench, call: Call) -> StageRows:
    """Compute the call's figures."""
    segments = bench.library.rows(Segment, call_id=call.id)
    feelings = bench.library.rows(Feeling, call_id=call.id)
    sounds = bench.library.rows(SoundSpan, call_id=call.id)
    speakers = bench.library.rows(CallSpeaker, call_id=call.id)
    by_voice = any(one.voice is not None for one in speakers)
    ranges = Ranges.for_kind(call.kind, bench.settings.ranges)
    found = measure_call(call, segments, feelings, sounds, by_voice=by_voice, ranges=ranges)
    return {"metrics": [*found]}


def grade(bench: Bench, call: Call) -> StageRows:
    """Judge how far the recording and its transcript can be trusted; without sound there is no grade."""
    if call.medium == "transcript":
        return {"grades": []}
    library = bench.library
    heard = Heard(
        call=call,
        channels=library.rows(ChannelSound, call_id=call.id),
        words=library.rows(Word, call_id=call.id),
        sounds=library.rows(SoundSpan, call_id=call.id),
        segments=library.rows(Segment, call_id=call.id),
        speakers=library.rows(CallSpeaker, call_id=call.id),
    )
    return {"grades": [grade_call(heard)]}


def own_trackers(bench: Bench) -> tuple[str, ...]:
    """Return the trackers of the settings, which get playlists; built-in ones get none."""
    return tuple(one.name for one in bench.settings.trackers)


def exchanges(bench: Bench, call: Call) -> StageRows:
    """Find what comes up, what is answered, and how the customer takes it."""
    library = bench.library
    occurrences = [
        *named_in(library.rows(Mention, call_id=call.id)),
        *_tracked_in(bench, call),
        *replied_to(library.rows(Moment, call_id=call.id)),
    ]
    found = exchanges_about(
        occurrences,
        talk_on(bench, call),
        feelings={feeling.n: feeling for feeling in library.rows(Feeling, call_id=call.id)},
        cues=built_in_cues(),
        vectors=library.rows(LineVectors, call_id=call.id),
        ratings=library.rows(Rating, call_id=call.id),
    )
    return {"exchanges": [*found]}


def _tracked_in(bench: Bench, call: Call) -> list[Occurrence]:
    """Return where a tracker of the settings is found."""
    names = own_trackers(bench)
    return [
        Occurrence(
            call_id=call.id,
            kind="tracker",
            name=hit.tracker,
            segment=hit.segment,
            start=hit.start,
            end=hit.end,
            role=hit.role,
        )
        for hit in (list_hits_on(bench.library, call.id, names) if names else ())
    ]
