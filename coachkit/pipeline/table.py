"""The stages as a table: what each reads and writes, and what else its rows depend on.

This table is the truth about the pipeline. A stage is run again on a call when its fingerprint
changes: its version, the output of the stages it reads, the part of the settings it uses, the facts
about the call it uses, and the identity of its tools.
"""

from coachkit.cues import pack_text
from coachkit.keyphrases.plain import small_talk_text
from coachkit.models import StageName
from coachkit.moments.pack import PACK as MOMENTS
from coachkit.pipeline.dependence import (
    cards_used,
    curated_by,
    epoch_of,
    facts_of_meanings,
    facts_of_names,
    facts_of_words,
    foretold_by,
    heard_and_read,
    heard_or_read,
    learned_by,
    meanings_looked_for,
    measured_by,
    names_looked_for,
    parts_and_roles,
    reactions_judged_by,
    said_of_stretches,
    who_speaks,
    words_looked_for,
)
from coachkit.pipeline.stage import Stage
from coachkit.pipeline.steps.bench import PHRASES, company_names, people_on
from coachkit.pipeline.steps.briefing import agents_of
from coachkit.pipeline.steps.labelling import facts_of, label_rules, learned_in_use
from coachkit.pipeline.steps.moments import moment_facts
from coachkit.pipeline.steps.scoring import scoring_facts
from coachkit.purposes import PACK as PURPOSES
from coachkit.stages.feel import example_sentences

_LEARNED_FROM: tuple[StageName, ...] = (
    *("compose", "embed_lines", "feel", "measure"),
    *("assign", "moments", "exchanges", "score"),
)
"""What the features of the learned score are made of."""
_ASKED_OF: tuple[StageName, ...] = (
    *("compose", "index", "match", "keywords", "track", "sense", "measure", "grade", "assign"),
    *("moments", "exchanges", "score", "label", "highlight"),
)
"""What a list may be filled by: its query can ask for all of it."""
STAGES: tuple[Stage, ...] = (
    Stage(
        name="transcribe",
        scope="call",
        version=1,
        reads=(),
        writes=("raw_segments", "words", "hearings", "channels", "quarantine", "sounds", "voices"),
        facts=heard_or_read,
    ),
    Stage(
        name="compose",
        scope="call",
        version=3,
        reads=("transcribe",),
        writes=("segments", "speakers", "legs", "omissions"),
        settings=parts_and_roles,
        facts=who_speaks,
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
        settings=names_looked_for,
        facts=facts_of_names,
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
        settings=lambda bench: (epoch_of(bench, PHRASES), company_names(bench), small_talk_text()),
        facts=people_on,
        tools=("zipf",),
    ),
    Stage(
        name="track",
        scope="call",
        version=2,
        reads=("transcribe", "compose", "annotate"),
        writes=("tracker_hits",),
        settings=words_looked_for,
        facts=facts_of_words,
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
        settings=measured_by,
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
        settings=meanings_looked_for,
        facts=facts_of_meanings,
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
        settings=epoch_of,
    ),
    Stage(
        name="moments",
        scope="call",
        version=6,
        reads=("transcribe", "compose", "embed_lines", "match", "feel", "purpose"),
        writes=("moments",),
        settings=lambda _: pack_text(MOMENTS),
        facts=moment_facts,
        tools=("embedder",),
    ),
    Stage(
        name="exchanges",
        scope="call",
        version=4,
        reads=("compose", "match", "track", "embed_lines", "sense", "feel", "moments"),
        writes=("exchanges",),
        settings=reactions_judged_by,
        facts=said_of_stretches,
    ),
    Stage(
        name="score",
        scope="call",
        version=7,
        reads=(
            *("transcribe", "compose", "index", "match", "track", "sense"),
            *("feel", "measure", "moments", "exchanges"),
        ),
        writes=("scores", "score_points", "leg_scores"),
        settings=cards_used,
        facts=scoring_facts,
    ),
    Stage(
        name="weigh",
        scope="library",
        version=2,
        reads=_LEARNED_FROM,
        writes=("corpus_models", "learned_models", "learned_weights"),
        settings=learned_by,
    ),
    Stage(
        name="predict",
        scope="call",
        version=2,
        reads=_LEARNED_FROM,
        writes=("predictions", "prediction_reasons"),
        settings=foretold_by,
    ),
    Stage(
        name="label",
        scope="call",
        version=3,
        reads=("compose", "score", "predict"),
        writes=("labels",),
        settings=lambda bench: (label_rules(bench), learned_in_use(bench)),
        facts=facts_of,
    ),
    Stage(
        name="brief",
        scope="call",
        version=2,
        reads=("compose", "purpose", "feel", "moments", "exchanges", "label"),
        writes=("brief_lines",),
        facts=lambda bench, call: (call.started_at, call.duration, call.customer, agents_of(bench, call)),
    ),
    Stage(
        name="highlight",
        scope="call",
        version=1,
        reads=(
            *("transcribe", "compose", "embed_lines", "embed", "assign", "moments"),
            *("exchanges", "score", "label"),
        ),
        writes=("highlights", "prompt_vectors"),
        settings=heard_and_read,
        facts=lambda _, call: call.duration,
    ),
    Stage(
        name="curate",
        scope="library",
        version=6,
        reads=_ASKED_OF,
        writes=("playlists", "clips", "departures"),
        settings=curated_by,
    ),
)
