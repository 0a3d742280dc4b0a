"""Word error rate of coachkit's transcription on recordings whose text is known.

    python benchmarks/wer.py MANIFEST.jsonl [--engine ENGINE]... [--model MODEL]
    python benchmarks/wer.py sample_calls --telephone

A manifest has a line {"audio": path beside it, "text": what is said} for each recording. A folder of
sample calls has scripts, which are compared channel by channel. With --telephone, everything is heard again
through a telephone line (300 to 3400 Hz, 8 kHz, G.711 µ-law), and the ratio of both rates is printed.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from coachkit.backends.audio import decode_channels
from coachkit.backends.protocols import SAMPLE_RATE, Samples, Transcriber
from coachkit.backends.speech import SpeechOptions, Transcript, open_transcriber, transcribe_recording
from transcripts import report, tell, word_error_rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A recording and what is said on each of its channels."""

    audio: Path
    texts: tuple[str, ...]


def read_manifest(path: Path) -> Iterator[Sample]:
    """Yield the recordings of a manifest; all channels of a recording are compared with one text."""
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        yield Sample(audio=path.parent / entry["audio"], texts=(entry["text"],))


def read_scripts(folder: Path) -> Iterator[Sample]:
    """Yield the stereo calls of a folder with scripts.

    Channel 0 has the agent's text and that of announcements, channel 1 the customer's.
    """
    for script in sorted((folder / "scripts").glob("*.json")):
        lines = json.loads(script.read_text(encoding="utf-8"))["lines"]
        texts = tuple(
            " ".join(line["text"] for line in lines if line["role"] in roles)
            for roles in (("agent", "other"), ("customer",))
        )
        audio = next(p for p in sorted(folder.glob(f"{script.stem}.*")) if p.suffix != ".json")
        yield Sample(audio=audio, texts=texts)


def heard_text(transcript: Transcript, channel: int) -> str:
    """Return the words of one channel."""
    return "".join(word.text for word in transcript.words if word.channel == channel).strip()


def through_telephone(samples: Samples) -> Samples:
    """Return sound as it comes out of a telephone line: band-pass, 8 kHz, µ-law with 8 bits (ITU-T G.711)."""
    from scipy.signal import butter, resample_poly, sosfilt

    band = butter(6, (300, 3400), "bandpass", fs=SAMPLE_RATE, output="sos")
    narrow = np.clip(resample_poly(sosfilt(band, samples), 1, 2), -1, 1)
    coded = np.round(127 * np.sign(narrow) * np.log1p(255 * np.abs(narrow)) / np.log(256)) / 127
    decoded = np.sign(coded) * (256 ** np.abs(coded) - 1) / 255
    heard: Samples = resample_poly(decoded, 2, 1)[: len(samples)].astype(np.float32)
    return heard


def measure(
    samples: list[Sample], transcriber: Transcriber, line: Callable[[Samples], Samples] | None = None
) -> dict[str, Any]:
    """Return the word error rate over all samples, and by channel where there are two."""
    references: dict[int, list[str]] = {}
    hypotheses: dict[int, list[str]] = {}
    for sample in samples:
        channels = [line(sound) if line else sound for sound in decode_channels(sample.audio)]
        transcript = transcribe_recording(channels, call_id="", language="en", transcriber=transcriber)
        for channel, text in enumerate(sample.texts):
            references.setdefault(channel, []).append(text)
            hypotheses.setdefault(channel, []).append(heard_text(transcript, channel))
        last = [word_error_rate(references[c][-1:], hypotheses[c][-1:]) for c in sorted(references)]
        tell(f"{sample.audio.name}: {', '.join(f'{rate:.3f}' for rate in last)}")
    everything = word_error_rate([*chain(*references.values())], [*chain(*hypotheses.values())])
    by_channel = [round(word_error_rate(references[c], hypotheses[c]), 4) for c in sorted(references)]
    return {"wer": round(everything, 4), "by_channel": by_channel, "recordings": len(samples)}


def main() -> None:
    """Measure the engines asked for and print the result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="a manifest, or a folder of sample calls with scripts")
    parser.add_argument("--engine", action="append", choices=["faster-whisper", "openai-whisper"])
    parser.add_argument("--model", default="base")
    parser.add_argument("--telephone", action="store_true")
    arguments = parser.parse_args()
    data: Path = arguments.data
    samples = list(read_scripts(data) if data.is_dir() else read_manifest(data))
    results = []
    for engine in arguments.engine or ["faster-whisper"]:
        options = SpeechOptions(engine=engine, model=arguments.model)
        transcriber = open_transcriber(options, threads=2)
        result = {"engine": engine, "model": arguments.model, **measure(samples, transcriber)}
        if arguments.telephone:
            line = measure(samples, transcriber, through_telephone)
            result |= {"telephone_wer": line["wer"], "ratio": round(line["wer"] / result["wer"], 3)}
        results.append(result)
    report({"results": results})


if __name__ == "__main__":
    main()
