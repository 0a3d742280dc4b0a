"""The time of a word: text that was corrected or edited is laid against the words that were heard.

What both have in common keeps its time. What stands in place of heard words has their time, shared out by
letters; what was added has the gap in which it stands. So a corrected name is played where it is said.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Protocol, TypeVar

from coachkit.models import Segment

_TOKEN = re.compile(r"\S+")
_NOT_LETTERS = re.compile(r"^\W+|\W+$")


class TimedWord(Protocol):
    """A word as it was heard: a stored `Word`, or as much of it as is needed here."""

    @property
    def n(self) -> int:
        """Its number in the call."""

    @property
    def start(self) -> float:
        """When it begins, in seconds."""

    @property
    def end(self) -> float:
        """When it ends, in seconds."""

    @property
    def text(self) -> str:
        """As it was heard, with the recogniser's leading space."""

    @property
    def probability(self) -> float:
        """How sure the recogniser was, 0 to 1."""


Heard = TypeVar("Heard", bound=TimedWord)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWord:
    """A word of a segment's text: its place in characters (end exclusive) and its time in seconds."""

    start_char: int
    end_char: int
    start: float
    end: float
    certainty: float
    """How sure the recogniser was, 0 to 1; 1 where a person or the settings gave the word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    """A piece of text without spaces, as it is compared: folded, without punctuation around it."""

    start: int
    end: int
    form: str


def words_by_segment(segments: Iterable[Segment], words: Iterable[Heard]) -> dict[int, list[Heard]]:
    """Return each segment's words, in order, by `Segment.n`."""
    by_number = {word.n: word for word in words}
    return {
        s.n: [by_number[n] for n in range(s.first_word, s.first_word + s.word_count) if n in by_number]
        for s in segments
    }


def heard_text(words: Sequence[TimedWord]) -> str:
    """Return what the words of a segment say, as `compose` writes it."""
    return "".join(word.text for word in words).strip()


def spoken_words(segment: Segment, words: Sequence[TimedWord]) -> list[SpokenWord]:
    """Return the words of a segment's text with their times; `words` are those that were heard in it.

    Exact where the text is what was heard. Without heard words, as in most transcripts that were given,
    letters are taken to be spoken evenly over the segment.
    """
    if not words:
        return _shared_out(_tokens(segment.text), segment.start, segment.end)
    text = heard_text(words)
    heard = _heard_words(words, text)
    return heard if text == segment.text else _laid_against(segment, heard, text)


def span_times(
    segment: Segment, spoken: Sequence[SpokenWord], start_char: int, end_char: int
) -> tuple[float, float]:
    """Return when the characters `start_char` to `end_char` of a segment's text are spoken, in seconds.

    `spoken` is what `spoken_words` returns for the segment.
    """
    hit = _within(spoken, start_char, end_char)
    if not hit:
        return segment.start, segment.end
    return min(word.start for word in hit), max(word.end for word in hit)


def span_certainty(spoken: Sequence[SpokenWord], start_char: int, end_char: int) -> float:
    """Return the lowest certainty among the words of a span, 0 to 1."""
    return min((word.certainty for word in _within(spoken, start_char, end_char)), default=1.0)


def _within(spoken: Sequence[SpokenWord], start_char: int, end_char: int) -> list[SpokenWord]:
    return [word for word in spoken if word.start_char < end_char and start_char < word.end_char]


def _heard_words(words: Sequence[TimedWord], text: str) -> list[SpokenWord]:
    """Return heard words at their places in the joined, stripped text."""
    joined = "".join(word.text for word in words)
    place = len(joined.lstrip()) - len(joined)
    found = []
    for word in words:
        inner = word.text.strip()
        start = place + word.text.find(inner)
        found.append(
            SpokenWord(
                start_char=max(start, 0),
                end_char=min(start + len(inner), len(text)),
                start=word.start,
                end=word.end,
                certainty=word.probability,
            )
        )
        place += len(word.text)
    return found


def _laid_against(segment: Segment, heard: Sequence[SpokenWord], text: str) -> list[SpokenWord]:
    """Return the words of a changed text; `text` is what was heard."""
    before, after = _tokens(text), _tokens(segment.text)
    timed = [_whole(token, heard) for token in before]
    matcher = SequenceMatcher(None, [t.form for t in before], [t.form for t in after], autojunk=False)
    found: list[SpokenWord] = []
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            found += [
                SpokenWord(
                    start_char=token.start,
                    end_char=token.end,
                    start=word.start,
                    end=word.end,
                    certainty=word.certainty,
                )
                for token, word in zip(after[j:j_end], timed[i:i_end], strict=True)
            ]
        elif tag == "replace":
            found += _shared_out(after[j:j_end], timed[i].start, timed[i_end - 1].end)
        elif tag == "insert":
            start = timed[i - 1].end if i else segment.start
            end = timed[i].start if i < len(timed) else segment.end
            found += _shared_out(after[j:j_end], start, max(start, end))
    return found


def _whole(token: _Token, heard: Sequence[SpokenWord]) -> SpokenWord:
    """Return a heard word, which the recogniser may have written as pieces such as "zen" and "-lane"."""
    pieces = _within(heard, token.start, token.end)
    return SpokenWord(
        start_char=token.start,
        end_char=token.end,
        start=pieces[0].start,
        end=pieces[-1].end,
        certainty=min(piece.certainty for piece in pieces),
    )


def _shared_out(tokens: Sequence[_Token], start: float, end: float) -> list[SpokenWord]:
    """Return words that fill the time from `start` to `end`, each as long as it has letters."""
    if not tokens:
        return []
    first, length = tokens[0].start, tokens[-1].end - tokens[0].start
    rate = (end - start) / length
    return [
        SpokenWord(
            start_char=token.start,
            end_char=token.end,
            start=start + (token.start - first) * rate,
            end=end if token is tokens[-1] else start + (token.end - first) * rate,
            certainty=1.0,
        )
        for token in tokens
    ]


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(start=found.start(), end=found.end(), form=word_form(found.group()))
        for found in _TOKEN.finditer(text)
    ]


@lru_cache(maxsize=10_000)
def word_form(token: str) -> str:
    """Return a word as it is compared with others: case folded, without punctuation around it."""
    folded = token.casefold().replace("’", "'")
    return _NOT_LETTERS.sub("", folded) or folded
