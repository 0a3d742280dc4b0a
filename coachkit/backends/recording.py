"""One recording to rows: what is said on each channel and what else is heard, at its true time.

Channels are never mixed: they tell the speakers apart better than any model, and people who speak
at the same time are both heard. Channels that carry the same sound are heard once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coachkit.backends.listening import Ear, listen
from coachkit.backends.protocols import SAMPLE_RATE, HeardSegment, Samples, Transcriber
from coachkit.backends.sound_quality import clipped_share, level, same_sound
from coachkit.backends.voice_activity import fewest_windows, silence_bleed
from coachkit.backends.voices import separate_voices
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
    """Return what is heard on each channel (mono sound at `SAMPLE_RATE`), with true times in seconds.

    The arrays are changed: what is only echo is silenced. `language` None means: find out, for each
    part of the call. A segment may lie across a pause; its words do not.
    """
    same_as = same_sound(channels)
    clipped = [clipped_share(samples) for samples in channels]
    ears = {n: Ear(n, samples) for n, samples in enumerate(channels) if same_as[n] is None}
    silence_bleed([ear.samples for ear in ears.values()])
    for ear in ears.values():
        ear.find_speech()
    listened = listen([*ears.values()], transcriber, language)
    said = number_segments(call_id, {n: ear.heard for n, ear in ears.items()})
    return replace(
        said,
        hearing=Hearing(
            call_id=call_id,
            model=transcriber.identity,
            language=listened.language,
            windows=listened.windows,
            fewest_windows=fewest_windows([piece for ear in ears.values() for piece in ear.pieces]),
        ),
        channels=tuple(
            _channel_row(call_id, n, ears.get(n) or ears[earlier or 0], clipped[n], earlier)
            for n, earlier in enumerate(same_as)
        ),
        quarantine=tuple(_quarantine(call_id, [*ears.values()])),
        sounds=tuple(_sounds(call_id, [*ears.values()])),
        voices=tuple(_voices(call_id, [*ears.values()])),
    )


def _channel_row(call_id: str, n: int, ear: Ear, clipped: float, same_as: int | None) -> ChannelSound:
    return ChannelSound(
        call_id=call_id,
        n=n,
        speech=round(sum(span.end - span.start for span in ear.speech) / SAMPLE_RATE, 2),
        unheard=round(ear.unheard, 2),
        level=level(ear.samples, ear.speech),
        clipped=round(clipped, 6),
        same_as=same_as,
    )


def _quarantine(call_id: str, ears: Sequence[Ear]) -> Iterator[Quarantined]:
    rejected = [(ear.n, *one) for ear in ears for one in sorted(ear.rejected, key=lambda r: r.segment.start)]
    for n, (channel, segment, rule) in enumerate(rejected):
        yield Quarantined(
            call_id=call_id,
            n=n,
            channel=channel,
            start=round(segment.start, 3),
            end=round(segment.end, 3),
            text=segment.text,
            rule=rule,
            avg_logprob=round(segment.avg_logprob, 4),
            no_speech_prob=round(segment.no_speech_prob, 4),
            compression_ratio=round(segment.compression_ratio, 4),
        )


def _sounds(call_id: str, ears: Sequence[Ear]) -> Iterator[SoundSpan]:
    found = [(ear.n, sound) for ear in ears for sound in ear.sounds]
    for n, (channel, sound) in enumerate(found):
        yield SoundSpan(
            call_id=call_id,
            n=n,
            channel=channel,
            kind=sound.kind,
            start=round(sound.start, 2),
            end=round(sound.end, 2),
        )


def _voices(call_id: str, ears: Sequence[Ear]) -> Iterator[VoiceSpan]:
    """Tell voices apart where one channel carries everybody; else the channels do."""
    if len(ears) != 1:
        return
    spans = separate_voices(ears[0].samples, ears[0].speech)
    for n, span in enumerate(spans):
        yield VoiceSpan(
            call_id=call_id,
            n=n,
            channel=ears[0].n,
            voice=span.voice,
            start=round(span.start, 3),
            end=round(span.end, 3),
        )


def number_segments(call_id: str, channels: Mapping[int, Sequence[HeardSegment]]) -> Transcript:
    """Return what was heard on each channel as rows of one call; a segment without words is left out."""
    segments: list[RawSegment] = []
    words: list[Word] = []
    for channel, heard in channels.items():
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
