"""How many of the names that are said are found in what recognisers wrote.

    python benchmarks/mentions.py PATH.jsonl [--own]

Each line is a call: {"id", "reference": words, "entities": [{"label", "start", "end"}], "asr": {name: text}}.
The organisations and products of all references are the tracked names; with --own, each call is searched for
the names of its own reference only. Recall counts labelled places, precision counts finds: one is right where
the reference has the name, labelled, in the same words or in another spelling (`mention_spellings.py`); one
where the typist of the reference understood nothing ("<inaudible>") is not judged. "by_the_letter" counts
without these two: only labelled places, the same words and the same letters are right. The rules are the same
for both systems. "exact" is the same words, whatever the case; of overlapping finds both keep the longest.
Figures are also given for every other call by itself: the weights of `coachkit.naming.likeness` were learned
from the first, third and so on ("learned"), and never from the others ("unseen").
"""

import argparse
import time
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from coachkit.backends.frequency import zipf
from coachkit.naming import NameIndex, Said, find_in_call, index_names, track
from mention_spellings import Company, other_spellings, same_letters
from mention_truth import (
    UNHEARD,
    LabelledCall,
    Place,
    Tracked,
    aligned,
    covers,
    occurrences,
    read_calls,
    tokens,
    tracked_names,
)
from transcripts import report, tell

Finder = Callable[[str], list[tuple[int, int, str]]]
"""Returns (first character, last character, name) of each find in a text."""


def exact_finder(names: Sequence[Tracked]) -> Finder:
    """Return a finder of the same words."""

    def find(text: str) -> list[tuple[int, int, str]]:
        spans = tokens(text)
        found = occurrences([word for _, _, word in spans], names)
        kept: list[tuple[int, int, str]] = []
        taken: set[int] = set()
        for (start, end), name in sorted(found, key=lambda one: (one[0][0] - one[0][1], one[0][0])):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                kept.append((spans[start][0], spans[end - 1][1], name.name))
        return kept

    return find


def coachkit_finder(names: Sequence[Tracked]) -> Finder:
    """Return coachkit's own, as the stage match uses it."""
    index = index_names(track("competitor", name.name, name.spellings) for name in names)
    return lambda text: _found(text, index)


def _found(text: str, index: NameIndex) -> list[tuple[int, int, str]]:
    [finds] = find_in_call([Said(text=text)], index, zipf=zipf)
    return [(find.start_char, find.end_char, find.name) for find in finds]


class Score:
    """Counts of one system: labelled places, those found, finds, and those that are right."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self.counts: Counter[str] = Counter()

    def add(
        self,
        call: LabelledCall,
        alignment: Sequence[Place],
        finds: Iterable[tuple[Place, str]],
        truth: "Truth",
    ) -> None:
        """Count the finds of one text, given by their words' places and the name."""
        hits = defaultdict[str, list[Place]](list)
        for (first, last), name in finds:
            words = alignment[first:last]
            place = (min(start for start, _ in words), max(end for _, end in words))
            hits[name].append(place)
            is_right = any(covers(place, said) for said in truth.places[call.id][name])
            self.counts["right"] += is_right
            self.counts["found"] += is_right or not any(covers(place, gap) for gap in truth.unheard[call.id])
        for place, label in call.labels:
            name = truth.names.get(label, "")
            if name:
                self.counts["said"] += 1
                self.counts["heard"] += any(
                    covers(hit, place) for one in (name, *truth.longer[name]) for hit in hits[one]
                )

    def figures(self) -> dict[str, float]:
        """Return recall and precision."""
        return {
            "recall": round(self.counts["heard"] / max(self.counts["said"], 1), 4),
            "precision": round(self.counts["right"] / max(self.counts["found"], 1), 4),
        }


class Truth:
    """Where each name is said in each call, where nobody knows what is, and which names contain which."""

    def __init__(
        self, calls: Sequence[LabelledCall], names: Sequence[Tracked], *, by_the_letter: bool = False
    ) -> None:
        """Look up every place: labelled, in the same words or letters, or in another spelling."""
        self.names = {words: name.name for name in names for words in name.words}
        self.longer = _longer(names)
        self.places: dict[str, dict[str, set[Place]]] = {}
        self.unheard: dict[str, list[Place]] = {}
        company = Company(calls, names)
        for call in calls:
            places = defaultdict[str, set[Place]](set)
            for place, tracked in occurrences(call.reference, names):
                places[tracked.name].add(place)
            for place, name in (
                same_letters(call.reference, names)
                if by_the_letter
                else other_spellings(call, names, company)
            ):
                places[name].add(place)
            for place, label in call.labels:
                if label in self.names:
                    places[self.names[label]].add(place)
            self.places[call.id] = places
            gaps = [(n, n + 1) for n, word in enumerate(call.reference) if word in UNHEARD]
            self.unheard[call.id] = [] if by_the_letter else gaps


def _longer(names: Sequence[Tracked]) -> dict[str, list[str]]:
    """Return for each name the names that contain it: a find of one covers a label of the other."""
    containing = defaultdict[str, list[str]](list)
    by_words = {words: name.name for name in names for words in name.words}
    for words, longer in by_words.items():
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                inner = by_words.get(words[first:last], longer)
                if inner != longer:
                    containing[inner].append(longer)
    return containing


def places_of(text: str, finds: Iterable[tuple[int, int, str]]) -> list[tuple[Place, str]]:
    """Return each find's place in words instead of characters."""
    spans = tokens(text)
    starts, ends = [start for start, _, _ in spans], [end for _, end, _ in spans]
    placed = [((bisect_right(ends, start), bisect_left(starts, end)), name) for start, end, name in finds]
    return [(place, name) for place, name in placed if place[0] < place[1]]


def measure(calls: Sequence[LabelledCall], names: Sequence[Tracked], *, own: bool) -> dict[str, Any]:
    """Return the figures of both systems: of all, by recogniser and by half."""
    truth = Truth(calls, names)
    by_the_letter = Truth(calls, names, by_the_letter=True)
    makers = {"exact": exact_finder, "coachkit": coachkit_finder}
    everything = {system: make(names) for system, make in makers.items()}
    scores = {system: defaultdict[str, Score](Score) for system in makers}
    seconds = dict.fromkeys(makers, 0.0)
    for number, call in enumerate(calls):
        labels = {truth.names[label] for _, label in call.labels if label in truth.names}
        chosen = [name for name in names if name.name in labels]
        finders = {system: make(chosen) for system, make in makers.items()} if own else everything
        for recogniser, text in call.texts.items():
            alignment = aligned(call.reference, [word for _, _, word in tokens(text)])
            for system, find in finders.items():
                begin = time.perf_counter()
                finds = find(text)
                seconds[system] += time.perf_counter() - begin
                placed = places_of(text, finds)
                for group in ("all", recogniser, "unseen" if number % 2 else "learned"):
                    scores[system][group].add(call, alignment, placed, truth)
                scores[system]["by_the_letter"].add(call, alignment, placed, by_the_letter)
        tell(f"{call.id}: {scores['exact']['all'].figures()} {scores['coachkit']['all'].figures()}")
    return _summary(scores, seconds, words=sum(len(t.split()) for call in calls for t in call.texts.values()))


def _summary(
    scores: dict[str, defaultdict[str, Score]], seconds: dict[str, float], *, words: int
) -> dict[str, Any]:
    exact, coachkit = (scores[system]["all"].figures() for system in ("exact", "coachkit"))
    return {
        "exact": exact,
        "coachkit": coachkit,
        "times_fewer_misses": round((1 - exact["recall"]) / max(1 - coachkit["recall"], 1e-9), 2),
        "groups": {
            group: {system: scores[system][group].figures() for system in scores}
            for group in scores["exact"]
            if group != "all"
        },
        "labelled": scores["exact"]["all"].counts["said"],
        "seconds_per_1000_words": {system: round(1000 * s / words, 3) for system, s in seconds.items()},
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="calls with references, labels and recognisers' texts")
    parser.add_argument("--own", action="store_true", help="search a call for its own reference's names only")
    arguments = parser.parse_args()
    calls, spellings = read_calls(arguments.data)
    names, aside = tracked_names(spellings)
    tell(f"{len(names)} names; {len(aside)} everyday words set aside: {', '.join(aside)}")
    report(measure(calls, names, own=arguments.own) | {"names": len(names), "set_aside": len(aside)})


if __name__ == "__main__":
    main()
