"""Tell text that a recogniser invented from text that somebody said.

Where nobody speaks, Whisper still writes: it loops, or falls back on the subtitles it was trained with.
Each rule is a small function over what is known of a stretch of text, and a text that any of them
rejects is kept aside under the rule's name. A rule never judges by one sign that honest speech shows too:
what is wrongly set aside is lost to the coach, so at most three words in a thousand may be.
"""

import re
import tomllib
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources

from coachkit.backends.protocols import HeardSegment
from coachkit.backends.sounds import HeardSound
from coachkit.conversation import words_of
from coachkit.cues import CueList, compile_cues
from coachkit.models import SoundKind

# Whisper's own thresholds (openai/whisper, transcribe.py); they are of a whole window, so that a rule
# which uses one also wants a sign from the text itself.
_NO_SPEECH = 0.6
_LOW_LOGPROB = -1.0
_REPETITIVE = 2.4
# Mean probability of a text's words: clear speech is sure, inventions are all over the range.
_SURE = 0.8
_DOUBTFUL = 0.6
_GUESSED = 0.35
# How often a row of up to so many words may stand in a row; a single word twice as often.
_LONGEST_PHRASE = 12
_OFTEN = 6
_OFTEN_IN_LOOP = 3
_SAME_AGAIN = 2
# Words a second, and from how many words or seconds of speech on they tell anything.
_MOST_WORDS_A_SECOND = 7.0
_FEWEST_WORDS_A_SECOND = 0.3
_HURRIED_WORDS = 4
_LONG_SPEECH = 6.0
# Seconds of speech, padding included, that are hardly more than a click.
_BLIP = 1.0
_STOCK_SHARE = 0.75
_UNDER = 0.6
_LATE = 0.1

_DESCRIBED = re.compile(r"\[[^\]\[]*\]|\([^()]*\)|\*[^*]*\*|[♪♫♬♩🎵🎶][^♪♫♬♩🎵🎶]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A stretch of text and what is known of the place it was heard in."""

    segment: HeardSegment
    words: tuple[str, ...]
    """Of the text: folded, without punctuation."""
    speech: float
    """Seconds of detected speech under it, the detector's padding included."""
    sounds: Sequence[HeardSound]
    duration: float
    """Seconds of the recording."""
    earlier: Sequence[HeardSegment]

    @property
    def probability(self) -> float:
        """Mean probability of its words, 0 to 1."""
        words = self.segment.words
        return sum(word.probability for word in words) / len(words) if words else 0.0

    @property
    def start(self) -> float:
        """Where its first word begins, in seconds."""
        return min((word.start for word in self.segment.words), default=self.segment.start)

    @property
    def end(self) -> float:
        """Where its last word ends, in seconds."""
        return max((word.end for word in self.segment.words), default=self.segment.end)


def rejected_by(
    segment: HeardSegment,
    *,
    speech: float,
    sounds: Sequence[HeardSound] = (),
    duration: float = float("inf"),
    earlier: Sequence[HeardSegment] = (),
) -> str | None:
    """Return the name of the rule by which nobody said this, or None if somebody did.

    `segment` is the text of one stretch of detected speech with its words in the channel's time; its
    three measures are its window's. `speech` is how many seconds of speech were detected there (padding
    included), `sounds` and `duration` (seconds) are the channel's, `earlier` are the segments before it
    on the channel, in time order.
    """
    evidence = Evidence(
        segment=segment,
        words=tuple(words_of(segment.text)),
        speech=speech,
        sounds=sounds,
        duration=duration,
        earlier=earlier,
    )
    return next((name for name, invented in RULES if invented(evidence)), None)


def _is_marked(one: Evidence) -> bool:
    """Say whether it only describes sounds: “[Music]”, “(laughs)”, “♪ la la ♪”, or has no letter."""
    return re.search(r"[^\W_]", _DESCRIBED.sub(" ", one.segment.text)) is None


def _is_past_the_end(one: Evidence) -> bool:
    return one.start > one.duration + _LATE


def _takes_no_time(one: Evidence) -> bool:
    """Say whether all of it lies at one instant; a single sure word may, beside a cut."""
    return one.end - one.start <= 0 and (len(one.words) > 1 or one.probability < _DOUBTFUL)


def _is_under(kind: SoundKind, one: Evidence) -> bool:
    """Say whether most of its time is a sound of this kind."""
    length = max(one.end - one.start, 0.1)
    shared = sum(
        max(min(one.end, sound.end) - max(one.start, sound.start), 0.0)
        for sound in one.sounds
        if sound.kind == kind
    )
    return shared > _UNDER * length


def _goes_round(one: Evidence) -> bool:
    """Say whether it says one thing over and over; less often is enough where its window does."""
    if compression_ratio(one.segment.text) > _REPETITIVE:
        return True
    often = _OFTEN_IN_LOOP if one.segment.compression_ratio > _REPETITIVE else _OFTEN
    return any(
        _most_copies(one.words, length) >= often + (often if length == 1 else 0)
        for length in range(1, min(_LONGEST_PHRASE, len(one.words) // often) + 1)
    )


def compression_ratio(text: str) -> float:
    """Return how much smaller a text is when compressed: Whisper's measure of repetition."""
    raw = text.strip().encode()
    return len(raw) / len(zlib.compress(raw))


def _most_copies(words: Sequence[str], length: int) -> int:
    """Return how often some row of `length` words stands in a row."""
    longest = current = 0
    for word, again in zip(words, words[length:], strict=False):
        current = current + 1 if word == again else 0
        longest = max(longest, current)
    return longest // length + 1


def _is_said_again(one: Evidence) -> bool:
    """Say whether the segments before it are word for word the same, and it is not sure."""
    before = one.earlier[-_SAME_AGAIN:]
    return (
        len(before) == _SAME_AGAIN
        and len(one.words) > 1
        and one.probability < _SURE
        and all(tuple(words_of(other.text)) == one.words for other in before)
    )


def _is_silent(one: Evidence) -> bool:
    """Say whether Whisper itself takes the window for silence, and the words do not speak against it."""
    window = one.segment.no_speech_prob > _NO_SPEECH and one.segment.avg_logprob < _LOW_LOGPROB
    return window and one.probability < _DOUBTFUL


def _is_guessed(one: Evidence) -> bool:
    """Say whether the recogniser believes hardly any of its words, and heard next to nothing."""
    return one.probability < _GUESSED and (one.speech < _BLIP or one.segment.no_speech_prob > _NO_SPEECH)


def _is_too_fast(one: Evidence) -> bool:
    count = len(one.segment.words)
    return count >= _HURRIED_WORDS and count > _MOST_WORDS_A_SECOND * max(one.speech, one.end - one.start)


def _is_too_slow(one: Evidence) -> bool:
    """Say whether long speech has given next to no words, and those are doubtful."""
    return (
        one.speech > _LONG_SPEECH
        and len(one.segment.words) < _FEWEST_WORDS_A_SECOND * one.speech
        and one.probability < _DOUBTFUL
    )


def _is_stock(name: str, one: Evidence) -> bool:
    """Say whether hardly anything but phrases of this list stands in it."""
    stock = sum(len(phrase.split()) for phrase in _stock_phrases(name).found_in(one.segment.text))
    return 0 < _STOCK_SHARE * len(one.words) <= stock


def _is_farewell(one: Evidence) -> bool:
    return _is_stock("farewells", one)


def _is_credit(one: Evidence) -> bool:
    return f"{' '.join(one.words)} ".startswith(_credits())


def _is_filler(one: Evidence) -> bool:
    """Say whether it is what Whisper falls back on, where next to nothing was heard."""
    return one.speech < _BLIP and one.probability < _DOUBTFUL and _is_stock("fillers", one)


@cache
def _pack() -> Mapping[str, Sequence[str]]:
    text = resources.files("coachkit.packs").joinpath("inventions.toml").read_text(encoding="utf-8")
    return {name: tuple(phrases) for name, phrases in tomllib.loads(text).items()}


@cache
def _credits() -> tuple[str, ...]:
    """Return what credits begin with; scripts without spaces have no end of a word to wait for."""
    return tuple(phrase + " " if phrase.isascii() else phrase for phrase in _pack()["credits"])


@cache
def _stock_phrases(name: str) -> CueList:
    return compile_cues(name, _pack()[name])


RULES: tuple[tuple[str, Callable[[Evidence], bool]], ...] = (
    ("marks", _is_marked),
    ("past the end", _is_past_the_end),
    ("no time", _takes_no_time),
    ("music", partial(_is_under, "music")),
    ("ringing", partial(_is_under, "ringing")),
    ("tones", partial(_is_under, "tones")),
    ("repetition", _goes_round),
    ("repetition", _is_said_again),
    ("speed", _is_too_fast),
    ("speed", _is_too_slow),
    ("silence", _is_silent),
    ("silence", _is_guessed),
    ("stock phrase", _is_credit),
    ("stock phrase", _is_farewell),
    ("stock phrase", _is_filler),
)
"""Every rule and its name, in the order in which they are asked."""
