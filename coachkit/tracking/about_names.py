"""What is said of a name: whether it is denied or only imagined, and whether the speaker likes it.

Rules are rows of words around the name, from a pack, with classes of words ("_good_") in them. Denial
is looked for in the name's own clause, conditions in its sentence, liking in what follows it as well.
English only.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from coachkit.cues import pack_text
from coachkit.models import Modality, Stance
from coachkit.phrases import Row, SpokenWord, rows_of_part
from coachkit.tracking.around_names import END, START, Surroundings, surroundings
from coachkit.tracking.matcher import NAME, Hit, PhraseIndex

PACK = "talk_about_names"
_STANCES: tuple[Stance, ...] = ("neutral", "worse", "better")
_DENIALS = frozenset("not never no nobody none nothing neither hardly".split())
_OTHERS = frozenset("i we you they he she why because lose losing".split())
_MODALITIES = frozenset("negated refused not_negated condition hypothetical not_hypothetical".split())
"""Lists of the pack that tell modality; the others tell stance."""
_ASIDES = {
    **dict.fromkeys((*_STANCES, "compared_worse", "compared_better", "hypothetical"), _DENIALS),
    "negated": _OTHERS,
}
"""Words that turn a rule of a list round if they stand in its gaps: "is not good", "not sure why we use"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How a name is spoken of."""

    modality: Modality
    stance: Stance | None
    """None where nothing is said for or against it."""
    stance_quote: str | None
    """The words that show the stance."""


@dataclass(frozen=True, slots=True)
class _Rule:
    list: str
    asides: int
    """Words of `_ASIDES` that the rule itself has: one more, and it means something else."""


def said_of(text: str, start: int, end: int) -> Said:
    """Return how the name at characters `start` to `end` (exclusive) of a line is spoken of."""
    around = surroundings(text, start, end)
    stance, quote = _stance(text, around.clauses)
    if stance is None:
        stance, quote = _stance(text, around.sentence, "compared_")
    if stance is None:
        stance, quote = _stance(text, around.later)
    return Said(modality=_modality(around), stance=stance, stance_quote=quote)


def modality_of(text: str, start: int, end: int) -> Modality:
    """Return whether the words at characters `start` to `end` (exclusive) are denied or imagined."""
    return _modality(surroundings(text, start, end))


def _modality(around: Surroundings) -> Modality:
    clauses, sentence, later = (
        {hit.owner.list for hit in _hits(words, _modality_rules())}
        for words in (around.clauses, around.sentence, around.later)
    )
    if around.is_called_up:
        clauses |= later
    is_imagined = "condition" in sentence or "hypothetical" in clauses
    if is_imagined and "not_hypothetical" not in sentence | clauses:
        return "hypothetical"
    if ("negated" in clauses and "not_negated" not in clauses) or "refused" in clauses | later:
        return "negated"
    return "plain"


def _stance(text: str, words: Sequence[SpokenWord], kind: str = "") -> tuple[Stance | None, str | None]:
    """Return the stance of the longest words that show one, and these; `kind` begins the lists' names."""
    shown: dict[Stance, Hit[_Rule]] = {}
    for hit in _hits(words, _stance_rules()):
        if hit.owner.list == "no_stance":
            return None, None
        for stance in _STANCES:
            if hit.owner.list == kind + stance and (
                stance not in shown or _length(hit) > _length(shown[stance])
            ):
                shown[stance] = hit
    if not shown:
        return None, None
    stance = max(_STANCES, key=lambda one: _length(shown[one]) if one in shown else -1)
    return stance, text[words[shown[stance].first][0] : words[shown[stance].last][1]]


def _length(hit: Hit[_Rule]) -> int:
    return hit.last - hit.first


def _hits(words: Sequence[SpokenWord], rules: PhraseIndex[_Rule]) -> list[Hit[_Rule]]:
    said = [word for _, _, word in words]
    return [
        hit for hit in rules.find(said) if NAME in said[hit.first : hit.last + 1] and _is_as_meant(hit, said)
    ]


def _is_as_meant(hit: Hit[_Rule], said: Sequence[str]) -> bool:
    """Say whether nothing turns round what the rule says, in its gaps or, for denials, just before."""
    asides = _ASIDES.get(hit.owner.list, frozenset())
    first = max(hit.first - 1, 0) if asides is _DENIALS else hit.first
    return hit.owner.asides >= sum(word in asides for word in said[first : hit.last + 1])


@cache
def _modality_rules() -> PhraseIndex[_Rule]:
    return PhraseIndex.of(_rules(is_of_modality=True))


@cache
def _stance_rules() -> PhraseIndex[_Rule]:
    return PhraseIndex.of(_rules(is_of_modality=False))


def _rules(*, is_of_modality: bool) -> Iterator[tuple[_Rule, Row]]:
    pack: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(pack_text(PACK))
    classes: dict[str, tuple[Row, ...]] = {}
    for name, phrases in pack["words"].items():
        classes[f"_{name}_"] = tuple(_written_out(phrases, classes))
    for name, phrases in pack["rules"].items():
        if (name in _MODALITIES) == is_of_modality:
            for row in _written_out(phrases, classes):
                asides = sum(not token.isdisjoint(_ASIDES.get(name, ())) for token in row)
                yield _Rule(name, asides), row


def _written_out(phrases: Iterable[str], classes: Mapping[str, tuple[Row, ...]]) -> Iterator[Row]:
    """Yield the rows of phrases with the words of their classes, which may be several words each."""
    for phrase in phrases:
        for row in rows_of_part(phrase):
            for parts in product(*(_ways(token, classes) for token in row)):
                yield tuple(token for part in parts for token in part)


def _ways(token: frozenset[str], classes: Mapping[str, tuple[Row, ...]]) -> list[Row]:
    """Return the rows that may stand for one place: single words together, longer ones each."""
    named = sorted(token & classes.keys())
    if not named:
        unknown = [word for word in token if word.startswith("_") and word not in (NAME, START, END)]
        if unknown:
            raise ValueError(f"“{unknown[0]}” is no class of words above it in the pack {PACK}")
        return [(token,)]
    rows = [row for name in named for row in classes[name]]
    single = frozenset(word for row in rows if len(row) == 1 for word in row[0]) | (token - classes.keys())
    return [*([(single,)] if single else []), *(row for row in rows if len(row) > 1)]
