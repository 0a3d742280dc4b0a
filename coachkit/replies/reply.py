"""The reply of an exchange: all that the agent says and does between the prompt and the reaction.

`Exchange.reply` is only the turn that the customer reacts to; what an agent does is seen in all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coachkit.conversation import QUESTION_MARKS, is_backchannel
from coachkit.languages import is_full
from coachkit.models import Exchange, Moment, Segment, Turn
from coachkit.moments.question_forms import is_put_as_question
from coachkit.sentences import sentences_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySentence:
    """A sentence of the agent's."""

    turn: int
    """Place of its turn in `Reply.turns`."""
    text: str
    is_question: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an agent answers to something that a customer says."""

    name: str
    """`Exchange.name`: what it is about."""
    prompt: Turn
    """The customer's turn."""
    turns: tuple[Turn, ...]
    """The agent's, in order: at least one."""
    sentences: tuple[ReplySentence, ...]
    """In a language whose words are read; none where no sentence is."""
    moments: tuple[Moment, ...]
    """Of the agent's, and nobody's (silence, music), between the prompt and the reaction."""
    speaks_of_rival: bool
    """Whether a competitor is named between the prompt and the reaction, by anybody."""
    has_times: bool
    """Whether the times of the turns are known, and not estimated from a transcript without any."""

    @property
    def delay(self) -> float | None:
        """Seconds from the end of the prompt to the agent's first words that are more than a “mm-hm”."""
        first = next((one for one in self.turns if not is_backchannel(one.text)), None)
        return first.start - self.prompt.end if first and self.has_times else None


def reply_of(
    exchange: Exchange,
    turns: Sequence[Turn],
    *,
    segments: Mapping[int, Segment],
    moments: Sequence[Moment],
) -> Reply | None:
    """Return the reply of an exchange; None where the agent brought it up, or says nothing to it.

    `turns` are those of the conversation in order, `segments` all of the call by `Segment.n`.
    """
    prompt = next((turn for turn in turns if turn.start == exchange.prompt_start), None)
    if prompt is None or prompt.role != "customer":
        return None
    until = exchange.quote_start if exchange.quote_start > prompt.end else exchange.end
    own = tuple(turn for turn in turns if turn.role == "agent" and prompt.start < turn.start < until)
    if not own:
        return None
    lines = [segments[n] for turn in (prompt, *own) for n in turn.segments]
    return Reply(
        name=exchange.name,
        prompt=prompt,
        turns=own,
        sentences=tuple(_sentences(own, segments)),
        moments=tuple(one for one in moments if _is_in_reply(one, prompt.start, until)),
        speaks_of_rival=exchange.kind == "competitor"
        or any(one.kind == "competitor" and prompt.start <= one.start < until for one in moments),
        has_times=all(one.times_from != "estimate" for one in lines),
    )


def _is_in_reply(moment: Moment, start: float, until: float) -> bool:
    is_nobodys = moment.segment is None
    return (moment.role == "agent" or is_nobodys) and start < (moment.start + moment.end) / 2 < until


def _sentences(turns: Sequence[Turn], segments: Mapping[int, Segment]) -> Iterator[ReplySentence]:
    for place, turn in enumerate(turns):
        lines = [segments[n] for n in turn.segments]
        text = " ".join(line.text for line in lines if is_full(line.language))
        for start, end in sentences_of(text):
            said = text[start:end]
            yield ReplySentence(
                turn=place,
                text=said,
                is_question=said.rstrip().endswith(QUESTION_MARKS)
                or is_put_as_question(said, by_customer=False),
            )
