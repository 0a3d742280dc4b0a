"""What agents do in the replies of a call, and what the prompts mean: stored with its highlights."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coachkit.line_vectors import LineMeanings
from coachkit.models import Exchange, Highlight, LineVectors, Moment, PromptVector, Segment, StageRows, Turn
from coachkit.replies.prompts import prompt_vector
from coachkit.replies.reply import reply_of
from coachkit.replies.traits import traits_of


def with_replies(
    highlights: Sequence[Highlight],
    turns: Sequence[Turn],
    *,
    segments: Sequence[Segment],
    exchanges: Iterable[Exchange],
    moments: Sequence[Moment],
    vectors: Sequence[LineVectors],
) -> StageRows:
    """Return a call's highlights with what the agent does in the replies, and the meaning of the prompts.

    A highlight has a row of `prompt_vectors` only where a customer begins it and the reply could be read.
    """
    by_number = {one.n: one for one in segments}
    exchange_of = {one.n: one for one in exchanges}
    meanings = LineMeanings.of(vectors)
    read: list[object] = []
    prompts: list[object] = []
    for one in highlights:
        reply = None
        if one.exchange is not None:
            reply = reply_of(exchange_of[one.exchange], turns, segments=by_number, moments=moments)
        if reply is None or not reply.sentences:
            read.append(one)
            continue
        read.append(replace(one, traits=tuple(map(str, traits_of(reply)))))
        vector = prompt_vector((by_number[n] for n in reply.prompt.segments), meanings)
        if vector is not None:
            prompts.append(PromptVector(call_id=one.call_id, n=one.n, vector=vector))
    return {"highlights": read, "prompt_vectors": prompts}
