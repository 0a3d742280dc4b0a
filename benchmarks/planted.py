"""How well the build finds what the scripts of the sample calls planted.

    python benchmarks/planted.py sample_calls [--db coachkit.db]

Compares a library built from the folder with its scripts: mentions of competitors and features, labels
without outcomes, planted exchanges, and the times of segment starts.
"""

import argparse
import json
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from coachkit.config import find_settings, load_settings
from coachkit.models import Call, Exchange, Label, Mention, Segment
from coachkit.pipeline import build_library
from coachkit.store.library import Library
from transcripts import report, tell

NEAR = 2.0
"""A mention counts as the script's if it lies this close to the line that holds it, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripted:
    """A call of the library and its script."""

    call: Call
    script: dict[str, Any]


def scripted_calls(library: Library, folder: Path) -> list[Scripted]:
    """Return the calls that have a script, mono mixes included."""
    found = []
    for call in library.rows(Call):
        script = folder / "scripts" / f"{Path(call.path).stem}.json"
        if script.is_file():
            found.append(Scripted(call=call, script=json.loads(script.read_text(encoding="utf-8"))))
    return found


def mention_counts(library: Library, calls: list[Scripted], kind: str) -> dict[str, float | int]:
    """Return how many planted mentions are found, and how many finds were not planted.

    What a menu or a message on a voicemail names is not planted: it must not be found.
    """
    planted = hit = found = 0
    for one in calls:
        expected = [
            (mention["name"], line["start"] - NEAR, line["end"] + NEAR)
            for line in one.script["lines"]
            if line.get("part", "talk") == "talk"
            for mention in line["mentions"]
            if mention["kind"] == kind
        ]
        got = [m for m in library.rows(Mention, call_id=one.call.id) if m.kind == kind]
        planted, found = planted + len(expected), found + len(got)
        for mention in got:
            match = next(
                (e for e in expected if e[0] == mention.name and e[1] <= mention.start <= e[2]), None
            )
            if match:
                expected.remove(match)
                hit += 1
            else:
                place = f"{Path(one.call.path).name} {mention.start:.1f}"
                tell(f"not planted: {place} {mention.name}: {mention.text}")
        for name, start, end in expected:
            segments = library.rows(Segment, call_id=one.call.id)
            said = " ".join(s.text for s in segments if s.end > start + NEAR and s.start < end - NEAR)
            tell(f"missed: {Path(one.call.path).name} {start + NEAR:.1f} {name}: {said}")
    return {
        "planted": planted,
        "recall": round(hit / planted, 4) if planted else 1.0,
        "precision": round(hit / found, 4) if found else 1.0,
    }


def label_agreement(library: Library, calls: list[Scripted]) -> dict[str, float | int]:
    """Return how often the score alone gives the label that the script intends (stereo calls)."""
    labels = {label.call_id: label for label in library.rows(Label)}
    stereo = [one for one in calls if one.call.channels == 2 and one.script["intended"] != "none"]
    pairs = Counter((one.script["intended"], str(labels[one.call.id].score_label)) for one in stereo)
    for one in stereo:
        if labels[one.call.id].score_label != one.script["intended"]:
            tell(
                f"label: {one.script['call']} is meant {one.script['intended']}, scored {labels[one.call.id]}"
            )
    clear = {pair: n for pair, n in pairs.items() if pair[0] != "neutral"}
    return {
        "agreement": round(sum(n for (a, b), n in pairs.items() if a == b) / len(stereo), 4),
        "agreement_good_bad": round(sum(n for (a, b), n in clear.items() if a == b) / sum(clear.values()), 4),
        "calls": len(stereo),
        "opposite": pairs["good", "bad"] + pairs["bad", "good"],
    }


def exchange_agreement(library: Library, calls: list[Scripted]) -> dict[str, int]:
    """Return what the planted good and bad exchanges were judged to be (stereo calls)."""
    verdicts: Counter[str] = Counter()
    for one in calls:
        if one.call.channels != 2:
            continue
        lines = {line["n"]: line for line in one.script["lines"]}
        for planted in one.script["exchanges"]:
            start, end = lines[planted["first_line"]]["start"], lines[planted["last_line"]]["end"]
            got = [
                e.verdict
                for e in library.rows(Exchange, call_id=one.call.id)
                if e.name == planted["name"] and e.start < end and e.end > start
            ]
            clear = [verdict for verdict in got if verdict != "neutral"]
            result = "missing" if not got else "neutral" if not clear else clear[0]
            if planted["verdict"] in got:
                result = planted["verdict"]
            tell(
                f"exchange: {one.script['call']} {planted['name']} planted {planted['verdict']}, judged {got}"
            )
            verdicts[f"{planted['verdict']} judged {result}"] += 1
    return dict(sorted(verdicts.items()))


def start_errors(library: Library, calls: list[Scripted]) -> dict[str, float]:
    """Return the error of segment starts against the nearest scripted line of the same side, in seconds."""
    errors = []
    for one in calls:
        if one.call.channels != 2:
            continue
        segments = library.rows(Segment, call_id=one.call.id)
        for line in one.script["lines"]:
            own = [abs(s.start - line["start"]) for s in segments if s.role == line["role"]]
            if own and len(line["text"].split()) > 2:
                errors.append(min(own))
    errors.sort()
    return {"median": round(median(errors), 3), "p95": round(errors[int(0.95 * len(errors))], 3)}


def main() -> None:
    """Build the folder (or take a library that is built) and print the comparison."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--db", type=Path, help="a library already built from the folder")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    with tempfile.TemporaryDirectory() as temporary:
        path = arguments.db or Path(temporary) / "coachkit.db"
        with Library.open(path, create=True) as library:
            build_library(folder, library, load_settings(find_settings(folder)))
            calls = scripted_calls(library, folder)
            report(
                {
                    "calls": len(calls),
                    "competitors": mention_counts(library, calls, "competitor"),
                    "features": mention_counts(library, calls, "feature"),
                    "labels_without_outcomes": label_agreement(library, calls),
                    "exchanges": exchange_agreement(library, calls),
                    "segment_start_error_s": start_errors(library, calls),
                }
            )


if __name__ == "__main__":
    main()
