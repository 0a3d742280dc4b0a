"""The reply of an exchange: all that the agent says and does between the prompt and the reaction.

`Exchange.reply` is only the turn that the customer reacts to; what an agent does is seen in all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from coachkit.conversation import QUESTION_MARKS, is_backchannel
from coachkit.languages import is_full
from coachkit.models import Exchange, Moment, MomentKind, Segment, Turn
from coachkit.moments.question_forms import is_put_as_question
from coachkit.replies.rivals import rivals_named
from coachkit.sentences import sentences_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySentence:
    """A sentence of the agent's."""

    n: int
    """Number in the reply, from 0."""
    turn: int
    """Place of its turn in `Reply.turns`."""
    start: int
    """In characters of what its turn says in a language whose words are read."""
    text: str
    is_question: bool
    kinds: frozenset[MomentKind]
    """Of the agent's moments that it is a part of."""


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
    rivals: tuple[str, ...]
    """What competitors are called in the call (`coachkit.replies.rivals`)."""
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
    """Return the reply of an exchange, up to the reaction that is shown; None where there is none.

    There is none where the agent brought it up, or says nothing to it. `turns` are those of the conversation
    in order, `segments` all of the call by `Segment.n`.
    """
    prompt = next((turn for turn in turns if turn.start == exchange.prompt_start), None)
    if prompt is None or prompt.role != "customer":
        return None
    until = exchange.quote_start if exchange.quote_start > prompt.end else exchange.end
    stretch = Stretch(
        name=exchange.name, prompt=prompt, until=until, is_of_rival=exchange.kind == "competitor"
    )
    return reply_in(stretch, turns, segments=segments, moments=moments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Where a reply lies in a call."""

    name: str
    """What it is about, as exchanges have it; empty where it is about all of a call."""
    prompt: Turn
    """The customer's turn that it answers."""
    until: float
    """In seconds; turns that begin here or later are not of it."""
    is_of_rival: bool = False
    """Whether it is about a competitor."""


def reply_in(
    stretch: Stretch,
    turns: Sequence[Turn],
    *,
    segments: Mapping[int, Segment],
    moments: Sequence[Moment],
) -> Reply | None:
    """Return what the agent says and does in a stretch; None where they say nothing."""
    start, until = stretch.prompt.start, stretch.until
    own = tuple(turn for turn in turns if turn.role == "agent" and start < turn.start < until)
    if not own:
        return None
    lines = [segments[n] for turn in (stretch.prompt, *own) for n in turn.segments]
    held = tuple(one for one in moments if _is_in_reply(one, start, until))
    return Reply(
        name=stretch.name,
        prompt=stretch.prompt,
        turns=own,
        sentences=tuple(_sentences(own, segments, held)),
        moments=held,
        speaks_of_rival=stretch.is_of_rival
        or any(one.kind == "competitor" and start <= one.start < until for one in moments),
        rivals=rivals_named(moments),
        has_times=all(one.times_from != "estimate" for one in lines),
    )


def _is_in_reply(moment: Moment, start: float, until: float) -> bool:
    is_nobodys = moment.segment is None
    return (moment.role == "agent" or is_nobodys) and start < (moment.start + moment.end) / 2 < until


def read_lines(turn: Turn, segments: Mapping[int, Segment]) -> list[Segment]:
    """Return the lines of a turn whose words are read: those in a language of the packs."""
    return [segments[n] for n in turn.segments if is_full(segments[n].language)]


def _sentences(
    turns: Sequence[Turn], segments: Mapping[int, Segment], moments: Sequence[Moment]
) -> Iterator[ReplySentence]:
    number = count()
    for place, turn in enumerate(turns):
        text = " ".join(line.text for line in read_lines(turn, segments))
        for start, said, is_question in _split(text):
            yield ReplySentence(
                n=next(number),
                turn=place,
                start=start,
                text=said,
                is_question=is_question,
                kinds=frozenset([one.kind for one in moments if said in one.quote]),
            )


@lru_cache(maxsize=1024)
def _split(text: str) -> tuple[tuple[int, str, bool], ...]:
    """Return where the sentences of a turn begin, their words, and which of them ask."""
    # what is said once belongs to the replies to all that came up before it
    return tuple((start, text[start:end], _asks(text[start:end])) for start, end in sentences_of(text))


def _asks(said: str) -> bool:
    return said.rstrip().endswith(QUESTION_MARKS) or is_put_as_question(said, by_customer=False)
