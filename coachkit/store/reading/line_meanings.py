"""The meanings of what agents say in many calls, read in one go."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import numpy as np
import numpy.typing as npt

from coachkit.behaviours.meanings import CallMeanings, Meanings
from coachkit.models import Case
from coachkit.store.library import Library

Codes = npt.NDArray[np.int8]
_TOGETHER = 500
"""Calls that are read at once, so that what is not needed is soon let go."""


def meanings_of(library: Library, cases: Sequence[Case]) -> Meanings:
    """Return the vectors of the lines that agents say in some cases, and of the sentences in them.

    Only these are kept: 384 bytes each.
    """
    wanted: dict[str, set[int]] = {}
    for case in cases:
        wanted.setdefault(case.call_id, set()).update(case.segments)
    calls = sorted(wanted)
    found: dict[str, CallMeanings] = {}
    for first in range(0, len(calls), _TOGETHER):
        found |= _read(library, {call: wanted[call] for call in calls[first : first + _TOGETHER]})
    return Meanings(calls=found)


def _read(library: Library, wanted: Mapping[str, set[int]]) -> dict[str, CallMeanings]:
    sentences: dict[str, dict[int, dict[int, Codes]]] = {}
    sql = """
        select call_id, dimensions, lines, marks, embedding from sentence_vectors
        where call_id in (select value from json_each(:calls))
    """
    for call, places, rows in _vectors(library, sql, wanted):
        own = sentences.setdefault(call, {})
        for (line, mark), row in zip(places, rows, strict=True):
            if line in wanted[call]:
                own.setdefault(line, {})[mark] = row.copy()
    sql = """
        select call_id, dimensions, lines, lines, embedding from line_vectors
        where call_id in (select value from json_each(:calls))
    """
    lines: dict[str, dict[int, Codes]] = {}
    for call, places, rows in _vectors(library, sql, wanted):
        needed = wanted[call] - sentences.get(call, {}).keys()
        lines[call] = {n: row.copy() for (n, _), row in zip(places, rows, strict=True) if n in needed}
    return {
        call: CallMeanings(lines=lines.get(call, {}), sentences=sentences.get(call, {}))
        for call in sorted(lines.keys() | sentences.keys())
    }


def _vectors(
    library: Library, sql: str, wanted: Mapping[str, set[int]]
) -> Iterator[tuple[str, Sequence[tuple[int, int]], Codes]]:
    """Yield the call, the two numbers of each row, and the rows."""
    for values in library.each(sql, {"calls": json.dumps([*wanted])}):
        call, dimensions, lines, marks, embedding = values
        rows = np.frombuffer(cast(bytes, embedding), np.int8).reshape(-1, cast(int, dimensions))
        places = zip(json.loads(cast(str, lines)), json.loads(cast(str, marks)), strict=True)
        yield cast(str, call), [*places], rows
