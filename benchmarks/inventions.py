"""What a recogniser makes of sound without words, and what the guards cost where there are words.

    python benchmarks/inventions.py --minutes 30 [--sample-calls sample_calls] [FOLDER]
    python benchmarks/inventions.py --minutes 0 --speech sample_calls --speech MANIFEST.jsonl

The first makes silence, noise, hum, ringing, keys and music, cuts the hold music, ringing and beeps out of
the sample calls, and takes recordings without words from a folder (all are heard as calls of one channel).
The second hears recordings whose text is known, and counts the right words that a guard has set aside.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import jiwer

from coachkit.backends.audio import decode_channels
from coachkit.backends.guards import RULES
from coachkit.backends.protocols import Transcriber
from coachkit.backends.sounds import find_sounds
from coachkit.backends.speech import SpeechOptions, Transcript, open_transcriber, transcribe_recording
from line_sounds import RATE, Wordless, make_wordless
from transcripts import normalised, report, tell
from wer import Sample, read_manifest, read_scripts

WORDLESS_EVENTS = {"hold_music": "music", "ringing": "ringing", "beep": "tones", "key_press": "tones"}


@dataclass(slots=True)
class Heard:
    """What was made of one kind of sound."""

    seconds: float = 0.0
    invented_words: int = 0
    quarantined_words: int = 0
    sound_seconds: float = 0.0
    """In how much of it a ringing, tone or music was found."""
    texts: list[str] = field(default_factory=list)

    def add(self, other: "Heard") -> None:
        """Count the other's in."""
        self.seconds += other.seconds
        self.invented_words += other.invented_words
        self.quarantined_words += other.quarantined_words
        self.sound_seconds += other.sound_seconds
        self.texts += other.texts

    def as_json(self) -> dict[str, object]:
        """Return it for the report."""
        return {
            "seconds": round(self.seconds, 1),
            "invented_words": self.invented_words,
            "quarantined_words": self.quarantined_words,
            "found_as_sound_s": round(self.sound_seconds, 1),
            **({"invented": self.texts} if self.texts else {}),
        }


def sample_call_sounds(folder: Path) -> Iterator[Wordless]:
    """Cut hold music, ringing and beeps out of the sample calls, by the times in their scripts."""
    for path in sorted((folder / "scripts").glob("*.json")):
        script = json.loads(path.read_text(encoding="utf-8"))
        events = [event for event in script["events"] if event["kind"] in WORDLESS_EVENTS]
        if not events:
            continue
        audio = next(p for p in sorted(folder.glob(f"{path.stem}.*")) if p.suffix != ".json")
        channels = decode_channels(audio)
        for event in events:
            cut = slice(round(event["start"] * RATE), round(event["end"] * RATE))
            loudest = max(channels, key=lambda samples: float((samples[cut] ** 2).sum()))
            yield Wordless(kind=f"sample calls: {event['kind']}", samples=loudest[cut].copy())


def folder_sounds(folder: Path) -> Iterator[Wordless]:
    """Take each channel of each recording in a folder."""
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in {".wav", ".flac", ".mp3", ".opus", ".ogg", ".m4a"}:
            for samples in decode_channels(path):
                yield Wordless(kind=f"file: {path.name}", samples=samples)


def hear_wordless(sound: Wordless, transcriber: Transcriber) -> Heard:
    """Hear a sound without words as a call of one channel; every word kept is invented."""
    found = find_sounds(sound.samples)
    transcript = transcribe_recording([sound.samples], call_id="", language="en", transcriber=transcriber)
    return Heard(
        seconds=sound.seconds,
        invented_words=len(transcript.words),
        quarantined_words=sum(len(one.text.split()) for one in transcript.quarantine),
        sound_seconds=sum(one.end - one.start for one in found),
        texts=[segment.text.strip() for segment in transcript.raw_segments],
    )


def deleted_words(transcript: Transcript, channel: int, text: str) -> tuple[int, int, list[str]]:
    """Return the right words of a channel, how many of them are set aside, and the rules that did it.

    A word is right if it is the script's where both are aligned, before anything is set aside. Text set
    aside for another reason than a guard's, such as one that was heard better again, is left out.
    """
    guards = {name for name, _ in RULES}
    stretches = sorted(
        [(one.start, one.text, "") for one in transcript.raw_segments if one.channel == channel]
        + [
            (one.start, one.text, one.rule)
            for one in transcript.quarantine
            if one.channel == channel and one.rule in guards
        ]
    )
    rules: list[str] = []
    words: list[str] = []
    for _, said, rule in stretches:
        own = normalised(said).split()
        words += own
        rules += [rule] * len(own)
    reference = normalised(text)
    if not words or not reference:
        return 0, 0, []
    aligned = jiwer.process_words(reference, " ".join(words)).alignments[0]
    right = [
        rules[n]
        for chunk in aligned
        if chunk.type == "equal"
        for n in range(chunk.hyp_start_idx, chunk.hyp_end_idx)
    ]
    return len(right), sum(1 for rule in right if rule), sorted({rule for rule in right if rule})


def measure_speech(samples: list[Sample], transcriber: Transcriber) -> dict[str, object]:
    """Return how many right words the guards set aside, and how much speech is taken for a sound."""
    right = deleted = 0
    sounds = 0.0
    for sample in samples:
        channels = decode_channels(sample.audio)
        transcript = transcribe_recording(channels, call_id="", language="en", transcriber=transcriber)
        sounds += sum(one.end - one.start for one in transcript.sounds)
        for channel, text in enumerate(sample.texts):
            own_right, own_deleted, rules = deleted_words(transcript, channel, text)
            right, deleted = right + own_right, deleted + own_deleted
            if own_deleted:
                tell(f"{sample.audio.name} channel {channel}: {own_deleted} right words set aside by {rules}")
    return {
        "recordings": len(samples),
        "right_words": right,
        "deleted_words": deleted,
        "deleted_share": round(deleted / right, 5) if right else None,
        "found_as_sound_s": round(sounds, 1),
    }


def measure_wordless(sounds: Iterator[Wordless], transcriber: Transcriber) -> dict[str, object]:
    """Return what was made of all the sounds, by kind and together."""
    kinds: dict[str, Heard] = {}
    total = Heard()
    for sound in sounds:
        heard = hear_wordless(sound, transcriber)
        kinds.setdefault(sound.kind, Heard()).add(heard)
        total.add(heard)
        if heard.invented_words or heard.quarantined_words:
            tell(f"{sound.kind}: {heard.as_json()}")
    return {**total.as_json(), "by_kind": {kind: heard.as_json() for kind, heard in kinds.items()}}


def all_sounds(
    minutes: float, seed: int, sample_calls: Path | None, folder: Path | None
) -> Iterator[Wordless]:
    """Yield all the wordless sounds that were asked for."""
    if sample_calls:
        yield from sample_call_sounds(sample_calls)
    if folder:
        yield from folder_sounds(folder)
    if minutes > 0:
        yield from make_wordless(60 * minutes, seed=seed)


def main() -> None:
    """Measure what was asked for and print the result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", help="recordings in which nobody says a word")
    parser.add_argument("--minutes", type=float, default=30.0, help="of sounds made here")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--sample-calls", type=Path, help="the folder with the sample calls and their scripts"
    )
    parser.add_argument(
        "--speech", type=Path, action="append", default=[], help="a manifest or scripted calls"
    )
    parser.add_argument("--model", default="base")
    arguments = parser.parse_args()
    transcriber = open_transcriber(SpeechOptions(model=arguments.model), threads=1)
    sounds = all_sounds(arguments.minutes, arguments.seed, arguments.sample_calls, arguments.folder)
    result = measure_wordless(sounds, transcriber)
    if arguments.speech:
        result["speech"] = {
            str(path.name): measure_speech(
                list(read_scripts(path) if path.is_dir() else read_manifest(path)), transcriber
            )
            for path in arguments.speech
        }
    report(result)


if __name__ == "__main__":
    main()
