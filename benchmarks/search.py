"""How well a search finds what answers a question: by words, by meaning, and by both.

    python benchmarks/search.py MEETINGS.jsonl [--db search.db]

Each line is a meeting with questions: `{"id", "turns": [{"speaker", "text"}], "queries": [{"query",
"relevant_turns": [[first, last], …]}]}`. The meetings are imported as transcripts (2.5 words a second) and
built by the product's own pipeline; then each question is asked as it stands, once within its meeting and
once over all of them. A hit is right if its passage overlaps the turns that answer the question (its turn,
where it is in no passage). Prints MRR@10, the mean of 1 ÷ place of the first right hit, and the share of
questions with a right hit among ten.

`--db` keeps the library, so that a second run only asks. How far the figures would vary with other meetings
of the kind stands on stderr.
"""

import argparse
import csv
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np

from coachkit.config import Settings
from coachkit.errors import CoachkitError
from coachkit.models import Call, Passage, StageName
from coachkit.pipeline import build_library
from coachkit.pipeline.build import TITLES
from coachkit.pipeline.progress import Advance
from coachkit.query.tree import Node, OfCall, Value
from coachkit.searching.results import Asked, Hit, Mode
from coachkit.searching.search import Searcher
from coachkit.store.library import Library
from transcripts import report, tell

WORDS_A_SECOND = 2.5
PAUSE = 0.3
"""Seconds between two turns."""
PLACES = 10
NEEDED: tuple[StageName, ...] = ("transcribe", "compose", "annotate", "index", "embed", "pack")
"""The stages that a search needs; those between them are run as well, those after them are not."""
Span = tuple[float, float]


class Searchable(BaseException):
    """All that a search needs is there: the rest is not wanted."""


class UntilSearchable:
    """Tells what the build is at, and stops it where a search has all it needs."""

    @contextmanager
    def task(self, title: str, *, total: float) -> Iterator[Advance]:
        """Tell of a step."""
        titles = list(TITLES.values())
        if title in titles and titles.index(title) > max(titles.index(TITLES[name]) for name in NEEDED):
            raise Searchable
        tell(f"{title} ({total:,.0f})")
        yield lambda _=1: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, the file of its meeting, and the seconds in which it is answered."""

    text: str
    meeting: str
    answers: tuple[Span, ...]


def main() -> None:
    """Read the arguments, build, ask, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("meetings", type=Path)
    parser.add_argument("--db", type=Path, help="keep the library here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "meetings"
        folder.mkdir()
        questions = write_meetings(given.meetings, folder)
        with Library.open(given.db or Path(place) / "search.db", create=True) as library:
            try:
                build_library(folder, library, Settings(), progress=UntilSearchable())
            except Searchable:
                tell(f"{len(questions)} questions to ask")
            report(measure(library, questions))


def write_meetings(path: Path, folder: Path) -> list[Question]:
    """Write each meeting as a transcript, and return the questions."""
    questions = []
    with path.open(encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            meeting = json.loads(line)
            name = f"{n:03d}_{re.sub(r'[^A-Za-z0-9]+', '-', meeting['id'])}.csv"
            times = _write(meeting["turns"], folder / name)
            questions += [
                Question(
                    text=one["query"],
                    meeting=name,
                    answers=tuple((times[a][0], times[b][1]) for a, b in one["relevant_turns"]),
                )
                for one in meeting["queries"]
            ]
    return questions


def _write(turns: Sequence[Mapping[str, str]], path: Path) -> list[Span]:
    """Write a transcript and return the seconds of each turn; one without text is left out."""
    times, at = [], 0.0
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("start", "end", "speaker", "text"))
        for turn in turns:
            text = " ".join(turn["text"].split())
            length = max(len(text.split()) / WORDS_A_SECOND, 0.5)
            times.append((at, at + length))
            if text:
                rows.writerow((f"{at:.2f}", f"{at + length:.2f}", turn["speaker"], text))
            at += length + PAUSE
    return times


def measure(library: Library, questions: Sequence[Question]) -> dict[str, dict[str, dict[str, float]]]:
    """Ask all questions in all ways and return the figures."""
    calls = {Path(call.path).name: call.id for call in library.rows(Call)}
    passages = {(one.call_id, one.n): (one.start, one.end) for one in library.rows(Passage)}
    searcher = Searcher(library)
    figures: dict[str, dict[str, dict[str, float]]] = {}
    for extent in ("within", "across"):
        for mode in get_args(Mode):
            places = []
            for question in questions:
                call = calls[question.meeting]
                filters = (of_call(call),) if extent == "within" else ()
                hits = ask(searcher, question.text, mode, filters)
                places.append(place_of_first(hits, call, question.answers, passages))
            figures.setdefault(extent, {})[mode] = summed_up(places)
            tell(f"{extent} {mode}: {_spread(places, [question.meeting for question in questions])}")
    return figures


def of_call(call_id: str) -> Node:
    """Return the condition that a hit is in this call."""
    return OfCall(field="call", values=(Value(text=call_id),))


def ask(searcher: Searcher, text: str, mode: Mode, filters: tuple[Node, ...]) -> Sequence[Hit]:
    """Return the hits; a question that is not understood has none."""
    try:
        return searcher.search(Asked(text=text, mode=mode, filters=filters, limit=PLACES, context=0)).hits
    except CoachkitError as error:
        tell(f"“{text}”: {error}")
        return ()


def place_of_first(
    hits: Sequence[Hit], call_id: str, answers: Sequence[Span], passages: Mapping[tuple[str, int], Span]
) -> int | None:
    """Return at which place, from 1, the first right hit stands."""
    for place, hit in enumerate(hits[:PLACES], start=1):
        turn = (hit.start, hit.end)
        start, end = turn if hit.passage is None else passages.get((hit.call.id, hit.passage), turn)
        # a pause may separate what touches
        if hit.call.id == call_id and any(start < b - PAUSE / 2 and end > a + PAUSE / 2 for a, b in answers):
            return place
    return None


def summed_up(places: Sequence[int | None]) -> dict[str, float]:
    """Return the two figures for one way of asking."""
    found = [1 / place if place else 0.0 for place in places]
    return {
        "mrr10": round(float(np.mean(found)), 3),
        "hit10": round(float(np.mean([place is not None for place in places])), 3),
    }


def _spread(places: Sequence[int | None], meetings: Sequence[str]) -> str:
    """Return MRR@10 with the interval that holds 95 % of 1,000 draws of as many meetings."""
    names = sorted(set(meetings))
    of: dict[str, list[float]] = {name: [] for name in names}
    for place, name in zip(places, meetings, strict=True):
        of[name].append(1 / place if place else 0.0)
    random = np.random.default_rng(0)
    draws: list[Any] = []
    for _ in range(1000):
        drawn = [value for i in random.integers(len(names), size=len(names)) for value in of[names[i]]]
        draws.append(np.mean(drawn))
    low, high = np.percentile(draws, [2.5, 97.5])
    return f"MRR@10 {summed_up(places)['mrr10']:.3f} ({low:.3f} to {high:.3f} with other meetings)"


if __name__ == "__main__":
    main()
