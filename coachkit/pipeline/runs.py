"""What was run on which call and from what, small enough for millions of runs.

The runs of a few calls are read call by call, as a change to one call asks for no more; where more are asked
for, all are read at once. A run takes a hundred and seventy bytes here, and would take eight hundred as a row
of its table.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from coachkit.store.library import Library
from coachkit.store.reading.runs import calls_run, each_run, outputs_of_stage, runs_of_call

FEW = 20
"""So many calls are read one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """From what a stage was run, and what came of it; both hashes."""

    fingerprint: str
    output: str


class Runs:
    """The last run of each stage on each call, and on the library, whose call id is empty."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._by_stage: dict[str, dict[str, str]] = defaultdict(dict)
        self._read: set[str] | None = set()
        """Ids of the calls that were read; None: of all calls."""

    def get(self, call_id: str, stage: str) -> Ran | None:
        """Return the last run; None where there is none."""
        self._read_call(call_id)
        both = self._by_stage[stage].get(call_id)
        if both is None:
            return None
        fingerprint, _, output = both.partition(" ")
        return Ran(fingerprint=fingerprint, output=output)

    def put(self, call_id: str, stage: str, ran: Ran) -> None:
        """Take a run that the library holds now in place of the last."""
        if self._read is None or call_id in self._read:
            self._by_stage[stage][call_id] = f"{ran.fingerprint} {ran.output}"

    def calls(self, stage: str) -> int:
        """Return on how many calls a stage was run."""
        return calls_run(self._library, stage)

    def outputs(self, stages: Iterable[str]) -> list[str]:
        """Return what came of each of these stages on all calls, a text for each stage, to be hashed."""
        return [outputs_of_stage(self._library, stage) for stage in stages]

    def _read_call(self, call_id: str) -> None:
        if self._read is None or call_id in self._read:
            return
        if len(self._read) < FEW:
            self._read.add(call_id)
            self._keep(runs_of_call(self._library, call_id))
        else:
            self._read = None
            self._keep(each_run(self._library))

    def _keep(self, runs: Iterable[tuple[str, str, str, str]]) -> None:
        ids: dict[str, str] = {}
        for call_id, stage, fingerprint, output in runs:
            # One text for each call's id, and one for both hashes, is what makes it small.
            self._by_stage[stage][ids.setdefault(call_id, call_id)] = f"{fingerprint} {output}"
