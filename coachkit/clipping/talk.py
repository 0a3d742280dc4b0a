"""Who speaks when in a call, and where nobody does: pauses are the only places to cut at.

All sides count, and all that is said: a menu and the other side's "mm-hm" as well.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from coachkit.conversation import talk_of, turns_of
from coachkit.models import Segment, Turn, Word
from coachkit.sentences import ends_sentence
from coachkit.word_times import heard_text, spoken_words, words_by_segment

Joint = Literal["turn", "sentence", "words"]
"""What is joined at a pause: two turns, two sentences of a turn, or only words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidWord:
    """A word as it is said and shown; times are in seconds."""

    channel: int
    start: float
    end: float
    text: str
    turn: int | None
    """Place in `TimedTalk.turns`; None where it is in none, as a menu or the listener's "mm-hm"."""
    is_heard: bool
    """Whether the times come from the sound, not from a transcript."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A stretch without words, in seconds; of no length where words touch."""

    start: float
    end: float
    ends: Joint
    """What ends with the word before it."""
    begins: Joint
    """What begins with the word after it."""
    is_heard: bool = False
    """Whether its times come from the sound, so that they are not exact."""

    @property
    def length(self) -> float:
        """How long it lasts, in seconds."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedTalk:
    """What clips of a call are cut from."""

    duration: float
    turns: tuple[Turn, ...]
    """Of the conversation, in the order in which they begin."""
    asides: tuple[Turn, ...]
    """What a listener says in between, such as "mm-hm" or "yes, please", which is no turn of its own."""
    words: tuple[SaidWord, ...]
    """Of all channels, in the order in which they begin."""
    pauses: tuple[Pause, ...]
    """In order: the first begins with the call, the last ends with it."""


def timed_talk(segments: Sequence[Segment], words: Iterable[Word], *, duration: float) -> TimedTalk:
    """Return who speaks when in a call of `duration` seconds.

    A segment without heard words, as in most transcripts that were given, is taken to be spoken evenly.
    """
    talk = talk_of(segments)
    turns = turns_of(talk)
    turn_of = {n: place for place, turn in enumerate(turns) for n in turn.segments}
    heard = words_by_segment(segments, words)
    said = [word for one in segments for word in _said(one, heard[one.n], turn_of.get(one.n))]
    said.sort(key=lambda word: (word.start, word.channel, word.end))
    return TimedTalk(
        duration=duration,
        turns=tuple(turns),
        asides=tuple(turn for one in talk if one.n not in turn_of for turn in turns_of([one])),
        words=tuple(word for word in said if word.text),
        pauses=tuple(_pauses(said, duration)),
    )


def _said(segment: Segment, heard: Sequence[Word], turn: int | None) -> Iterator[SaidWord]:
    """Yield the words of a segment; those that an edit took away without a text, as they still sound."""
    is_heard = segment.times_from == "sound" and bool(heard)
    shown = [
        (one.start, one.end, segment.text[one.start_char : one.end_char])
        for one in spoken_words(segment, heard)
    ]
    if heard and heard_text(heard) != segment.text:
        shown += [(word.start, word.end, "") for word in heard]
    for start, end, text in shown:
        yield SaidWord(channel=segment.channel, start=start, end=end, text=text, turn=turn, is_heard=is_heard)


def _pauses(words: Sequence[SaidWord], duration: float) -> Iterator[Pause]:
    """Yield the pauses around and between words that come in the order in which they begin."""
    last_of_turn = {word.turn: n for n, word in enumerate(words)}
    on_channel: dict[int, SaidWord] = {}
    last: tuple[int, SaidWord] | None = None
    for n, word in enumerate(words):
        if last is None:
            end = max(word.start, 0.0)
            yield Pause(start=0.0, end=end, ends="turn", begins="turn", is_heard=word.is_heard)
        elif word.start >= last[1].end:
            yield Pause(
                start=last[1].end,
                end=word.start,
                ends="turn" if last_of_turn[last[1].turn] == last[0] else _joint_after(last[1]),
                begins=_joint(on_channel.get(word.channel), word),
                is_heard=last[1].is_heard,
            )
        on_channel[word.channel] = word
        if last is None or word.end >= last[1].end:
            last = n, word
    start, is_heard = (last[1].end, last[1].is_heard) if last else (0.0, False)
    yield Pause(start=start, end=max(duration, start), ends="turn", begins="turn", is_heard=is_heard)


def _joint(before: SaidWord | None, word: SaidWord) -> Joint:
    """Return what begins with a word, given the word that its side said before."""
    return "turn" if before is None or before.turn != word.turn else _joint_after(before)


def _joint_after(word: SaidWord) -> Joint:
    return "sentence" if ends_sentence(word.text) else "words"
