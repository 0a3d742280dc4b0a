"""A library of any size for measuring the web page: calls put together, with the source's own beside them.

`scale_library.py` makes calls with what is searched and filed. Here each gets what the pages show besides
(what is worth playing, cases, its brief), taken over from a call of the source, and the calls, lists,
playbooks and cards of the source stand beside them as they are.
"""

import gc
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from coachkit import models
from coachkit.store.library import Library
from coachkit.store.tables import TABLES
from coachkit.store.turn_ids import first_id
from scale_library import BATCH, Recombined, fill, insert
from scale_source import take_apart
from transcripts import tell

SEGMENTS = 100
"""Lines a call, on average."""
_SHOWN = (
    models.BriefLine,
    models.PassagePurpose,
    models.Reason,
    models.Highlight,
    models.PromptVector,
    models.Case,
    models.LineVectors,
)
"""What a call takes over from another as it is."""
_THERE = (models.CorpusModel, models.Topic, models.TopicCentre, models.PhraseCount, models.VocabularyWord)


def make_library(path: Path, source_path: Path, *, calls: int) -> None:
    """Make the library at `path`; an unfinished one is continued, a whole one left as it is."""
    with Library.open_to_read(source_path) as source, Library.open(path, create=True) as library:
        _fill(library, source, calls=calls)
        if not library.rows(models.Highlight):
            _show(library, source)
            _add_source(library, source)


def _fill(library: Library, source: Library, *, calls: int) -> None:
    [(have,)] = library.values("select count(*) from calls")
    began = time.perf_counter()

    def so_far(count: int) -> None:
        if count % 500 == 0:
            tell(f"{count:,} calls, {time.perf_counter() - began:.0f} s")

    if isinstance(have, int) and have < calls:
        made = Recombined(take_apart(source), calls=calls, segments=SEGMENTS)
        usual = gc.get_threshold()
        gc.set_threshold(200_000, 50, 50)  # a third of the time would be looking for garbage
        fill(library, source, made, range(have, calls), so_far)
        gc.set_threshold(*usual)


def _show(library: Library, source: Library) -> None:
    """Give each call what the pages show of it, from any call of the source."""
    givers = [call.id for call in source.rows(models.Call)]
    rows = {giver: {noun: source.rows(noun, call_id=giver) for noun in _SHOWN} for giver in givers}
    takers = [str(row[0]) for row in library.values("select id from calls order by id")]
    chance = random.Random(1)  # noqa: S311 - not for secrets
    for start in range(0, len(takers), BATCH):
        together: dict[type, list[object]] = {noun: [] for noun in _SHOWN}
        for taker in takers[start : start + BATCH]:
            for noun, found in rows[chance.choice(givers)].items():
                together[noun] += [replace(row, call_id=taker) for row in found]  # type: ignore[type-var]
        insert(library, together)


def _add_source(library: Library, source: Library) -> None:
    """Put the calls of the source, and all that was made of all of them, beside the others."""
    rows: dict[type, Sequence[object]] = {
        table.noun: source.rows(table.noun) for table in TABLES if table.noun not in _THERE
    }
    turns: list[object] = []
    for call in source.rows(models.Call):
        own = source.rows(models.SpokenTurn, call_id=call.id)
        first = first_id(library, call, len(own))
        turns += [replace(turn, id=first + turn.n) for turn in own]
    known = {noun: {*library.rows(noun)} for noun in (models.Agent, models.Customer)}
    for noun, there in known.items():
        rows[noun] = [row for row in rows[noun] if row not in there]
    insert(library, {**rows, models.SpokenTurn: turns})
