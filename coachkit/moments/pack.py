"""The built-in pack of moments: for each kind its phrases, trackers and example sentences.

Phrases are written and found as those of trackers are, all kinds in one pass.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from coachkit.cues import pack_text
from coachkit.errors import SettingsError
from coachkit.models import MomentKind, Role
from coachkit.phrases import Row, rows_of_part
from coachkit.tracking.matcher import PhraseIndex

PACK = "moments"
NEARNESS = 0.62
"""Cosine from which a line means the same as an example, where the pack says nothing else."""
Where = Literal["opening", "closing", "confirming", "near", "rival", "feature", "anywhere"]
ON_THEIR_OWN: frozenset[Where] = frozenset({"opening", "closing", "anywhere"})
"""What is enough by itself; elsewhere a phrase needs something that stands around it."""
Asking = Literal["never", "only", "either"]
Part = Literal["phrases", "also", "unless"]
"""What phrases do: say that a sentence is of a kind, are needed in it as well, or speak against it."""
_PARTS: tuple[Part, ...] = ("phrases", "also", "unless")
_KEYS = frozenset((*_PARTS, *"kind said_by where near trackers examples unlike nearness question".split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRules:
    """How moments of a kind are found; a kind may have several."""

    kind: MomentKind
    said_by: frozenset[Role]
    where: Where
    near: frozenset[MomentKind]
    """Of what kinds something must be found around it, where `where` is “near”."""
    needs_also: bool
    """Whether a sentence must hold one of the phrases under “also” as well."""
    question: Asking
    """Whether a question may be one, or only a question."""
    trackers: frozenset[str]
    examples: tuple[str, ...]
    unlike: tuple[str, ...]
    nearness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningRules:
    """The sentences of all kinds that lines are compared with."""

    texts: tuple[str, ...]
    """Examples of all kinds and what is unlike them."""
    owners: tuple[tuple[int, bool], ...]
    """Of each text the place of its rules, and whether it is an example (else it is unlike one)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentRules:
    """The pack, ready for use."""

    kinds: tuple[KindRules, ...]
    phrases: PhraseIndex[tuple[int, Part]]
    """Owned by (place of the rules, what it does)."""
    meanings: MeaningRules


@cache
def moment_rules() -> MomentRules:
    """Return the built-in pack."""
    return rules_of(tomllib.loads(pack_text(PACK)))


def rules_of(pack: Mapping[str, Any]) -> MomentRules:  # Any: what a TOML file holds
    """Return a pack's rules.

    Raises:
        SettingsError: A key is unknown, or a phrase is wrong; names the table and the phrase.
    """
    kinds: list[KindRules] = []
    rows: list[tuple[tuple[int, Part], Row]] = []
    texts: list[str] = []
    owners: list[tuple[int, bool]] = []
    for place, (name, table) in enumerate(pack.items()):
        if wrong := sorted(table.keys() - _KEYS):
            raise SettingsError(
                f"moments “{name}”: unknown key “{wrong[0]}”; write {', '.join(sorted(_KEYS))}"
            )
        kinds.append(_kind(name, table))
        for part in _PARTS:
            rows += [((place, part), row) for row in _rows(name, table.get(part, ()))]
        for text in (*kinds[-1].examples, *kinds[-1].unlike):
            texts.append(text)
            owners.append((place, text in kinds[-1].examples))
    return MomentRules(
        kinds=tuple(kinds),
        phrases=PhraseIndex.of(rows),
        meanings=MeaningRules(texts=tuple(texts), owners=tuple(owners)),
    )


def _kind(name: str, table: Mapping[str, Any]) -> KindRules:
    kind = cast(MomentKind, table.get("kind", name))
    return KindRules(
        kind=kind,
        said_by=frozenset(table["said_by"]),
        where=table.get("where", "anywhere"),
        near=frozenset(table.get("near", [kind])),
        needs_also="also" in table,
        question=table.get("question", "either"),
        trackers=frozenset(table.get("trackers", ())),
        examples=tuple(table.get("examples", ())),
        unlike=tuple(table.get("unlike", ())),
        nearness=table.get("nearness", NEARNESS),
    )


def _rows(name: str, phrases: list[str]) -> list[Row]:
    try:
        # As parts: what is too common to be tracked anywhere may open a call.
        return [row for phrase in phrases for row in rows_of_part(phrase) if any(row)]
    except ValueError as error:
        raise SettingsError(f"moments “{name}”: {error}") from error
