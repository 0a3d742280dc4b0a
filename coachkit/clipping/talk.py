"""Who speaks when in a call, and where nobody does: pauses are the only places to cut at.

All sides count, and all that is said: a menu and the other side's "mm-hm" as well.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, NamedTuple

from coachkit.conversation import talk_of, turns_of
from coachkit.models import Segment, Turn
from coachkit.sentences import ends_sentence
from coachkit.word_times import TimedWord, heard_text, spoken_words, words_by_segment

Joint = Literal["turn", "sentence", "words"]
"""What is joined at a pause: two turns, two sentences of a turn, or only words."""


# A call has a thousand words, and as many pauses: named tuples are made several times as fast as dataclasses.


class SaidWord(NamedTuple):
    """A word as it is said and shown; times are in seconds."""

    start: float
    channel: int
    end: float
    text: str
    turn: int | None
    """Place in `TimedTalk.turns`; None where it is in none, as a menu or the listener's "mm-hm"."""
    is_heard: bool
    """Whether the times come from the sound, not from a transcript."""


class Pause(NamedTuple):
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


def timed_talk(segments: Sequence[Segment], words: Iterable[TimedWord], *, duration: float) -> TimedTalk:
    """Return who speaks when in a call of `duration` seconds.

    A segment without heard words, as in most transcripts that were given, is taken to be spoken evenly.
    """
    talk = talk_of(segments)
    turns = turns_of(talk)
    turn_of = {n: place for place, turn in enumerate(turns) for n in turn.segments}
    heard = words_by_segment(segments, words)
    said = [word for one in segments for word in _said(one, heard[one.n], turn_of.get(one.n))]
    said.sort(key=itemgetter(0, 1, 2))
    return TimedTalk(
        duration=duration,
        turns=tuple(turns),
        asides=tuple(turn for one in talk if one.n not in turn_of for turn in turns_of([one])),
        words=tuple(word for word in said if word.text),
        pauses=tuple(_pauses(said, duration)),
    )


def _said(segment: Segment, heard: Sequence[TimedWord], turn: int | None) -> Iterator[SaidWord]:
    """Yield the words of a segment; those that an edit took away without a text, as they still sound."""
    is_heard = segment.times_from == "sound" and bool(heard)
    if heard and heard_text(heard) == segment.text:
        for word in heard:
            yield SaidWord(word.start, segment.channel, word.end, word.text.strip(), turn, is_heard)
        return
    for one in spoken_words(segment, heard):
        text = segment.text[one.start_char : one.end_char]
        yield SaidWord(one.start, segment.channel, one.end, text, turn, is_heard)
    for word in heard:
        yield SaidWord(word.start, segment.channel, word.end, "", turn, is_heard)


def _pauses(words: Sequence[SaidWord], duration: float) -> Iterator[Pause]:
    """Yield the pauses around and between words that come in the order in which they begin."""
    last_of_turn = {word.turn: n for n, word in enumerate(words)}
    on_channel: dict[int, SaidWord] = {}
    last, place, until = None, 0, 0.0
    for n, word in enumerate(words):
        if last is None:
            yield Pause(0.0, max(word.start, 0.0), "turn", "turn", word.is_heard)
        elif word.start >= until:
            before = on_channel.get(word.channel)
            begins = _joint(before, word)
            if before is last and begins != "turn":  # as nearly always: the same words end and begin
                ends: Joint = begins
            else:
                ends = "turn" if last_of_turn[last.turn] == place else _joint_after(last)
            yield Pause(until, word.start, ends, begins, last.is_heard)
        on_channel[word.channel] = word
        if last is None or word.end >= until:
            last, place, until = word, n, word.end
    yield Pause(until, max(duration, until), "turn", "turn", last.is_heard if last else False)


def _joint(before: SaidWord | None, word: SaidWord) -> Joint:
    """Return what begins with a word, given the word that its side said before."""
    return "turn" if before is None or before.turn != word.turn else _joint_after(before)


def _joint_after(word: SaidWord) -> Joint:
    return "sentence" if ends_sentence(word.text) else "words"
