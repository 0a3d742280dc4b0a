"""Read, check and write the call scripts: one JSON file a call, with words, annotations and times in audio.

A script is what a person wrote plus what make.py measured (`start`, `end`). Both stand in one file, so that
a test or a benchmark reads one thing. The dicts stay dicts here: writing them back must keep every key.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any  # JSON as it stands in the files

from names import NameFinder

MOMENTS = frozenset(
    {
        "greeting",
        "verification",
        "reason",
        "question",
        "objection",
        "competitor",
        "feature_asked",
        "feature_failing",
        "price",
        "frustration",
        "praise",
        "empathy",
        "apology",
        "hold",
        "dead_air",
        "overtalk",
        "monologue",
        "promise",
        "next_step",
        "escalation",
        "resolution",
        "thanks",
        "goodbye",
    }
)
FORMATS = ("opus", "mp3", "wav", "flac")
ROLES = ("agent", "customer")
"""The channels, in order; announcements (role `other`) sound on the agent's."""
SPEAKERS = (*ROLES, "other")
PARTS = ("talk", "ivr", "voicemail")
EVENTS = ("hold_music", "dead_air", "ringing", "beep", "key_press")
VERDICTS = ("good", "bad", "neutral")
SECONDS = {"none": (20, 60)}
"""Shortest and longest call by what is intended, where not `USUAL_SECONDS`."""
USUAL_SECONDS = (60, 180)

Script = dict[str, Any]


def read_scripts(folder: Path) -> list[Script]:
    """Read all scripts of a folder, ordered by call."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def write_script(script: Mapping[str, Any], folder: Path) -> None:
    """Write a script with one line of the call per line of the file, as people want to read and diff it."""
    (folder / f"{script['call']}.json").write_text(format_script(script), encoding="utf-8")


def format_script(script: Mapping[str, Any]) -> str:
    """Format a script as JSON: lists of objects have one object a row."""
    rows = []
    for key, value in script.items():
        text = json.dumps(value, ensure_ascii=False)
        if isinstance(value, list) and value:
            items = ",\n".join(f"    {json.dumps(item, ensure_ascii=False)}" for item in value)
            text = f"[\n{items}\n  ]"
        rows.append(f"  {json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(rows) + "\n}\n"


def find_problems(script: Mapping[str, Any], finder: NameFinder) -> Iterator[str]:
    """Yield what is wrong in a script before any audio is made, each with call and line."""
    call, lines = script["call"], script["lines"]
    if script["format"] not in FORMATS or script.get("mono", "flac") not in FORMATS:
        yield f"{call}: format must be one of {', '.join(FORMATS)}"
    if script["intended"] not in (*VERDICTS, "none"):
        yield f"{call}: intended is {script['intended']!r}, must be none or one of {', '.join(VERDICTS)}"
    voices = [script[f"{role}_voice"] for role in sorted({line["role"] for line in lines})]
    if len(set(voices)) < len(voices):
        yield f"{call}: two of {', '.join(SPEAKERS)} have the same voice"
    for event in script["events"]:
        if event["kind"] not in EVENTS:
            yield f"{call}: event {event['kind']!r} must be one of {', '.join(EVENTS)}"
    for number, line in enumerate(lines, 1):
        where = f"{call} line {number}"
        if line["n"] != number:
            yield f"{where}: has n = {line['n']}; number the lines from 1"
        if line["role"] not in SPEAKERS:
            yield f"{where}: role is {line['role']!r}, must be one of {', '.join(SPEAKERS)}"
        if line.get("part", "talk") not in PARTS:
            yield f"{where}: part is {line['part']!r}, must be one of {', '.join(PARTS)}"
        for moment in sorted(set(line["moments"]) - MOMENTS):
            yield f"{where}: unknown moment {moment!r}"
        named = sorted((name.kind, name.name) for name in finder.find(line["text"]))
        listed = sorted((mention["kind"], mention["name"]) for mention in line["mentions"])
        if named != listed:
            yield f"{where}: the text names {named}, its mentions list {listed}"
    for exchange in script["exchanges"]:
        yield from _find_exchange_problems(call, exchange, lines)


def _find_exchange_problems(call: str, exchange: Mapping[str, Any], lines: list[Any]) -> Iterator[str]:
    """Yield problems of an exchange: lines out of range, or lines that never name what it is about."""
    first, last = exchange["first_line"], exchange["last_line"]
    if exchange["verdict"] not in VERDICTS or not 1 <= first < last <= len(lines):
        yield f"{call}: exchange {exchange} has a wrong verdict or wrong lines"
        return
    about = {"kind": exchange["kind"], "name": exchange["name"]}
    if not any(about in line["mentions"] for line in lines[first - 1 : last]):
        yield f"{call}: lines {first} to {last} never name {exchange['name']}"


def find_time_problems(script: Mapping[str, Any], seconds: float) -> Iterator[str]:
    """Yield what is wrong in the placed call: its length, or a speaker who talks over himself."""
    shortest, longest = SECONDS.get(script["intended"], USUAL_SECONDS)
    if not shortest <= seconds <= longest:
        yield f"{script['call']}: {seconds:.0f} s long, must be {shortest} to {longest} s"
    ends = dict.fromkeys(SPEAKERS, 0.0)
    for line in script["lines"]:
        if line["start"] < ends[line["role"]]:
            yield f"{script['call']} line {line['n']}: overlaps an earlier line of the same person"
        ends[line["role"]] = line["end"]
