"""Hear the channels of one call: packed windows first, then, with care, what that left without words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from coachkit.backends.coverage import VoiceLevels, find_gaps
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


class Rejected(NamedTuple):
    """Text that a guard took for invented."""

    segment: HeardSegment
    rule: str


@dataclass(slots=True)
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

    def take(self, segment: HeardSegment, span: SpeechSpan) -> bool:
        """Keep what was heard in `span`, or put it aside if a guard objects; tell which."""
        rule = rejected_by(
            segment,
            speech=(span.end - span.start) / SAMPLE_RATE,
            sounds=self.sounds,
            duration=len(self.samples) / SAMPLE_RATE,
            earlier=self.heard,
        )
        if rule is None:
            self.heard.append(segment)
        else:
            self.rejected.append(Rejected(segment, rule))
        return rule is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    """What hearing a call took."""

    language: str | None
    windows: int


def listen(ears: Sequence[Ear], transcriber: Transcriber, language: str | None) -> Listened:
    """Fill each ear with what is said on its channel, every word at its true time.

    `language` None means: find out, from the first windows.
    """
    by_channel = {ear.n: ear for ear in ears}
    pieces = [piece for ear in ears for piece in ear.pieces]
    clear = [piece for piece in pieces if not by_channel[piece.channel].is_mostly_sound(piece)]
    doubtful = [piece for piece in pieces if by_channel[piece.channel].is_mostly_sound(piece)]
    sound = {ear.n: ear.samples for ear in ears}
    windows = [join_pieces(sound, group) for group in (*pack_pieces(clear), *pack_pieces(doubtful))]
    texts = transcriber.hear([window.samples for window in windows], language=language)
    said = [found for w, text in zip(windows, texts, strict=True) for found in _by_piece(w, text)]
    for piece, segment in sorted(said, key=lambda found: found[1].start):
        by_channel[piece.channel].take(segment, piece.span)
    found = language or next((text.language for text in texts if text.words), None)
    again = sum(_hear_gaps(ear, transcriber, found) for ear in ears)
    return Listened(language=found, windows=len(windows) + again)


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


def _hear_gaps(ear: Ear, transcriber: Transcriber, language: str | None) -> int:
    """Hear again, each alone and led by time stamps, what got no words; return how many windows that took."""
    levels = VoiceLevels(ear.samples)
    ear.heard = [_tightened(segment, levels) for segment in ear.heard]
    words = sorted((word.start, word.end) for segment in ear.heard for word in segment.words)
    clear = [p.span for p in ear.pieces if not ear.is_mostly_sound(p)]
    gaps = find_gaps(clear, words, levels)
    for gap in gaps:
        span = gap.span(len(ear.samples))
        offset = span.start / SAMPLE_RATE
        said = False
        for segment in transcriber.transcribe(ear.samples[span.start : span.end], language=language):
            inside = [
                moved
                for word in segment.words
                if gap.start <= ((moved := _moved(word, offset)).start + moved.end) / 2 < gap.end
            ]
            if inside:
                said |= ear.take(_tightened(_with_words(segment, inside), levels), span)
        if not said:
            ear.unheard += gap.voice
    return len(gaps)


def _moved(word: HeardWord, seconds: float) -> HeardWord:
    return replace(word, start=word.start + seconds, end=word.end + seconds)


def _tightened(segment: HeardSegment, levels: VoiceLevels) -> HeardSegment:
    times = [levels.tighten(word) for word in segment.words]
    words = [replace(w, start=a, end=b) for w, (a, b) in zip(segment.words, times, strict=True)]
    return _with_words(segment, words)
