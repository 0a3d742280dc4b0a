"""Speed of coachkit's transcription against its peers, on the same files, in one interleaved run.

    uv venv peers && uv pip install --python peers/bin/python -r benchmarks/peers.in
    python benchmarks/speed.py CALL... --peers peers/bin/python [--legs 3] [--only SYSTEM]...

Each leg hears every file once with each system, in turn; a system's time is its fastest leg. Models are
loaded before the clock starts. Peers hear the mono mix, decoded beforehand, as their users would give it to
them: coachkit decodes the files and hears every channel. All use the same base weights and as many
threads as the machine has cores. The word error rate is counted where a script lies beside the call
(`scripts/NAME.json`), the words of both sides in the order of their lines.

`encoder_limit` is how far coachkit is from the encoder alone: the seconds that its windows take to
encode, shared out over the cores, divided by the seconds it took in all.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import numpy as np

from coachkit.backends.audio import decode_channels
from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.backends.speech import Job, SpeechOptions, Transcript, open_pool, transcribe_in
from coachkit.backends.whisper_files import openai_checkpoint
from transcripts import report, tell, word_error_rate

THREADS = os.cpu_count() or 1
PEERS = ("faster-whisper", "openai-whisper", "whisper-ctranslate2", "whisperx")


class Heard(NamedTuple):
    """What one leg gave."""

    seconds: float
    texts: list[str]


class Coachkit:
    """The pool that `coachkit build` uses, kept open."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.windows = self.fewest_windows = 0
        self._jobs = [
            Job(call_id=str(n), path=path, language="en", seconds=len(decode_channels(path)[0]) / SAMPLE_RATE)
            for n, path in enumerate(paths)
        ]
        self._pool = open_pool(SpeechOptions())
        # Every process loads its models with its first recording.
        list(self._pool.run(sorted(self._jobs, key=lambda job: job.seconds)[:1] * THREADS))

    def hear(self) -> Heard:
        """Hear all files once."""
        began = time.perf_counter()
        results = {job.call_id: result for job, result in transcribe_in(self._pool, self._jobs)}
        took = time.perf_counter() - began
        found = [results[job.call_id] for job in self._jobs]
        transcripts = [one for one in found if isinstance(one, Transcript)]
        if len(transcripts) < len(found):
            raise SystemExit(f"not heard: {[one for one in found if not isinstance(one, Transcript)]}")
        hearings = [one.hearing for one in transcripts if one.hearing]
        self.windows = sum(one.windows for one in hearings)
        self.fewest_windows = sum(one.fewest_windows for one in hearings)
        return Heard(took, [_in_order(one) for one in transcripts])

    def close(self) -> None:
        """End the processes."""
        self._pool.close()


class Peer:
    """Another system, in a process of its own environment."""

    def __init__(self, system: str, python: Path, sounds: Sequence[Path]) -> None:
        script = Path(__file__).with_name("peer.py")
        model = openai_checkpoint("base").parent
        self._sounds = [str(path) for path in sounds]
        self._process = subprocess.Popen(
            [python, script, system, "--model", model, "--threads", str(THREADS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.version = self._read()["version"]

    def hear(self) -> Heard:
        """Hear all sounds once."""
        if self._process.stdin:
            self._process.stdin.write(json.dumps(self._sounds) + "\n")
            self._process.stdin.flush()
        answer = self._read()
        return Heard(answer["seconds"], answer["texts"])

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.wait()

    def _read(self) -> Any:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise OSError("it ended")
        return json.loads(line)


class Mixes:
    """The mono mixes as files that peers read; removed at the end."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.files: list[Path] = []
        self.seconds = 0.0
        for n, path in enumerate(paths):
            mix: Samples = np.mean(np.stack(decode_channels(path)), axis=0, dtype=np.float32)
            self.seconds += len(mix) / SAMPLE_RATE
            self.files.append(Path(self._folder.name) / f"{n}.npy")
            np.save(self.files[-1], mix)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()


def _in_order(transcript: Transcript) -> str:
    return "".join(word.text for word in sorted(transcript.words, key=lambda w: (w.start, w.n)))


def script_text(path: Path) -> str | None:
    """Return what a scripted call says, in the order of its lines; None without a script."""
    script = path.parent / "scripts" / f"{path.stem}.json"
    if not script.is_file():
        return None
    return " ".join(line["text"] for line in json.loads(script.read_text(encoding="utf-8"))["lines"])


def encoding_seconds() -> float:
    """Return the least seconds that one thread takes for a window's encoding, as coachkit encodes."""
    from coachkit.backends.engine_faster import FasterWhisperEngine
    from coachkit.backends.speech import open_transcriber

    engine = open_transcriber(SpeechOptions(), threads=1)
    if not isinstance(engine, FasterWhisperEngine):
        raise SystemExit("only the default engine encodes apart")
    sound = np.random.default_rng(1).normal(0, 0.1, 30 * SAMPLE_RATE).astype(np.float32)
    took = []
    for _ in range(8):
        began = time.perf_counter()
        engine.encode_window(sound)
        took.append(time.perf_counter() - began)
    return min(took)


def open_peers(python: Path | None, wanted: Sequence[str], sounds: Sequence[Path]) -> dict[str, Peer]:
    """Open the systems that the environment has; those that do not start are named and left out."""
    peers: dict[str, Peer] = {}
    for system in wanted if python else ():
        try:
            peers[system] = Peer(system, python or Path(), sounds)
        except (OSError, ValueError) as error:
            tell(f"{system} does not run here: {error}")
    return peers


def main() -> None:
    """Run the legs and print each system's best, and how many times faster coachkit is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("calls", type=Path, nargs="+")
    parser.add_argument("--peers", type=Path, help="Python of the peers' environment")
    parser.add_argument("--only", action="append", choices=PEERS)
    parser.add_argument("--legs", type=int, default=3)
    arguments = parser.parse_args()
    scripts = [script_text(path) for path in arguments.calls]
    known = [n for n, script in enumerate(scripts) if script]
    best: dict[str, Heard] = {}
    with Mixes(arguments.calls) as mixes:
        own = Coachkit(arguments.calls)
        peers = open_peers(arguments.peers, arguments.only or PEERS, mixes.files)
        systems: dict[str, Coachkit | Peer] = {"coachkit": own, **peers}
        for leg in range(arguments.legs):
            for name, system in systems.items():
                heard = system.hear()
                best[name] = min(best.get(name, heard), heard, key=lambda one: one.seconds)
                tell(f"leg {leg + 1}: {name} {heard.seconds:.1f} s for {mixes.seconds:.0f} s of sound")
        for system in systems.values():
            system.close()
        each = encoding_seconds()
    took = best["coachkit"].seconds
    report(
        {
            "results": [
                {
                    "system": name,
                    "version": peers[name].version if name in peers else None,
                    "seconds": round(heard.seconds, 2),
                    "x_realtime": round(mixes.seconds / heard.seconds, 2),
                    "wer": _error_rate(scripts, heard.texts, known),
                    "coachkit_is_faster": round(heard.seconds / took, 2),
                }
                for name, heard in best.items()
            ],
            "sound_seconds": round(mixes.seconds, 1),
            "legs": arguments.legs,
            "windows": own.windows,
            "windows_over_fewest": round(own.windows / max(own.fewest_windows, 1), 3),
            "encoder_seconds_a_window": round(each, 3),
            "encoder_limit": round(own.windows * each / THREADS / took, 3),
        }
    )


def _error_rate(scripts: Sequence[str | None], texts: Sequence[str], known: Sequence[int]) -> float | None:
    if not known:
        return None
    return round(word_error_rate([scripts[n] or "" for n in known], [texts[n] for n in known]), 4)


if __name__ == "__main__":
    main()
