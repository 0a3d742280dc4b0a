"""What is said, and what means the same as an example: the phrases and sentences of the pack."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coachkit.moments.finds import Find, find_in
from coachkit.moments.pack import ON_THEIR_OWN, KindRules, MomentRules
from coachkit.moments.talk import Sentence, Talk
from coachkit.phrases import SpokenWord, words_in
from coachkit.tracking.matcher import BREAK

BY_WORDS = 0.85
"""How sure a phrase of the pack is."""
START, END = "_start_", "_end_"
"""What phrases of the pack write where a sentence begins and ends."""
NUMBER, MONEY = "_number_", "_money_"
"""What they write for digits, and for digits after a sign of a currency."""
CURRENCIES = "$€£¥"


@dataclass(frozen=True, slots=True)
class Said:
    """The phrases of the pack that stand in a talk."""

    found: tuple[tuple[int, Sentence, str], ...]
    """(place of the rules, sentence, words), where nothing in the sentence speaks against it."""
    against: frozenset[tuple[int, int]]
    """(place of the rules, `Sentence.n`) of sentences that something in them speaks against."""

    @classmethod
    def of(cls, talk: Talk, rules: MomentRules) -> "Said":
        """Return what stands in the sentences that are in English."""
        words: list[str] = []
        places: list[tuple[Sentence, int, int]] = []
        for sentence in talk.sentences:
            spoken = [*_words(sentence.text)] if sentence.is_read else []
            words += [word for _, _, word in spoken] + [BREAK]
            places += [(sentence, start, end) for start, end, _ in (*spoken, (0, 0, BREAK))]
        hits = rules.phrases.find(words)
        held = {(place, part, places[hit.first][0].n) for hit in hits for place, part in [hit.owner]}
        against = frozenset((place, n) for place, part, n in held if part == "unless")
        lacking = {
            (place, n)
            for place, part, n in held
            if part == "phrases" and rules.kinds[place].needs_also and (place, "also", n) not in held
        }
        found = [
            (place, places[hit.first][0], hit.first, hit.last)
            for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last, hit.owner))
            for place, part in [hit.owner]
            if part == "phrases" and (place, places[hit.first][0].n) not in against | lacking
        ]
        return cls(
            tuple((own, one, one.text[places[a][1] : places[b][2]]) for own, one, a, b in found), against
        )


def _words(text: str) -> Iterator[SpokenWord]:
    """Yield the words of a sentence as the pack's phrases know them, with a mark before and after them."""
    yield (0, 0, START)
    for start, end, word in words_in(text):
        is_amount = word.isdigit()
        before = text[:start].rstrip()[-1:]
        yield (start, end, (MONEY if before in CURRENCIES and before else NUMBER) if is_amount else word)
    yield (len(text), len(text), END)


def fits(rules: KindRules, sentence: Sentence, asks: frozenset[int]) -> bool:
    """Say whether a sentence may be a moment of a kind, whatever it says; `asks` are questions, by number."""
    return (
        sentence.role in rules.said_by
        and (rules.where != "opening" or sentence.is_opening)
        and (rules.where != "closing" or sentence.is_closing)
        and (rules.question == "either" or (rules.question == "only") == (sentence.n in asks))
    )


def found_by_words(said: Said, rules: MomentRules, asks: frozenset[int]) -> Iterator[Find]:
    """Yield sentences that hold a phrase of a kind, and none that speaks against it."""
    for place, sentence, words in said.found:
        kind = rules.kinds[place]
        if kind.where in ON_THEIR_OWN and fits(kind, sentence, asks):
            yield find_in(sentence, kind.kind, strength=BY_WORDS, method="words", detail=words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """A hit of a tracker that counts: not denied, and nobody rejected it."""

    tracker: str
    segment: int
    start_char: int
    text: str
    confidence: float


def found_by_trackers(
    said: Said, talk: Talk, rules: MomentRules, hits: Sequence[Tracked], asks: frozenset[int]
) -> Iterator[Find]:
    """Yield sentences in which a tracker of a kind is found, and nothing speaks against it."""
    for hit in hits:
        sentence = talk.at(hit.segment, hit.start_char)
        if sentence is None:
            continue
        for place, kind in enumerate(rules.kinds):
            if (place, sentence.n) in said.against:
                continue
            if hit.tracker in kind.trackers and fits(kind, sentence, asks):
                strength = round(BY_WORDS * hit.confidence, 3)
                detail = f"{hit.tracker}: {hit.text}"
                yield find_in(sentence, kind.kind, strength=strength, method="tracker", detail=detail)
