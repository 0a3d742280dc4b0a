"""The steps that find what is named and said in a call."""

from coachkit.conversation import words_of
from coachkit.models import (
    Annotation,
    Call,
    CorpusModel,
    Segment,
    StageRows,
    Word,
)
from coachkit.pipeline.steps import phrases as phrase_steps
from coachkit.pipeline.steps import tracking as tracker_steps
from coachkit.pipeline.steps.bench import PHRASES, Bench, company_names, people_on, talk_on
from coachkit.stages.annotate import annotate_segments
from coachkit.stages.index import index_turns
from coachkit.stages.judge_mentions import judge_mentions
from coachkit.stages.match import match_mentions, match_rules
from coachkit.store.turn_ids import first_id


def annotate(bench: Bench, call: Call) -> StageRows:
    """Let spaCy look at the segments, each in its language."""
    segments = bench.library.rows(Segment, call_id=call.id)
    texts, languages = [s.text for s in segments], [s.language for s in segments]
    seen = bench.tools.annotator.annotate(texts, languages)
    return {"annotations": [*annotate_segments(segments, seen)]}


def index(bench: Bench, call: Call) -> StageRows:
    """Cut the call into turns and write their words for searching."""
    segments = bench.library.rows(Segment, call_id=call.id)
    annotations = bench.library.rows(Annotation, call_id=call.id)
    place = first_id(bench.library, call, turns=len(segments))
    return {"turns": [*index_turns(segments, annotations, first_id=place)]}


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


def _nobodys_news(bench: Bench, call: Call) -> frozenset[str]:
    """Return the folded words of the names of the company and of all who are on the call."""
    names = (*company_names(bench), *people_on(bench, call))
    return frozenset(word for name in names for word in words_of(name))


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
    model = CorpusModel(kind=PHRASES, epoch=epoch, fingerprint=fingerprint, calls=len(calls))
    return {"corpus_models": [model], "phrase_counts": [*counts]}


def track(bench: Bench, call: Call) -> StageRows:
    """Find where the words of trackers are said."""
    segments = talk_on(bench, call)
    return tracker_steps.track(bench.library, bench.settings, call, segments, zipf=bench.tools.zipf)


def embed_lines(bench: Bench, call: Call) -> StageRows:
    """Embed every line that says enough."""
    return tracker_steps.lines_of(talk_on(bench, call), lambda: bench.tools.embedder)


def embed_sentences(bench: Bench, call: Call) -> StageRows:
    """Embed the sentences of the agents' lines that have several."""
    own = [line for line in talk_on(bench, call) if line.role == "agent"]
    return tracker_steps.sentences_in(own, lambda: bench.tools.embedder)


def sense(bench: Bench, call: Call) -> StageRows:
    """Find lines that mean what a tracker's examples mean."""
    segments = talk_on(bench, call)
    return tracker_steps.sense(bench.library, bench.settings, call, segments, lambda: bench.tools.embedder)
