"""How each stage is run on one call, or on the library: read its rows, call the pure function.

Every step takes the same three things and returns rows by table; nothing here writes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from coachkit.backends.protocols import Embedder
from coachkit.backends.speech import SpeechOptions
from coachkit.config import Settings
from coachkit.conversation import talk_of, turns_of, why_no_talk, words_of
from coachkit.cues import built_in_cues
from coachkit.models import (
    Annotation,
    Call,
    CallAgent,
    CallSpeaker,
    ChannelSound,
    CorpusModel,
    Edit,
    Exchange,
    Feeling,
    Grade,
    Keyword,
    Label,
    Leg,
    Mention,
    Metric,
    Outcome,
    Passage,
    RawSegment,
    ScorePoint,
    Segment,
    SoundSpan,
    SpeechChoice,
    StageRows,
    Topic,
    TopicPassage,
    Vector,
    VoiceSpan,
    Word,
)
from coachkit.pipeline import phrase_steps, tracker_steps
from coachkit.pipeline.leg_scoring import score_legs
from coachkit.pipeline.toolbox import Tools
from coachkit.pipeline.who_speaks import as_people_said
from coachkit.pipeline.writing import as_written
from coachkit.role_guess import Names
from coachkit.scorecards import load_card
from coachkit.stages.annotate import annotate_segments
from coachkit.stages.compose import Speakers, compose_segments, voice_label
from coachkit.stages.compose_given import People, compose_given, tell_by_name, with_own_roles
from coachkit.stages.curate import CallMaterial, curate_playlists
from coachkit.stages.exchanges import find_exchanges
from coachkit.stages.feel import example_sentences, feel_segments
from coachkit.stages.grade import Heard, grade_call
from coachkit.stages.judge_mentions import judge_mentions
from coachkit.stages.label import label_call
from coachkit.stages.match import match_mentions, match_rules
from coachkit.stages.measure import measure_call
from coachkit.stages.parts import mark_parts
from coachkit.stages.passages import cut_passages
from coachkit.stages.score import Evidence, score_call
from coachkit.stages.speakers import Known, Told, tell_speakers, voices_of, with_doubt
from coachkit.stages.spoken_languages import find_omissions, with_languages
from coachkit.stages.topics import assign_passages, fit_topics
from coachkit.stages.wrong_way import doubt_about_roles
from coachkit.store.library import Library

TOPICS = "topics"
"""The kind of corpus model that holds topic centroids."""
PHRASES = "phrases"
"""The kind of corpus model that tells in how many calls each phrase is said (`phrase_counts`)."""
PARTS = "parts"
"""The pack of cues that tells menus and voicemail from conversation."""
ROLES, GREETINGS = "roles", "greetings"
"""The packs of cues that tell the agent from the customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a step works with."""

    library: Library
    settings: Settings
    tools: Tools


def speakers_of(bench: Bench, call: Call) -> Speakers:
    """Return the names to show; a call with several agents shows none of them on every line."""
    agents = [on_call.agent for on_call in bench.library.rows(CallAgent, call_id=call.id)]
    return Speakers(agent=agents[0] if len(agents) == 1 else None, customer=call.customer)


def agent_channel_of(bench: Bench, call: Call) -> int | None:
    """Return the agent's channel: the call's own, else the settings'; None where all were mixed into one."""
    if call.heard_channels == () or (
        call.channels > 2 and len(bench.library.rows(ChannelSound, call_id=call.id)) == 1
    ):
        return None
    channel = call.agent_channel
    if channel is None:
        channel = bench.settings.recordings.agent_channel
    return channel if channel is not None and channel < call.channels else None


def heard_channels_of(bench: Bench, call: Call) -> tuple[int, ...] | None:
    """Return which channels are heard, as `decode_channels` takes them; None where nothing is chosen."""
    chosen = call.heard_channels
    if chosen is None:
        chosen = bench.settings.recordings.channels
    return chosen if call.channels > 2 or chosen == () else None


def speech_of(bench: Bench, call: Call) -> SpeechOptions:
    """Return what hears the call: a person's choice for it, else the settings'."""
    choice = next(iter(bench.library.rows(SpeechChoice, call_id=call.id)), None)
    chosen = choice or bench.settings.speech
    return SpeechOptions(engine=chosen.engine, model=chosen.model)


def compose(bench: Bench, call: Call) -> StageRows:
    """Make segments of words and edits, and say who speaks them."""
    library = bench.library
    edits, speakers = library.rows(Edit, call_id=call.id), speakers_of(bench, call)
    if call.medium == "transcript":
        return _compose_given(bench, call, edits)
    spans, words = library.rows(VoiceSpan, call_id=call.id), library.rows(Word, call_id=call.id)
    segments = compose_segments(
        call,
        words,
        agent_channel=agent_channel_of(bench, call),
        speakers=speakers,
        voices=spans,
    )
    segments = with_languages(segments, words, library.rows(RawSegment, call_id=call.id))
    segments = as_written(segments, words, edits, bench.settings.correct)
    voices = voices_of(segments, spans, {voice_label(span.voice): span.voice for span in spans})
    segments = mark_parts(segments, library.rows(SoundSpan, call_id=call.id), cues=built_in_cues(PARTS))
    packs = (built_in_cues(ROLES), built_in_cues(GREETINGS))
    told = tell_speakers(call, segments, voices, people_known(bench, call), packs=packs)
    return _with_doubt(bench, call, as_people_said(call, told, edits, speakers))


def _compose_given(bench: Bench, call: Call, edits: Sequence[Edit]) -> StageRows:
    """Make segments of the lines of a given transcript, and say who speaks them."""
    raw = bench.library.rows(RawSegment, call_id=call.id)
    words = bench.library.rows(Word, call_id=call.id)
    segments = compose_given(call, raw, words)
    segments = as_written(segments, words, edits, bench.settings.correct)
    segments = mark_parts(segments, (), cues=built_in_cues(PARTS))
    given = tell_by_name(segments, raw, people_named(bench, call))
    voices = given.voices_of(segments)
    told = tell_speakers(
        call,
        segments,
        voices,
        people_known(bench, call),
        packs=(built_in_cues(ROLES), built_in_cues(GREETINGS)),
        given=given,
    )
    told = replace(
        told,
        segments=with_own_roles(told.segments, raw),
        speakers=[replace(one, voice=None) for one in told.speakers],
    )
    named = {n for n, voice in voices.items() if voice in given.names}
    told = as_people_said(call, told, edits, speakers_of(bench, call), own_names=named)
    return _with_doubt(bench, call, told)


def _with_doubt(bench: Bench, call: Call, told: Told) -> StageRows:
    doubt = doubt_about_roles(
        told.segments,
        company=company_names(bench),
        agents=[on_call.agent for on_call in bench.library.rows(CallAgent, call_id=call.id)],
        cues=built_in_cues(GREETINGS),
    )
    rows = with_doubt(told.speakers, doubt)
    return {
        "segments": [*told.segments],
        "speakers": [*rows],
        "legs": [*told.legs],
        "omissions": [*find_omissions(told.segments)],
    }


def people_known(bench: Bench, call: Call) -> Known:
    """Return what is known of the people on a call before it is heard."""
    on_call = bench.library.rows(CallAgent, call_id=call.id)
    agents = dict.fromkeys((*(one.agent for one in on_call), *(one.name for one in bench.settings.agents)))
    names = Names(agents=tuple(agents), customer=call.customer, company=tuple(company_names(bench)))
    return Known(names=names, agent=speakers_of(bench, call).agent, agents=on_call)


def people_named(bench: Bench, call: Call) -> People:
    """Return by which names the speakers of a given transcript may be known."""
    customers = bench.settings.customers
    return People(
        agents=bench.settings.people(),
        on_call=[one.agent for one in bench.library.rows(CallAgent, call_id=call.id)],
        customer=call.customer,
        customer_aliases=next((one.aliases for one in customers if one.name == call.customer), ()),
        company=company_names(bench),
    )


def talk_on(bench: Bench, call: Call) -> list[Segment]:
    """Return what of a call is conversation: all that is judged, counted, filed or played is made of it."""
    return talk_of(bench.library.rows(Segment, call_id=call.id))


def annotate(bench: Bench, call: Call) -> StageRows:
    """Let spaCy look at the segments, each in its language."""
    segments = bench.library.rows(Segment, call_id=call.id)
    texts, languages = [s.text for s in segments], [s.language for s in segments]
    seen = bench.tools.annotator.annotate(texts, languages)
    return {"annotations": [*annotate_segments(segments, seen)]}


def company_names(bench: Bench) -> list[str]:
    """Return the company's own names."""
    company = bench.settings.company
    return [name for name in (company.name, *company.aliases) if name]


def people_on(bench: Bench, call: Call) -> list[str]:
    """Return the names of all agents and of the call's customer, aliases included."""
    customers = [one for one in bench.settings.customers if one.name == call.customer]
    people = [form for agent in bench.settings.agents for form in (agent.name, *agent.aliases)]
    people += [form for customer in customers for form in (customer.name, *customer.aliases)]
    return [*people, *([call.customer] if call.customer and not customers else [])]


def match(bench: Bench, call: Call) -> StageRows:
    """Find names."""
    segments = talk_on(bench, call)
    words = bench.library.rows(Word, call_id=call.id)
    annotations = {a.n: a for a in bench.library.rows(Annotation, call_id=call.id)}
    company, people = company_names(bench), people_on(bench, call)
    settings = bench.settings
    rules = match_rules(
        settings.competitors,
        settings.features,
        company=company,
        people=people,
        gazetteer=bench.tools.gazetteer,
    )
    zipf = bench.tools.zipf
    mentions = judge_mentions(
        match_mentions(segments, words, annotations, rules=rules, zipf=zipf),
        segments,
        competitors=settings.competitors,
        features=settings.features,
        facts=tracker_steps.call_facts(bench.library, settings, call),
    )
    return {"mentions": [*mentions]}


def _nobodys_news(bench: Bench, call: Call) -> frozenset[str]:
    """Return the folded words of the names of the company and of all who are on the call."""
    names = (*company_names(bench), *people_on(bench, call))
    return frozenset(word for name in names for word in words_of(name))


def keywords(bench: Bench, call: Call) -> StageRows:
    """Pick the call's key phrases."""
    model = bench.library.current_epoch(PHRASES)
    return phrase_steps.keywords(
        bench.library,
        talk_on(bench, call),
        known=_nobodys_news(bench, call),
        zipf=bench.tools.zipf,
        learned_from=model.calls if model else 0,
    )


def learn(bench: Bench, fingerprint: str) -> StageRows:
    """Count in how many calls each phrase is said, for a new epoch."""
    last = bench.library.current_epoch(PHRASES)
    epoch = last.epoch + 1 if last else 1
    calls = sorted(bench.library.rows(Call), key=lambda call: call.id)
    counts = phrase_steps.count_phrases(
        bench.library,
        ((talk_on(bench, call), _nobodys_news(bench, call)) for call in phrase_steps.spread(calls)),
        epoch=epoch,
    )
    model = CorpusModel(kind=PHRASES, epoch=epoch, fingerprint=fingerprint, calls=len(calls), centroids=b"")
    return {"corpus_models": [model], "phrase_counts": [*counts]}


def track(bench: Bench, call: Call) -> StageRows:
    """Find where the words of trackers are said."""
    segments = talk_on(bench, call)
    return tracker_steps.track(bench.library, bench.settings, call, segments, zipf=bench.tools.zipf)


def embed_lines(bench: Bench, call: Call) -> StageRows:
    """Embed lines, where a tracker has examples."""
    return tracker_steps.lines_of(bench.settings, talk_on(bench, call), lambda: bench.tools.embedder)


def sense(bench: Bench, call: Call) -> StageRows:
    """Find lines that mean what a tracker's examples mean."""
    segments = talk_on(bench, call)
    return tracker_steps.sense(bench.library, bench.settings, call, segments, lambda: bench.tools.embedder)


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


CALL_STEPS: Mapping[str, Callable[[Bench, Call], StageRows]] = {
    "compose": compose,
    "annotate": annotate,
    "match": match,
    "keywords": keywords,
    "track": track,
    "feel": feel,
    "measure": measure,
    "grade": grade,
    "embed": embed,
    "embed_lines": embed_lines,
    "sense": sense,
    "assign": assign,
    "score": score,
}
LIBRARY_STEPS: Mapping[str, Callable[[Bench, str], StageRows]] = {
    "learn": learn,
    "fit": fit,
    "curate": curate,
}
