"""One speech system in an environment of its own, told line by line what to hear.

    python benchmarks/peer.py SYSTEM --model FOLDER --threads N

Run by `speed.py`. Loads the model, prints {"version"}, and then, for each line on stdin (a JSON list of
NumPy files with mono sound at 16 kHz), hears them all and prints {"seconds", "texts"}. Every system stays
at its defaults, but for int8 where it has that, and word times in openai-whisper, which coachkit gives too.
"""

import argparse
import contextlib
import json
import os
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

Hear = Callable[[Any], str]
"""Sound (float32, -1 to 1) to text."""


def open_openai_whisper(folder: Path, threads: int) -> Hear:
    """Load openai-whisper in float32, with word times."""
    import torch
    import whisper

    torch.set_num_threads(threads)
    model = whisper.load_model(str(next(folder.glob("*.pt"))))
    return lambda sound: str(model.transcribe(sound, language="en", fp16=False, word_timestamps=True)["text"])


def open_faster_whisper(folder: Path, threads: int) -> Hear:
    """Load faster-whisper in int8: sequential, beam 5, no word times."""
    from faster_whisper import WhisperModel

    model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=threads)
    return lambda sound: "".join(s.text for s in model.transcribe(sound, language="en")[0])


def open_whisper_ctranslate2(folder: Path, threads: int) -> Hear:
    """Load whisper-ctranslate2 in int8, batched, with its command's defaults."""
    from src.whisper_ctranslate2.transcribe import Transcribe, TranscriptionOptions

    model = Transcribe(str(folder), "cpu", 0, "int8", threads, "", True, True, 8)
    options = TranscriptionOptions(
        beam_size=5,
        best_of=5,
        patience=1.0,
        length_penalty=1.0,
        repetition_penalty=1.0,
        no_repeat_ngram_size=0,
        log_prob_threshold=-1.0,
        no_speech_threshold=0.6,
        compression_ratio_threshold=2.4,
        condition_on_previous_text=True,
        prompt_reset_on_temperature=0.5,
        temperature=[0.0, 0.2, 0.4, 0.6, 0.8, 1.0],
        initial_prompt=None,
        prefix=None,
        hotwords=None,
        suppress_blank=True,
        suppress_tokens=[-1],
        word_timestamps=False,
        print_colors=False,
        prepend_punctuations="",
        append_punctuations="",
        hallucination_silence_threshold=None,
        vad_filter=True,
        vad_threshold=None,
        vad_min_speech_duration_ms=None,
        vad_max_speech_duration_s=None,
        vad_min_silence_duration_ms=None,
        multilingual=False,
    )

    def hear(sound: Any) -> str:
        found = model.inference(sound, "transcribe", "en", verbose=False, live=True, options=options)
        return "".join(segment["text"] for segment in found["segments"])

    return hear


def open_whisperx(folder: Path, threads: int) -> Hear:
    """Load WhisperX in int8, without its alignment, which needs a model of its own."""
    import whisperx

    model = whisperx.load_model(str(folder), "cpu", compute_type="int8", threads=threads, language="en")
    return lambda sound: " ".join(s["text"] for s in model.transcribe(sound, batch_size=8)["segments"])


SYSTEMS: dict[str, Callable[[Path, int], Hear]] = {
    "openai-whisper": open_openai_whisper,
    "faster-whisper": open_faster_whisper,
    "whisper-ctranslate2": open_whisper_ctranslate2,
    "whisperx": open_whisperx,
}


def main() -> None:
    """Serve one system until stdin ends; whatever libraries print goes to stderr."""
    parser = argparse.ArgumentParser()
    parser.add_argument("system", choices=SYSTEMS)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    with contextlib.redirect_stdout(sys.stderr):
        hear = SYSTEMS[arguments.system](arguments.model, arguments.threads)
        print(json.dumps({"version": version(arguments.system)}), file=answers, flush=True)
        for line in sys.stdin:
            sounds = [np.load(path) for path in json.loads(line)]
            began = time.perf_counter()
            texts = [hear(sound) for sound in sounds]
            took = time.perf_counter() - began
            print(json.dumps({"seconds": took, "texts": texts}), file=answers, flush=True)


if __name__ == "__main__":
    main()
