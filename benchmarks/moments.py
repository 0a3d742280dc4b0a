"""How many of the moments that the scripts of recorded calls planted are found, and how many finds are right.

    python benchmarks/moments.py coachkit.db sample_calls/scripts

Takes a library that is built. A script's line says which kinds of moments it is (see sample_calls/README.md).
A moment is right where its kind is planted on a line of the same speaker that it overlaps, within two
seconds; a planted kind of a line is found where one moment does so. Silence and music are planted as events.

Calls whose scripts nobody looked at while the pack of moments was written have figures of their own
(`not read`). `--show KIND` prints what is missed and what is wrong of a kind (`all` for all).
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coachkit.models import Call, Moment
from coachkit.store.library import Library
from transcripts import report, tell

NEAR = 2.0
"""Seconds by which a moment may miss the line that it is planted on."""
NOT_READ = (
    *("20261110_1540", "20261111_1120", "20261112_1615", "20261116_1420"),
    *("20261118_0950", "20261120_1025", "20261123_1842"),
)
"""The sample calls whose scripts played no part in writing the pack."""
_EVENTS = {"hold_music": "hold", "dead_air": "dead_air"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A kind of moment on a line of a script."""

    kind: str
    role: str | None
    """None for what nobody says."""
    start: float
    end: float
    text: str

    def is_found_by(self, moment: Moment) -> bool:
        """Say whether a moment is this one."""
        return (
            moment.kind == self.kind
            and (self.role is None or moment.role in (self.role, "unknown"))
            and moment.start < self.end + NEAR
            and moment.end > self.start - NEAR
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One call: what is planted and what is found."""

    name: str
    planted: Sequence[Planted]
    moments: Sequence[Moment]


def planted_in(script: dict[str, Any]) -> list[Planted]:
    """Return the moments of a script's conversation."""
    spoken = [
        Planted(kind=kind, role=line["role"], start=line["start"], end=line["end"], text=line["text"])
        for line in script["lines"]
        if line.get("part", "talk") == "talk"
        for kind in line["moments"]
    ]
    events = [
        Planted(kind=_EVENTS[one["kind"]], role=None, start=one["start"], end=one["end"], text=one["kind"])
        for one in script.get("events", ())
        if one["kind"] in _EVENTS
    ]
    return [*spoken, *events]


def compare(calls: Iterable[Compared], *, show: str | None = None) -> dict[str, Any]:
    """Return recall and precision of all kinds together and of each."""
    planted: Counter[str] = Counter()
    recalled: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for call in calls:
        for one in call.planted:
            planted[one.kind] += 1
            if any(one.is_found_by(moment) for moment in call.moments):
                recalled[one.kind] += 1
            elif show in (one.kind, "all"):
                tell(f"missed {one.kind} {call.name} {one.start:.1f} {one.role}: {one.text}")
        for moment in call.moments:
            found[moment.kind] += 1
            if any(one.is_found_by(moment) for one in call.planted):
                right[moment.kind] += 1
            elif show in (moment.kind, "all"):
                place = f"{call.name} {moment.start:.1f} {moment.role}"
                tell(f"wrong {moment.kind} {place}: {moment.quote} [{moment.method}: {moment.detail}]")
    kinds = sorted(planted.keys() | found.keys())
    return {
        "planted": planted.total(),
        "recall": _share(recalled.total(), planted.total()),
        "precision": _share(right.total(), found.total()),
        "kinds": {
            kind: {
                "planted": planted[kind],
                "found": found[kind],
                "recall": _share(recalled[kind], planted[kind]),
                "precision": _share(right[kind], found[kind]),
            }
            for kind in kinds
        },
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def compared_calls(library: Library, scripts: Path, *, channels: int) -> list[Compared]:
    """Return the calls with so many channels that have a script, by name."""
    found = []
    for call in sorted(library.rows(Call), key=lambda one: Path(one.path).stem):
        path = scripts / f"{Path(call.path).stem}.json"
        if call.channels == channels and path.is_file():
            planted = planted_in(json.loads(path.read_text(encoding="utf-8")))
            moments = library.rows(Moment, call_id=call.id)
            found.append(Compared(name=path.stem, planted=planted, moments=moments))
    return found


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library", type=Path)
    parser.add_argument("scripts", type=Path)
    parser.add_argument("--show", metavar="KIND", help="print what is missed and wrong of this kind")
    arguments = parser.parse_args()
    with Library.open(arguments.library) as library:
        stereo = compared_calls(library, arguments.scripts, channels=2)
        mono = compared_calls(library, arguments.scripts, channels=1)
    fresh = [one for one in stereo if one.name.startswith(NOT_READ)]
    halves = {
        "read": compare(one for one in stereo if one not in fresh),
        "not read": compare(fresh),
        "mono": compare(mono),
    }
    report(
        {
            "calls": len(stereo),
            **compare(stereo, show=arguments.show),
            **{name: {key: part[key] for key in ("recall", "precision")} for name, part in halves.items()},
        }
    )


if __name__ == "__main__":
    main()
