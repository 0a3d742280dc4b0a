"""One recording to text: each channel on its own, speech only, every word at its true time.

Channels are never mixed: they tell the speakers apart better than any model, and people who speak
at the same time are both heard.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coachkit.backends.protocols import HeardSegment, HeardWord, Samples, Transcriber
from coachkit.backends.voice_activity import SpeechSpan, find_speech, join_spans, pack_spans, silence_bleed
from coachkit.models import (
    ChannelSound,
    Hearing,
    Quarantined,
    RawSegment,
    SoundSpan,
    StageRows,
    VoiceSpan,
    Word,
)

# Whisper's own rules (openai/whisper, transcribe.py): probably no speech, and text that repeats itself.
_NO_SPEECH = 0.6
_LOW_LOGPROB = -1.0
_REPETITIVE = 2.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """What was heard in one recording, numbered from 0 over the call: by channel, then by time."""

    raw_segments: tuple[RawSegment, ...]
    words: tuple[Word, ...]
    hearing: Hearing | None = None
    channels: tuple[ChannelSound, ...] = ()
    quarantine: tuple[Quarantined, ...] = ()
    sounds: tuple[SoundSpan, ...] = ()
    voices: tuple[VoiceSpan, ...] = ()

    def rows(self) -> StageRows:
        """Return all of it as rows by table."""
        return {
            "raw_segments": [*self.raw_segments],
            "words": [*self.words],
            "hearings": [self.hearing] if self.hearing else [],
            "channels": [*self.channels],
            "quarantine": [*self.quarantine],
            "sounds": [*self.sounds],
            "voices": [*self.voices],
        }


def transcribe_recording(
    channels: Sequence[Samples], *, call_id: str, language: str | None, transcriber: Transcriber
) -> Transcript:
    """Return what is said on each channel (mono sound at `SAMPLE_RATE`), with true times in seconds.

    `language` None means: find out, on the channel with the most speech, once for the call. A
    segment may lie across a pause; its words do not.
    """
    channels = silence_bleed(channels)
    speech = [find_speech(samples) for samples in channels]
    heard: dict[int, list[HeardSegment]] = {}
    for channel in sorted(range(len(channels)), key=lambda n: (-_length(speech[n]), n)):
        heard[channel] = list(_hear(channels[channel], speech[channel], language, transcriber))
        if language is None and heard[channel]:
            language = heard[channel][0].language
    return number_segments(call_id, [heard[channel] for channel in range(len(channels))])


def number_segments(call_id: str, channels: Sequence[Sequence[HeardSegment]]) -> Transcript:
    """Return what was heard on each channel as rows of one call; a segment without words is left out."""
    segments: list[RawSegment] = []
    words: list[Word] = []
    for channel, heard in enumerate(channels):
        for segment in sorted((one for one in heard if one.words), key=lambda one: one.words[0].start):
            first = len(words)
            words.extend(
                Word(
                    call_id=call_id,
                    n=first + n,
                    raw_segment=len(segments),
                    channel=channel,
                    start=round(word.start, 3),
                    end=round(word.end, 3),
                    text=word.text,
                    probability=round(word.probability, 4),
                )
                for n, word in enumerate(segment.words)
            )
            segments.append(
                RawSegment(
                    call_id=call_id,
                    n=len(segments),
                    channel=channel,
                    start=words[first].start,
                    end=max(word.end for word in words[first:]),
                    text=segment.text,
                    language=segment.language,
                    avg_logprob=round(segment.avg_logprob, 4),
                    no_speech_prob=round(segment.no_speech_prob, 4),
                    compression_ratio=round(segment.compression_ratio, 4),
                )
            )
    return Transcript(raw_segments=tuple(segments), words=tuple(words))


def is_invented(segment: HeardSegment) -> bool:
    """Return whether Whisper's own measures say that nobody said this."""
    silent = segment.no_speech_prob > _NO_SPEECH and segment.avg_logprob < _LOW_LOGPROB
    return silent or segment.compression_ratio > _REPETITIVE


def _hear(
    samples: Samples, spans: Sequence[SpeechSpan], language: str | None, transcriber: Transcriber
) -> Iterator[HeardSegment]:
    for window in pack_spans(spans):
        joined = join_spans(samples, window)
        segments = transcriber.transcribe(joined.samples, language=language)
        for segment in segments:
            if not is_invented(segment):
                yield replace(
                    segment,
                    words=tuple(_place(word, *joined.place(word.start, word.end)) for word in segment.words),
                )
        if language is None and segments:
            language = segments[0].language


def _place(word: HeardWord, start: float, end: float) -> HeardWord:
    return replace(word, start=start, end=end)


def _length(spans: Sequence[SpeechSpan]) -> int:
    return sum(span.end - span.start for span in spans)
