"""Speed of coachkit's transcription against its peers, on the same files, in one interleaved run.

    python benchmarks/speed.py CALL... [--legs 3]

Each leg hears every file once with each system, in turn; a system's time is its fastest leg. Models are
loaded before the clock starts. Peers hear the mono mix, as their users would give it to them: coachkit
hears every channel. All use the same base weights and as many threads as the machine has cores. The word
error rate is counted where a script lies beside the call (`scripts/NAME.json`), the words of both sides
in the order of their lines.
"""

import argparse
import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from coachkit.backends.audio import decode_channels
from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.backends.speech import Job, SpeechOptions, Transcript, transcribe_many
from coachkit.backends.whisper_files import openai_checkpoint, whisper_directory
from transcripts import report, tell, word_error_rate

THREADS = os.cpu_count() or 1
Hear = Callable[[Sequence[Path]], list[str]]
"""Files to texts."""


def coachkit_texts(paths: Sequence[Path]) -> list[str]:
    """Hear with the pool that `coachkit build` uses, its start and model loading included."""
    jobs = [Job(call_id=str(n), path=path, language="en") for n, path in enumerate(paths)]
    options = SpeechOptions(engine="faster-whisper", model="base")
    results = {job.call_id: result for job, result in transcribe_many(jobs, options)}
    texts = []
    for job in jobs:
        result = results[job.call_id]
        if not isinstance(result, Transcript):
            raise SystemExit(f"{job.path}: {result.reason}")
        texts.append("".join(word.text for word in sorted(result.words, key=lambda w: (w.start, w.n))))
    return texts


def mono(path: Path) -> Samples:
    """Return the mix of a recording's channels."""
    mix: Samples = np.mean(np.stack(decode_channels(path)), axis=0, dtype=np.float32)
    return mix


def faster_whisper_hear() -> Hear:
    """Return plain faster-whisper with its defaults (beam 5, sequential) and int8, as on any laptop."""
    from faster_whisper import WhisperModel

    model = WhisperModel(
        str(whisper_directory("base")), device="cpu", compute_type="int8", cpu_threads=THREADS
    )

    def hear(paths: Sequence[Path]) -> list[str]:
        return ["".join(s.text for s in model.transcribe(mono(path), language="en")[0]) for path in paths]

    return hear


def openai_whisper_hear() -> Hear:
    """Return openai-whisper with its defaults and word times, which coachkit also gives."""
    import torch
    import whisper

    torch.set_num_threads(THREADS)
    model = whisper.load_model(str(openai_checkpoint("base")))

    def hear(paths: Sequence[Path]) -> list[str]:
        return [
            str(model.transcribe(mono(path), language="en", fp16=False, word_timestamps=True)["text"])
            for path in paths
        ]

    return hear


def script_text(path: Path) -> str | None:
    """Return what a scripted call says, in the order of its lines; None without a script."""
    script = path.parent / "scripts" / f"{path.stem}.json"
    if not script.is_file():
        return None
    return " ".join(line["text"] for line in json.loads(script.read_text(encoding="utf-8"))["lines"])


def main() -> None:
    """Run the legs and print each system's best, and how many times faster coachkit is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("calls", type=Path, nargs="+")
    parser.add_argument("--legs", type=int, default=3)
    arguments = parser.parse_args()
    paths: list[Path] = arguments.calls
    seconds = sum(len(decode_channels(path)[0]) for path in paths) / SAMPLE_RATE
    systems: dict[str, Hear] = {
        "coachkit": coachkit_texts,
        "faster-whisper": faster_whisper_hear(),
        "openai-whisper": openai_whisper_hear(),
    }
    best: dict[str, float] = {}
    texts: dict[str, list[str]] = {}
    for leg in range(arguments.legs):
        for name, hear in systems.items():
            began = time.perf_counter()
            texts[name] = hear(paths)
            took = time.perf_counter() - began
            best[name] = min(best.get(name, took), took)
            tell(f"leg {leg + 1}: {name} {took:.1f} s for {seconds:.0f} s of sound")
    scripts = [script_text(path) for path in paths]
    known = [n for n, script in enumerate(scripts) if script]
    results = []
    for name, took in best.items():
        wer = (
            word_error_rate([scripts[n] or "" for n in known], [texts[name][n] for n in known])
            if known
            else None
        )
        results.append(
            {
                "system": name,
                "seconds": round(took, 2),
                "x_realtime": round(seconds / took, 2),
                "wer": None if wer is None else round(wer, 4),
            }
        )
    ratio = {name: round(took / best["coachkit"], 2) for name, took in best.items() if name != "coachkit"}
    report({"results": results, "ratio": ratio, "sound_seconds": round(seconds, 1), "legs": arguments.legs})


if __name__ == "__main__":
    main()
