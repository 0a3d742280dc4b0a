"""The truth of `mentions.py`: tracked names, where they are said, and where a find lies in the reference."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jiwer

from coachkit.backends.frequency import zipf

LABELS = ("ORG", "PRODUCT")
EVERYDAY = 5.0
"""A name of one word at or above this Zipf frequency is set aside ("the", "one"): nobody tracks it."""
MONEY = {"€": "euros", "$": "dollars", "£": "pounds"}
MAGNITUDES = {("thousand",), ("million",), ("billion",)}
UNHEARD = frozenset(("inaudible", "unk", "crosstalk"))
"""What references write where the typist understood nothing."""
SLACK = 1
"""A find may lie this many words beside its occurrence: alignments are ambiguous where words differ."""
_TOKEN = re.compile(r"\w+(?:['’]\w+)*|&")
_POSSESSIVE = re.compile(r"['’]s?$")

Words = tuple[str, ...]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """A name that is looked for: its commonest spelling in the references, and all of them."""

    name: str
    spellings: tuple[str, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledCall:
    """A call: the words said, which of them are names, and what each recogniser wrote."""

    id: str
    reference: Words
    labels: tuple[tuple[Place, Words], ...]
    texts: dict[str, str]


def tokens(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, word) folded, without possessives; "&" is read as "and"."""
    found = []
    for match in _TOKEN.finditer(text):
        word = _POSSESSIVE.sub("", match.group().casefold().replace("’", "'"))
        found.append((match.start(), match.end(), "and" if word == "&" else word))
    return found


def words_in(text: str) -> Words:
    """Return the words of a text as `tokens` reads them."""
    return tuple(word for _, _, word in tokens(text))


def read_calls(path: Path) -> tuple[list[LabelledCall], dict[str, Counter[str]]]:
    """Return the calls, and the spellings of each name by its words without a leading "the"."""
    calls, spellings = [], defaultdict[str, Counter[str]](Counter)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        reference, starts = _as_said(row["reference"])
        labels = []
        for entity in row["entities"]:
            start, end = starts[entity["start"]], starts[entity["end"]]
            if reference[start:end][:1] == ["the"]:
                start += 1
            is_heard = UNHEARD.isdisjoint(reference[start:end])
            if entity["label"] in LABELS and end > start and is_heard:
                spelling = " ".join(row["reference"][entity["start"] : entity["end"]])
                spellings[" ".join(reference[start:end])][_plain(spelling)] += 1
                labels.append(((start, end), tuple(reference[start:end])))
        calls.append(
            LabelledCall(id=row["id"], reference=tuple(reference), labels=tuple(labels), texts=row["asr"])
        )
    return calls, dict(spellings)


def _as_said(written: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return folded words with sums of money as they are said, and where each written word starts.

    "€50 million" is said "50 million euros", and recognisers write it so.
    """
    said, starts, money = list[str](), [0], ""
    for at, word in enumerate(written):
        money = MONEY.get(word[:1], money)
        said += words_in(word)
        following = words_in(written[at + 1])[:1] if at + 1 < len(written) else ()
        if money and following not in MAGNITUDES:
            said.append(money)
            money = ""
        starts.append(len(said))
    return said, starts


def _plain(spelling: str) -> str:
    return _POSSESSIVE.sub("", re.sub(r"^the ", "", spelling, flags=re.IGNORECASE))


def tracked_names(spellings: dict[str, Counter[str]]) -> tuple[list[Tracked], list[str]]:
    """Return the names to look for, and those set aside.

    Spellings of one name are those with the same letters ("Tall grass", "Tallgrass") and a plural ("GCPs").
    """
    aside = [name for name in spellings if " " not in name and zipf(name) >= EVERYDAY]
    groups = defaultdict[str, list[str]](list)
    letters = {name.replace(" ", "") for name in spellings}
    for name in sorted(set(spellings) - set(aside)):
        joined = name.replace(" ", "")
        groups[joined[:-1] if joined.endswith("s") and joined[:-1] in letters else joined].append(name)
    names = []
    for group in groups.values():
        counts = sum((spellings[name] for name in group), Counter[str]())
        written = tuple(sorted(counts, key=lambda s: (-counts[s], s)))
        names.append(
            Tracked(name=written[0], spellings=written, words=tuple(tuple(name.split()) for name in group))
        )
    return sorted(names, key=lambda tracked: tracked.name), sorted(aside)


def occurrences(words: Sequence[str], names: Iterable[Tracked]) -> list[tuple[Place, Tracked]]:
    """Return every place where a name stands word for word, those inside longer names included."""
    by_first = defaultdict[str, list[tuple[Words, Tracked]]](list)
    for name in names:
        for form in name.words:
            by_first[form[0]].append((form, name))
    return [
        ((at, at + len(form)), name)
        for at, word in enumerate(words)
        for form, name in by_first.get(word, ())
        if tuple(words[at : at + len(form)]) == form
    ]


def aligned(reference: Sequence[str], heard: Sequence[str]) -> list[Place]:
    """Return for each heard word its place in the reference; an inserted word has an empty place."""
    result: Any = jiwer.process_words(" ".join(reference), " ".join(heard))
    places: list[Place] = []
    for chunk in result.alignments[0]:
        for k in range(chunk.hyp_end_idx - chunk.hyp_start_idx):
            at = chunk.ref_start_idx + (0 if chunk.type == "insert" else k)
            places.append((at, at if chunk.type == "insert" else at + 1))
    return places


def covers(found: Place, said: Place) -> bool:
    """Say whether a find lies on an occurrence, or at most `SLACK` words beside it."""
    return found[0] - SLACK < said[1] and said[0] < found[1] + SLACK
