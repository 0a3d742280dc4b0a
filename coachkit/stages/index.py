"""Index: cut a call into turns and write their words as they are searched."""

from collections.abc import Iterable, Sequence

from coachkit.conversation import questions_in, spoken_turns
from coachkit.models import Annotation, Segment, SpokenTurn, Turn
from coachkit.query.words import aligned_lemmas, plain_words, tokens_of


def index_turns(
    segments: Sequence[Segment], annotations: Iterable[Annotation], *, first_id: int
) -> list[SpokenTurn]:
    """Return the turns of one call, numbered from 0 and with ids from `first_id` on.

    Every segment is in one of them. `annotations` are those of the segments; where one is missing, words
    stand for their base forms.
    """
    by_n = {segment.n: segment for segment in segments}
    seen = {annotation.n: annotation for annotation in annotations}
    return [
        _spoken(turn, [by_n[number] for number in turn.segments], seen, n=n, number=first_id + n)
        for n, turn in enumerate(spoken_turns(segments))
    ]


def _spoken(
    turn: Turn, segments: Sequence[Segment], seen: dict[int, Annotation], *, n: int, number: int
) -> SpokenTurn:
    words: list[str] = []
    lemmas: list[str] = []
    for segment in segments:
        tokens = tokens_of(segment.text)
        annotation = seen.get(segment.n)
        words += [token.plain for token in tokens]
        lemmas += aligned_lemmas(tokens, annotation.tokens if annotation else ())
    return SpokenTurn(
        id=number,
        call_id=segments[0].call_id,
        n=n,
        first_segment=turn.segments[0],
        last_segment=turn.segments[-1],
        segments=turn.segments,
        role=turn.role,
        speaker=turn.speaker,
        part=segments[0].part,
        start=turn.start,
        end=turn.end,
        questions=questions_in(turn.text),
        words=" ".join(words),
        lemmas=" ".join(lemmas),
        speaker_words=" ".join(plain_words(turn.speaker)),
    )
