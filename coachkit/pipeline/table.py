"""The stages as a table: what each reads and writes, and what else its rows depend on.

This table is the truth about the pipeline. A stage is run again on a call when its fingerprint
changes: its version, the output of the stages it reads, the part of the settings it uses, the facts
about the call it uses, and the identity of its tools.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from coachkit.config.ranges import built_in_ranges
from coachkit.cues import pack_text
from coachkit.keyphrases.plain import small_talk_text
from coachkit.models import Call, CorpusModel, Edit, Rating, Recording, StageName, TopicEdit, TrackerVerdict
from coachkit.moments.pack import PACK as MOMENTS
from coachkit.pipeline.steps.bench import (
    GREETINGS,
    OUTCOMES,
    PARTS,
    PHRASES,
    ROLES,
    TOPICS,
    Bench,
    agent_channel_of,
    company_names,
    heard_channels_of,
    people_known,
    people_named,
    people_on,
    speakers_of,
    speech_of,
)
from coachkit.pipeline.steps.briefing import agents_of
from coachkit.pipeline.steps.curating import disputes_that_stand
from coachkit.pipeline.steps.judging import own_trackers
from coachkit.pipeline.steps.labelling import facts_of, label_rules, learned_in_use
from coachkit.pipeline.steps.moments import moment_facts
from coachkit.pipeline.steps.scoring import scoring_facts
from coachkit.pipeline.steps.tracking import by_meaning, by_words, facts_used, judged_lines, things_named
from coachkit.pipeline.steps.writing import spellings_on
from coachkit.purposes import PACK as PURPOSES
from coachkit.scorecards.in_use import cards_of
from coachkit.stages.feel import example_sentences
from coachkit.store.reading.topic_titles import topic_titles
from coachkit.tracking.about_names import PACK as TALK_ABOUT_NAMES
from coachkit.transcripts.reading import READER_VERSION

Facts = Callable[[Bench, Call], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One row of the table."""

    name: StageName
    scope: Literal["call", "library"]
    version: int
    reads: tuple[StageName, ...]
    writes: tuple[str, ...]
    settings: Callable[[Bench], object] = lambda _: None
    """The part of the settings, packs and epochs that the rows depend on."""
    facts: Facts = lambda _, __: None
    """What of the call's own description the rows depend on."""
    tools: tuple[str, ...] = ()


def _epoch(bench: Bench, kind: str = TOPICS) -> object:
    model: CorpusModel | None = bench.library.current_epoch(kind)
    return model and (model.epoch, model.fingerprint)


def _cards(bench: Bench) -> object:
    """Return what scores are made by: the cards, the phrases and ranges that they use."""
    return (cards_of(bench.settings), pack_text("cues"), bench.settings.ranges)


def _parts_of(call: Call) -> tuple[str, ...]:
    """Return what changes when a part joins the call; nothing for a call in one piece.

    Only the hash of a call in parts is not what its id begins.
    """
    return () if call.audio_hash.startswith(call.id) else (call.audio_hash,)


def _heard_or_read(bench: Bench, call: Call) -> object:
    """Return what the words of a call depend on: its sound and what hears it, or its transcript."""
    if call.medium == "transcript":
        is_table = call.path.casefold().endswith(".csv")
        files = bench.library.rows(Recording, call_id=call.id)
        return (
            call.audio_hash,
            # Roles, languages and word times may change where text and times stay.
            sorted((file.part, file.size) for file in files),
            READER_VERSION,
            bench.settings.transcripts if is_table else None,
            call.language or bench.tools.identity("text_languages"),
        )
    return (
        call.id,
        call.language,
        heard_channels_of(bench, call),
        bench.tools.speech_identity(speech_of(bench, call)),
        *_parts_of(call),
    )


_LEARNED_FROM: tuple[StageName, ...] = (
    *("compose", "embed_lines", "feel", "measure"),
    *("assign", "moments", "exchanges"),
)
"""What the features of the learned score are made of."""
STAGES: tuple[Stage, ...] = (
    Stage(
        name="transcribe",
        scope="call",
        version=1,
        reads=(),
        writes=("raw_segments", "words", "hearings", "channels", "quarantine", "sounds", "voices"),
        facts=_heard_or_read,
    ),
    Stage(
        name="compose",
        scope="call",
        version=3,
        reads=("transcribe",),
        writes=("segments", "speakers", "legs", "omissions"),
        settings=lambda _: "\n".join(pack_text(pack) for pack in (PARTS, ROLES, GREETINGS)),
        facts=lambda bench, call: (
            call.channels,
            agent_channel_of(bench, call),
            speakers_of(bench, call),
            people_known(bench, call),
            *([people_named(bench, call)] if call.medium == "transcript" else []),
            bench.library.rows(Edit, call_id=call.id),
            *spellings_on(bench.library, call.id, bench.settings.correct),
        ),
    ),
    Stage(
        name="annotate",
        scope="call",
        version=1,
        reads=("compose",),
        writes=("annotations",),
        tools=("annotator",),
    ),
    Stage(
        name="index",
        scope="call",
        version=1,
        reads=("compose", "annotate"),
        writes=("turns",),
        facts=lambda _, call: (call.started_at or "")[:10],
    ),
    Stage(
        name="match",
        scope="call",
        version=5,
        reads=("transcribe", "compose", "annotate"),
        writes=("mentions",),
        settings=lambda bench: (
            bench.settings.competitors,
            bench.settings.features,
            company_names(bench),
            pack_text(TALK_ABOUT_NAMES),
        ),
        facts=lambda bench, call: (
            people_on(bench, call),
            facts_used(bench.library, bench.settings, call, things_named(bench.settings)),
        ),
        tools=("zipf", "gazetteer"),
    ),
    Stage(
        name="learn",
        scope="library",
        version=1,
        reads=("annotate",),
        writes=("corpus_models", "phrase_counts"),
        settings=lambda _: small_talk_text(),
    ),
    Stage(
        name="keywords",
        scope="call",
        version=1,
        reads=("compose", "annotate", "match"),
        writes=("keywords",),
        settings=lambda bench: (_epoch(bench, PHRASES), company_names(bench), small_talk_text()),
        facts=people_on,
        tools=("zipf",),
    ),
    Stage(
        name="track",
        scope="call",
        version=2,
        reads=("transcribe", "compose", "annotate"),
        writes=("tracker_hits",),
        settings=lambda bench: (by_words(bench.settings), pack_text(TALK_ABOUT_NAMES)),
        facts=lambda bench, call: facts_used(
            bench.library, bench.settings, call, [one.settings for one in by_words(bench.settings)]
        ),
        tools=("zipf",),
    ),
    Stage(
        name="embed_lines",
        scope="call",
        version=2,
        reads=("compose",),
        writes=("line_vectors",),
        tools=("embedder",),
    ),
    Stage(
        name="feel",
        scope="call",
        version=2,
        reads=("compose", "embed_lines"),
        writes=("feelings",),
        settings=lambda _: example_sentences(),
        tools=("sentiment", "embedder"),
    ),
    Stage(
        name="measure",
        scope="call",
        version=2,
        reads=("transcribe", "compose", "feel"),
        writes=("metrics",),
        settings=lambda bench: (
            bench.settings.ranges,
            built_in_ranges(),
            pack_text("cues"),
            pack_text("questions"),
        ),
        facts=lambda _, call: (call.duration, call.kind),
    ),
    Stage(
        name="grade",
        scope="call",
        version=1,
        reads=("transcribe", "compose"),
        writes=("grades",),
        facts=lambda _, call: call.duration,
    ),
    Stage(
        name="embed",
        scope="call",
        version=3,
        reads=("compose",),
        writes=("passages", "vectors"),
        settings=lambda _: pack_text(PURPOSES),
        tools=("embedder",),
    ),
    Stage(name="pack", scope="call", version=1, reads=("embed",), writes=("packed_vectors",)),
    Stage(
        name="purpose",
        scope="call",
        version=1,
        reads=("compose", "embed"),
        writes=("passage_purposes", "reasons"),
        settings=lambda _: pack_text(PURPOSES),
        tools=("embedder",),
    ),
    Stage(
        name="sense",
        scope="call",
        version=2,
        reads=("compose", "embed_lines"),
        writes=("sensed_hits",),
        settings=lambda bench: (
            by_meaning(bench.settings),
            judged_lines(bench.library, by_meaning(bench.settings)),
        ),
        facts=lambda bench, call: facts_used(
            bench.library, bench.settings, call, [one.settings for one in by_meaning(bench.settings)]
        ),
        tools=("embedder",),
    ),
    Stage(
        name="fit",
        scope="library",
        version=4,
        reads=("annotate", "embed", "purpose", "keywords"),
        writes=("corpus_models", "topics", "topic_centres", "topic_moves"),
        tools=("embedder",),
    ),
    Stage(
        name="assign",
        scope="call",
        version=2,
        reads=("embed", "purpose"),
        writes=("topic_passages",),
        settings=_epoch,
    ),
    Stage(
        name="moments",
        scope="call",
        version=5,
        reads=("transcribe", "compose", "embed_lines", "match", "feel", "purpose"),
        writes=("moments",),
        settings=lambda _: pack_text(MOMENTS),
        facts=moment_facts,
        tools=("embedder",),
    ),
    Stage(
        name="exchanges",
        scope="call",
        version=2,
        reads=("compose", "match", "track", "embed_lines", "sense", "feel", "moments"),
        writes=("exchanges",),
        settings=lambda bench: (
            *(pack_text(pack) for pack in ("cues", "reactions", PURPOSES)),
            own_trackers(bench),
        ),
        facts=lambda bench, call: (
            bench.library.rows(TrackerVerdict, call_id=call.id),
            [one for one in bench.library.rows(Rating, call_id=call.id) if one.start is not None],
        ),
    ),
    Stage(
        name="score",
        scope="call",
        version=4,
        reads=(
            *("transcribe", "compose", "index", "match", "track", "sense"),
            *("feel", "measure", "moments", "exchanges"),
        ),
        writes=("scores", "score_points", "leg_scores"),
        settings=_cards,
        facts=scoring_facts,
    ),
    Stage(
        name="weigh",
        scope="library",
        version=1,
        reads=(*_LEARNED_FROM, "score"),
        writes=("corpus_models", "learned_models", "learned_weights"),
        settings=lambda bench: (
            bench.settings.outcomes,
            bench.settings.scoring.learn_from,
            pack_text("cues"),
            _cards(bench),
        ),
    ),
    Stage(
        name="predict",
        scope="call",
        version=1,
        reads=_LEARNED_FROM,
        writes=("predictions", "prediction_reasons"),
        settings=lambda bench: (
            (_epoch(bench, OUTCOMES), pack_text("cues"), pack_text("learned"), topic_titles(bench.library))
            if learned_in_use(bench)
            else None
        ),
    ),
    Stage(
        name="label",
        scope="call",
        version=1,
        reads=("compose", "score", "predict"),
        writes=("labels",),
        settings=lambda bench: (label_rules(bench), learned_in_use(bench)),
        facts=facts_of,
    ),
    Stage(
        name="brief",
        scope="call",
        version=1,
        reads=("compose", "purpose", "feel", "moments", "exchanges", "label"),
        writes=("brief_lines",),
        facts=lambda bench, call: (call.started_at, call.duration, call.customer, agents_of(bench, call)),
    ),
    Stage(
        name="curate",
        scope="library",
        version=4,
        reads=("compose", "grade", "assign", "exchanges", "score", "label"),
        writes=("playlists", "clips"),
        settings=lambda bench: (
            bench.settings.playlists,
            bench.library.rows(TopicEdit),
            disputes_that_stand(bench.library),
        ),
    ),
)
