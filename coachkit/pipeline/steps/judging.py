"""The steps that say how a call went and how well it can be heard."""

from functools import cache

import numpy as np
import numpy.typing as npt

from coachkit.backends.protocols import Embedder
from coachkit.conversation import why_no_talk
from coachkit.cues import built_in_cues
from coachkit.models import (
    Call,
    CallSpeaker,
    ChannelSound,
    Exchange,
    Feeling,
    Leg,
    Mention,
    Metric,
    Outcome,
    Segment,
    SoundSpan,
    StageRows,
    Word,
)
from coachkit.pipeline.steps.bench import Bench, talk_on
from coachkit.pipeline.steps.leg_scoring import score_legs
from coachkit.scorecards import load_card
from coachkit.stages.exchanges import Occurrence, exchanges_about, find_exchanges
from coachkit.stages.feel import example_sentences, feel_segments
from coachkit.stages.grade import Heard, grade_call
from coachkit.stages.label import label_call
from coachkit.stages.measure import measure_call
from coachkit.stages.score import Evidence, score_call
from coachkit.store.reading import list_hits_on


def feel(bench: Bench, call: Call) -> StageRows:
    """Keep how the customer's words sound."""
    segments = talk_on(bench, call)
    embedder = bench.tools.embedder
    feelings = feel_segments(
        segments,
        sentiment=bench.tools.sentiment.score,
        embed=embedder.embed,
        examples=_example_vectors(embedder),
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
    return {"metrics": [*measure_call(call, segments, feelings, sounds, by_voice=by_voice)]}


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


def tracked_exchanges(bench: Bench, call: Call) -> list[Exchange]:
    """Return how the customer took what was said where a tracker of the settings is found."""
    names = own_trackers(bench)
    hits = list_hits_on(bench.library, call.id, names) if names else []
    if not hits:
        return []
    occurrences = [
        Occurrence(
            call_id=call.id,
            kind="tracker",
            name=hit.tracker,
            segment=hit.segment,
            start=hit.start,
            end=hit.end,
            role=hit.role,
        )
        for hit in hits
    ]
    feelings = {feeling.n: feeling for feeling in bench.library.rows(Feeling, call_id=call.id)}
    return exchanges_about(occurrences, talk_on(bench, call), feelings=feelings, cues=built_in_cues())


def score(bench: Bench, call: Call) -> StageRows:
    """Judge exchanges, score the call, and label it."""
    library, scoring = bench.library, bench.settings.scoring
    segments = talk_on(bench, call)
    cues = built_in_cues()
    feelings = {feeling.n: feeling for feeling in library.rows(Feeling, call_id=call.id)}
    mentions = library.rows(Mention, call_id=call.id)
    exchanges = find_exchanges(segments, mentions, feelings=feelings, cues=cues)
    evidence = Evidence(
        call_id=call.id,
        segments=segments,
        metrics={metric.name: metric for metric in library.rows(Metric, call_id=call.id)},
        exchanges=exchanges,
        feelings=feelings,
        cues=cues,
    )
    card = load_card(scoring.card)
    result, points = score_call(card, evidence)
    legs, sounds = library.rows(Leg, call_id=call.id), library.rows(SoundSpan, call_id=call.id)
    leg_scores = score_legs(card, evidence, result, legs, call=call, sounds=sounds)
    label = label_call(
        result,
        library.rows(Outcome, call_id=call.id),
        meanings=bench.settings.outcomes,
        good_from=scoring.good_from,
        bad_below=scoring.bad_below,
        no_talk=why_no_talk(library.rows(Segment, call_id=call.id)),
    )
    return {
        "scores": [result],
        "score_points": [*points],
        "leg_scores": [*leg_scores],
        "labels": [label],
        "exchanges": [*exchanges],
    }
