"""The traits of replies as data: what each is called, and the phrases or moments that show it.

A trait is present or absent, nothing in between, so that whoever counts them counts the same.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from coachkit.cues import CueList, built_in_cues, compile_cues, pack_text
from coachkit.errors import SettingsError
from coachkit.models import MomentKind

PACK = "traits"
Leans = Literal["good", "bad", "neither"]
Asking = Literal["never", "only", "either"]
_NEEDED = frozenset("does lacks do dont".split())
_KEYS = _NEEDED | frozenset(
    "noun leans group phrases lists unless moment rival question tells_result only_cases".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """One thing that an agent may do in a reply."""

    name: str
    does: str
    """What is said of a reply that has it: “apologises”."""
    lacks: str
    """What is said of a reply that has it not: “does not apologise”."""
    do: str
    """A sentence that asks for it: “Apologise.”"""
    dont: str
    """A sentence that asks to leave it."""
    noun: str | None
    """What is put first where a reply opens with it: “an apology”; None where no sentence shows it."""
    leans: Leans
    """Which replies it is expected in."""
    phrases: tuple[str, ...]
    """A sentence with one of these shows it; none where it is measured or a moment alone."""
    lists: tuple[str, ...]
    """Lists of such phrases in other packs: `cues.agent_refuses`."""
    unless: tuple[str, ...]
    """Phrases that such a sentence must not hold."""
    question: Asking
    """Whether such a sentence may be a question, or must be one."""
    moment: MomentKind | None
    """A moment of this kind shows it as well."""
    needs_rival: bool
    """Whether it is one only where another company is spoken of."""
    group: str
    """Traits of one group say much the same; its own name where it is in none."""
    tells_result: bool
    """Whether it says how the matter ended, which is no way to deal with it."""
    is_only_of_cases: bool
    """Whether it is read for playbooks alone, and not for what playlists say of two replies."""


@cache
def read_all_traits() -> Mapping[str, Trait]:
    """Return the built-in traits by name, in the order of the pack, also those of cases alone."""
    return traits_of_pack(tomllib.loads(pack_text(PACK)))


@cache
def read_traits() -> Mapping[str, Trait]:
    """Return the built-in traits that replies are told apart by."""
    return {name: one for name, one in read_all_traits().items() if not one.is_only_of_cases}


@cache
def traits_of_cases() -> Mapping[str, Trait]:
    """Return the built-in traits that a playbook may name: none that tells the result."""
    return {name: one for name, one in read_all_traits().items() if not one.tells_result}


def traits_of_pack(pack: Mapping[str, Any]) -> Mapping[str, Trait]:  # Any: what a TOML file holds
    """Return the traits of a pack by name.

    Raises:
        SettingsError: A key is unknown or missing, or a phrase is wrong; names the trait.
    """
    return {name: _trait(name, table) for name, table in pack.items()}


def _trait(name: str, table: Mapping[str, Any]) -> Trait:
    wrong = sorted(table.keys() - _KEYS) or sorted(_NEEDED - table.keys())
    if wrong:
        raise SettingsError(
            f"traits “{name}”: “{wrong[0]}” is unknown or missing; write "
            f"{', '.join(sorted(_NEEDED))}, and of {', '.join(sorted(_KEYS - _NEEDED))} what it needs"
        )
    return Trait(
        name=name,
        does=table["does"],
        lacks=table["lacks"],
        do=table["do"],
        dont=table["dont"],
        noun=table.get("noun"),
        leans=table.get("leans", "neither"),
        phrases=tuple(table.get("phrases", ())),
        lists=tuple(table.get("lists", ())),
        unless=tuple(table.get("unless", ())),
        question=table.get("question", "either"),
        moment=table.get("moment"),
        needs_rival=table.get("rival", False),
        group=table.get("group", name),
        tells_result=table.get("tells_result", False),
        is_only_of_cases=table.get("only_cases", False),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitCues:
    """The phrases of a trait, ready for use."""

    shown_by: tuple[CueList, ...]
    unless: CueList | None


@cache
def cues_of(name: str) -> TraitCues:
    """Return the phrases of a built-in trait: made when a reply is read, as counting traits needs none."""
    trait = read_all_traits()[name]
    lists = [_listed(where) for where in trait.lists]
    if trait.phrases:
        lists.append(compile_cues(name, trait.phrases))
    unless = compile_cues(f"{name}, unless", trait.unless) if trait.unless else None
    return TraitCues(shown_by=tuple(lists), unless=unless)


def _listed(where: str) -> CueList:
    """Return a list of another pack: `cues.agent_refuses`."""
    pack, _, name = where.partition(".")
    return built_in_cues(pack)[name]
