"""Hear the channels of one call: packed windows first, then, with care, what that left without words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from coachkit.backends.coverage import VoiceLevels, seconds_without_words
from coachkit.backends.guards import rejected_by
from coachkit.backends.protocols import SAMPLE_RATE, HeardSegment, HeardWord, Samples, Transcriber
from coachkit.backends.sounds import HeardSound, find_sounds
from coachkit.backends.voice_activity import (
    Piece,
    SpeechSpan,
    Window,
    find_speech,
    join_pieces,
    pack_pieces,
)

_MOSTLY = 0.8
"""A piece of which this share is ringing, tones or music is heard apart: it may confuse what is beside it."""
_AT_ONCE = 16
"""Windows that are cut out of the sound together: each is a copy of up to 30 s."""

HEARD_AGAIN = "heard again"
"""The rule by which a text gives way to one that covers more of what is said."""


class Rejected(NamedTuple):
    """Text that a guard took for invented."""

    segment: HeardSegment
    rule: str


@dataclass
class Ear:
    """One channel: its sound, and what is found in it bit by bit."""

    n: int
    samples: Samples
    speech: list[SpeechSpan] = field(default_factory=list)
    sounds: list[HeardSound] = field(default_factory=list)
    heard: list[HeardSegment] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    unheard: float = 0.0
    """Seconds of voice without words."""

    @cached_property
    def levels(self) -> VoiceLevels:
        """How loud it is, from moment to moment."""
        return VoiceLevels(self.samples)

    def find_speech(self) -> None:
        """Find where somebody speaks, and what else there is to hear."""
        self.speech = find_speech(self.samples)
        self.sounds = find_sounds(self.samples)

    @property
    def pieces(self) -> list[Piece]:
        """The speech as pieces that can be packed."""
        return [Piece(channel=self.n, span=span) for span in self.speech]

    def is_mostly_sound(self, piece: Piece) -> bool:
        """Tell whether a piece of "speech" is nearly all ringing, tones or music."""
        start, end = piece.span.start / SAMPLE_RATE, piece.span.end / SAMPLE_RATE
        covered = sum(max(min(end, s.end) - max(start, s.start), 0.0) for s in self.sounds)
        return covered >= _MOSTLY * (end - start)

    def judge(
        self, segments: Sequence[HeardSegment], span: SpeechSpan, *, earlier: Sequence[HeardSegment] = ()
    ) -> list[HeardSegment]:
        """Return those of the segments heard in `span` that no guard objects to; put the others aside."""
        kept: list[HeardSegment] = []
        for segment in segments:
            rule = rejected_by(
                segment,
                speech=(span.end - span.start) / SAMPLE_RATE,
                sounds=self.sounds,
                duration=len(self.samples) / SAMPLE_RATE,
                earlier=[*earlier, *kept],
            )
            if rule is None:
                kept.append(segment)
            else:
                self.rejected.append(Rejected(segment, rule))
        return kept


class _Hearing:
    """A piece of speech, what was heard in it at first, and what a second, careful hearing gave."""

    def __init__(self, ear: Ear, piece: Piece, first: HeardSegment | None) -> None:
        self.piece = piece
        self.careful: list[HeardSegment] = []
        self._ear = ear
        heard = [_tightened(first, ear.levels)] if first else []
        self._kept = ear.judge(heard, piece.span, earlier=ear.heard)
        ear.heard += self._kept
        self._missing = self._seconds_missing(self._kept)

    @property
    def is_thin(self) -> bool:
        """Tell whether somebody speaks here and no words came of it, or none that a guard let pass."""
        return self._missing > 0 and not self._ear.is_mostly_sound(self.piece)

    def settle(self) -> None:
        """Give the channel what covers more of the piece, and count what is missing all the same."""
        careful = [_tightened(segment, self._ear.levels) for segment in self.careful]
        if careful and self._seconds_missing(careful) < self._missing:
            kept = self._ear.judge(careful, self.piece.span)
            if self._seconds_missing(kept) < self._missing:
                self._give_way(kept)
        if self.is_thin:
            self._ear.unheard += self._missing

    def _give_way(self, kept: list[HeardSegment]) -> None:
        for segment in self._kept:
            self._ear.heard.remove(segment)
            self._ear.rejected.append(Rejected(segment, HEARD_AGAIN))
        self._ear.heard += kept
        self._kept, self._missing = kept, self._seconds_missing(kept)

    def _seconds_missing(self, segments: Sequence[HeardSegment]) -> float:
        return seconds_without_words(self.piece.span, _words_of(segments), self._ear.levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    """What hearing a call took."""

    language: str | None
    """The one in which most words are said; None where none are."""
    windows: int


def listen(ears: Sequence[Ear], transcriber: Transcriber, language: str | None) -> Listened:
    """Fill each ear with what is said on its channel, every word at its true time.

    `language` None means: find out, for the call by its first windows, and for a window that is clearly in
    another. What is heard again is heard in the language of the window it stood in.
    """
    by_channel = {ear.n: ear for ear in ears}
    pieces = [piece for ear in ears for piece in ear.pieces]
    clear = [piece for piece in pieces if not by_channel[piece.channel].is_mostly_sound(piece)]
    doubtful = [piece for piece in pieces if by_channel[piece.channel].is_mostly_sound(piece)]
    sound = {ear.n: ear.samples for ear in ears}
    groups = [*pack_pieces(clear), *pack_pieces(doubtful)]
    said, spoken = _hear_fast(groups, sound, transcriber, language)
    main = language or _main_language(said.values())
    hearings = {piece: _Hearing(by_channel[piece.channel], piece, said.get(piece)) for piece in pieces}
    thin = [hearing.piece for hearing in hearings.values() if hearing.is_thin]
    again = [
        (code if main else None, join_pieces(sound, group))
        for code in sorted({spoken[piece] for piece in thin})
        for group in pack_pieces([piece for piece in thin if spoken[piece] == code])
    ]
    for code, window in again:
        for segment in transcriber.transcribe(window.samples, language=code):
            for piece, part in _by_piece(window, segment):
                hearings[piece].careful.append(part)
    for hearing in hearings.values():
        hearing.settle()
    return Listened(language=main, windows=len(groups) + len(again))


def _hear_fast(
    groups: Sequence[Sequence[Piece]],
    sound: Mapping[int, Samples],
    transcriber: Transcriber,
    language: str | None,
) -> tuple[dict[Piece, HeardSegment], dict[Piece, str]]:
    """Return what is said in each piece, and in which language the window is that each stands in."""
    said: dict[Piece, HeardSegment] = {}
    spoken: dict[Piece, str] = {}
    for first in range(0, len(groups), _AT_ONCE):
        windows = [join_pieces(sound, group) for group in groups[first : first + _AT_ONCE]]
        likely = language or _main_language(said.values())
        texts = transcriber.hear([window.samples for window in windows], language=language, likely=likely)
        for window, text in zip(windows, texts, strict=True):
            said.update(_by_piece(window, text))
            spoken |= dict.fromkeys(window.pieces, text.language)
    return said, spoken


def _main_language(said: Iterable[HeardSegment]) -> str | None:
    """Return the language of most words, the first in alphabetical order on a tie."""
    words: Counter[str] = Counter()
    for segment in said:
        words[segment.language] += len(segment.words)
    return min(words, key=lambda code: (-words[code], code), default=None)


def _by_piece(window: Window, text: HeardSegment) -> Iterable[tuple[Piece, HeardSegment]]:
    """Divide a window's text among its pieces, with the words' times in the recording."""
    words: dict[int, list[HeardWord]] = {}
    for word in text.words:
        n, start, end = window.place(word.start, word.end)
        words.setdefault(n, []).append(replace(word, start=start, end=end))
    for n, own in words.items():
        yield window.pieces[n], _with_words(text, own)


def _with_words(segment: HeardSegment, words: Sequence[HeardWord]) -> HeardSegment:
    return replace(
        segment,
        start=words[0].start,
        end=words[-1].end,
        text="".join(word.text for word in words),
        words=tuple(words),
    )


def _words_of(segments: Iterable[HeardSegment]) -> list[HeardWord]:
    return [word for segment in segments for word in segment.words]


def _tightened(segment: HeardSegment, levels: VoiceLevels) -> HeardSegment:
    times = [levels.tighten(word) for word in segment.words]
    words = [replace(w, start=a, end=b) for w, (a, b) in zip(segment.words, times, strict=True)]
    return _with_words(segment, words)
