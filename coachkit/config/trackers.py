"""Trackers as people write them in `coachkit.toml` and as packs bring them, checked at the door.

A tracker is what to look for (phrases, word forms, example sentences) and where it counts (who says it,
when, on which calls). Competitors and features take the same conditions.
"""

import difflib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from coachkit.config.explaining import MisplacedError
from coachkit.config.section import Section
from coachkit.config.wording import refuse_unreadable
from coachkit.languages import base_code
from coachkit.models import Tier
from coachkit.phrases import GAP, rows_of, rows_of_phrase, words_in

SaidBy = Literal["agent", "customer", "any"]
FEWEST_EXAMPLES = 3
SHORTEST_FUZZY = 5
"""Words with fewer letters are never taken for a misspelling: too many words are one letter away."""
_WINDOW = re.compile(r"(first|last)\s+(\d+(?:\.\d+)?)\s*(s|sec|seconds?|min|minutes?|%|percent)")
Words = Annotated[tuple[str, ...], Field(max_length=500)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The beginning or the end of a call: `amount` seconds, or a share of it from 0 to 1."""

    is_first: bool
    amount: float
    is_share: bool


class CallChoice(Section):
    """On which calls a tracker counts; each key may name several, of which one must fit."""

    kind: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    customer: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @field_validator("kind", "agent", "customer", "team", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value

    @field_validator("since", "until", mode="before")
    @classmethod
    def _is_day(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"“{value}” is no day; write it like 2026-01-31") from None

    @model_validator(mode="before")
    @classmethod
    def _known_before_judging(cls, values: object) -> object:
        late = [key for key in ("label", "topic") if isinstance(values, dict) and key in values]
        if late:
            raise ValueError(
                f"“{late[0]}” is found out after trackers have run; choose by it when looking, as in "
                f'`coachkit trackers show NAME --where "{late[0]}:…"`'
            )
        return values

    @model_validator(mode="after")
    def _has_days(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise MisplacedError(
                ("until",), f"{self.until} is before “since” ({self.since}); no call can fit"
            )
        return self

    def names(self, key: Literal["kind", "agent", "customer", "team"]) -> tuple[str, ...]:
        """Return the names that fit, folded; none means that all do."""
        return tuple(name.casefold() for name in getattr(self, key))


class Conditions(Section):
    """Where a find counts."""

    exclusions: Words = ()
    """Phrases that cancel a find which they contain or overlap."""
    said_by: SaidBy = "any"
    in_question: bool | None = None
    """True: only in questions; false: only outside them."""
    window: str | None = None
    """`first 60 s`, `last 5 min` or `last 10 %` of the call."""
    calls: CallChoice | None = None
    language: str | None = None
    """Only in lines of this language, such as `en`."""

    @field_validator("exclusions")
    @classmethod
    def _exclusions_are_phrases(cls, phrases: tuple[str, ...]) -> tuple[str, ...]:
        rows_of(phrases)
        return phrases

    @field_validator("window")
    @classmethod
    def _is_window(cls, window: str | None) -> str | None:
        if window is not None:
            read_window(window)
        return window

    @field_validator("language")
    @classmethod
    def _is_language(cls, language: str | None) -> str | None:
        if language is not None and not re.fullmatch(r"[a-z]{2,3}", base_code(language) or ""):
            raise ValueError(f"“{language}” is no code of a language, such as “en” or “tr”")
        return language

    def conditions(self) -> "Conditions":
        """Return the conditions alone."""
        return Conditions.model_validate({key: getattr(self, key) for key in Conditions.model_fields})


class TrackerSettings(Conditions):
    """Something to look for in every call."""

    name: str = Field(min_length=2)
    phrases: Words = ()
    lemma: Words = ()
    """Words of which every form counts: `renew` finds renewal and renewing."""
    aliases: Words = ()
    """Other plain names for the same thing."""
    fuzzy: int = Field(default=0, ge=0, le=3)
    """How many letters may differ in a phrase or alias."""
    examples: Words = ()
    """Sentences that mean it: lines of like meaning are found."""
    threshold: float | None = Field(default=None, gt=0, lt=1)
    """Similarity from which a line means the same as an example."""
    tier: Tier | None = None
    """Which tier of a customer's relationship this is a sign of."""
    next_step: str | None = None
    """What to do about it."""

    @field_validator("name")
    @classmethod
    def _is_readable(cls, name: str) -> str:
        return refuse_unreadable(name)

    @field_validator("phrases", "aliases")
    @classmethod
    def _are_phrases(cls, phrases: tuple[str, ...]) -> tuple[str, ...]:
        rows_of(phrases)
        return phrases

    @field_validator("lemma")
    @classmethod
    def _are_words(cls, lemmas: tuple[str, ...]) -> tuple[str, ...]:
        for lemma in lemmas:
            if GAP in lemma or "(" in lemma:
                raise ValueError(f"“{lemma}” needs plain words; wild cards belong in phrases")
            rows_of_phrase(lemma)
        return lemmas

    @field_validator("examples")
    @classmethod
    def _are_enough(cls, examples: tuple[str, ...]) -> tuple[str, ...]:
        given = {tracker_key(one) for one in examples} - {""}
        if examples and len(given) < FEWEST_EXAMPLES:
            are = "example is" if len(given) == 1 else "different examples are"
            raise ValueError(
                f"{len(given)} {are} too few; give {FEWEST_EXAMPLES} or more sentences that mean it"
            )
        return examples

    @model_validator(mode="after")
    def _looks_for_something(self) -> Self:
        if not (self.phrases or self.lemma or self.aliases or self.examples):
            raise ValueError(f"“{self.name}” looks for nothing; it needs phrases, lemma or examples")
        if self.threshold is not None and not self.examples:
            raise MisplacedError(("threshold",), "a threshold is for examples, and there are none")
        if self.fuzzy and not any(len(word) >= SHORTEST_FUZZY for word in self._spelled()):
            raise MisplacedError(
                ("fuzzy",),
                f"fuzzy needs a word of {SHORTEST_FUZZY} letters or more; "
                "shorter ones are one letter away from too many others",
            )
        return self

    def _spelled(self) -> list[str]:
        rows = rows_of((*self.phrases, *self.aliases))
        return [word for row in rows for token in row for word in token]


class PackSettings(Section):
    """Which of the built-in trackers are on."""

    trackers: tuple[str, ...] | None = None
    """The packs that are used; left out, all of them."""
    off: tuple[str, ...] = ()
    """Built-in trackers that are not looked for, by their names."""

    @field_validator("trackers")
    @classmethod
    def _are_packs(cls, packs: tuple[str, ...] | None) -> tuple[str, ...] | None:
        stray = sorted(set(packs or ()) - set(pack_names()))
        if stray:
            raise ValueError(f"no pack is called “{stray[0]}”; there are {', '.join(pack_names())}")
        return packs

    @field_validator("off")
    @classmethod
    def _are_built_in(cls, off: tuple[str, ...]) -> tuple[str, ...]:
        known = {tracker_key(name): name for name in _built_in_names()} if off else {}
        stray = [name for name in off if tracker_key(name) not in known]
        if stray:
            near = difflib.get_close_matches(tracker_key(stray[0]), known, n=1)
            hint = f"did you mean “{known[near[0]]}”?" if near else f"there are {', '.join(known.values())}"
            raise ValueError(f"no built-in tracker is called “{stray[0]}”; {hint}")
        return off


def tracker_key(name: str) -> str:
    """Return what all ways of writing a tracker's name have in common."""
    return " ".join(word for _, _, word in words_in(name))


def pack_names() -> list[str]:
    """Return the names of the built-in packs of trackers."""
    return sorted(file.name.removesuffix(".toml") for file in _pack_files())


def pack_values(pack: str) -> dict[str, Any]:
    """Return what a built-in pack of trackers says."""
    [file] = [file for file in _pack_files() if file.name == f"{pack}.toml"]
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _pack_files() -> list[Traversable]:
    files = resources.files("coachkit.packs").joinpath("trackers").iterdir()
    return [file for file in files if file.name.endswith(".toml")]


def _built_in_names() -> list[str]:
    return [one["name"] for pack in pack_names() for one in pack_values(pack)["trackers"]]


def read_window(text: str) -> Window:
    """Return a part of a call such as `first 60 s` or `last 10 %`.

    Raises:
        ValueError: It is written in another way.
    """
    found = _WINDOW.fullmatch(text.strip().casefold())
    if not found:
        raise ValueError(f"“{text}” is not clear; write it like “first 60 s” or “last 10 %”")
    amount, unit = float(found[2]), found[3]
    if not amount:
        raise ValueError(f"“{text}” is no time at all; write it like “first 60 s” or “last 10 %”")
    if unit in ("%", "percent"):
        if not 0 < amount <= 100:
            raise ValueError(f"“{text}” must be more than 0 and at most 100 %")
        return Window(is_first=found[1] == "first", amount=amount / 100, is_share=True)
    return Window(is_first=found[1] == "first", amount=amount * (60 if unit[0] == "m" else 1), is_share=False)


def refuse_same_names(trackers: Sequence[TrackerSettings]) -> None:
    """Check that no two trackers have one name.

    Raises:
        ValueError: Two have; says which.
    """
    keys = [tracker_key(one.name) for one in trackers]
    for n, one in enumerate(trackers):
        first = keys.index(keys[n])
        if first < n:
            raise MisplacedError(
                ("trackers", n, "name"),
                f"“{trackers[first].name}” and “{one.name}” read the same; give one of them another name",
            )
