"""What was run on which call and from what, small enough for millions of runs.

A run takes a hundred and seventy bytes here, and would take eight hundred as a row of its table.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from coachkit.store.library import Library
from coachkit.store.reading.runs import each_run


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """From what a stage was run, and what came of it; both hashes."""

    fingerprint: str
    output: str


class Runs:
    """The last run of each stage on each call, and on the library, whose call id is empty."""

    def __init__(self, runs: Iterable[tuple[str, str, str, str]] = ()) -> None:
        """Take (call id, stage, fingerprint, output) each."""
        self._by_stage: dict[str, dict[str, str]] = defaultdict(dict)
        ids: dict[str, str] = {}
        for call_id, stage, fingerprint, output in runs:
            # One text for each call's id, and one for both hashes, is what makes it small.
            self._by_stage[stage][ids.setdefault(call_id, call_id)] = f"{fingerprint} {output}"

    @classmethod
    def from_library(cls, library: Library) -> Self:
        """Return what was run so far."""
        return cls(each_run(library))

    def get(self, call_id: str, stage: str) -> Ran | None:
        """Return the last run; None where there is none."""
        both = self._by_stage[stage].get(call_id)
        if both is None:
            return None
        fingerprint, _, output = both.partition(" ")
        return Ran(fingerprint=fingerprint, output=output)

    def outputs(self, call_id: str, stages: Iterable[str]) -> list[str]:
        """Return what came of the last run of each of these stages, as hashes; of none where there is none."""
        runs = (self._by_stage[stage].get(call_id) for stage in stages)
        return [both.partition(" ")[2] for both in runs if both is not None]

    def put(self, call_id: str, stage: str, ran: Ran) -> None:
        """Take a run in place of the last."""
        self._by_stage[stage][call_id] = f"{ran.fingerprint} {ran.output}"

    def calls(self, stage: str) -> int:
        """Return on how many calls a stage was run."""
        return sum(1 for call_id in self._by_stage[stage] if call_id)
