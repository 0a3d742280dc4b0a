"""The step that finds what of a call is worth hearing."""

from coachkit.clipping import timed_talk
from coachkit.models import (
    Call,
    Exchange,
    Label,
    LineVectors,
    Moment,
    Passage,
    Score,
    ScorePoint,
    Segment,
    StageRows,
    TopicPassage,
)
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.replying import with_replies
from coachkit.stages.highlight import Heard, highlights_of
from coachkit.store.reading.words import heard_words


def highlight(bench: Bench, call: Call) -> StageRows:
    """Find what of the call is worth hearing."""
    library = bench.library
    exchanges = library.rows(Exchange, call_id=call.id)
    label = next(iter(library.rows(Label, call_id=call.id)), None)
    if not exchanges and (label is None or label.label not in ("good", "bad")):
        return {"highlights": [], "prompt_vectors": []}  # many calls: their words need not be read
    cards = {one.card for one in library.rows(Score, call_id=call.id) if one.is_main}
    segments = library.rows(Segment, call_id=call.id)
    heard = Heard(
        talk=timed_talk(segments, heard_words(library, call.id), duration=call.duration),
        exchanges=exchanges,
        points=[one for one in library.rows(ScorePoint, call_id=call.id) if one.card in cards],
        label=label,
        moments=library.rows(Moment, call_id=call.id),
        topics=library.rows(TopicPassage, call_id=call.id),
        passages=library.rows(Passage, call_id=call.id),
    )
    return with_replies(
        highlights_of(heard, bench.settings.playlists),
        heard.talk.turns,
        segments=segments,
        exchanges=exchanges,
        moments=heard.moments,
        vectors=library.rows(LineVectors, call_id=call.id),
    )
