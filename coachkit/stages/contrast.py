"""Contrast: what went badly beside what went well, where customers said much the same first.

Pairs are taken one after the other, the best first, as six pairs that are alike teach more than many that add
up to the most. Within a pair the reply that missed comes first: who hears it thinks of a better one, and then
hears one.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from coachkit.cues import pack_text
from coachkit.models import Clip, Playlist, SubjectKind
from coachkit.playlists.candidates import Candidate
from coachkit.playlists.choosing import is_repeat
from coachkit.playlists.ids import slug
from coachkit.playlists.wanted import quoted
from coachkit.replies.prompts import unit_rows
from coachkit.replies.telling import Difference, difference_of, say_difference
from coachkit.replies.traits import FoundTrait

MOST_PAIRS = 6
ALIKE = 0.35
"""Cosine of two prompts from which on they are a pair. Measured on STAR (`benchmarks/contrast.py`): 95 of 100
pairs of what customers say first about different things are less alike; of pairs chosen as here within one
domain, and at least so alike, 86 to 99 of 100 are of the same task."""
ALIKE_BY_NAME = 0.22
"""The same where both name a competitor: that is the situation, whatever else they say. Of what customers say
first about different things, 75 of 100 are less alike."""
DIFFERENT_AGENTS = 0.05
PLAYED = 0.05
CLEARNESS = 0.1
TELLING = 0.02
"""What it is worth in cosine that two agents reply, that each prompt is heard, that both verdicts are
clear (0 to 1), and how telling the difference is (log odds, at most `MOST_TELLING`)."""
MOST_TELLING = 5.0
NO_PAIR = "No two of them that went differently begin alike."
OTHER_WORDS = "The customers bring it up in different words."


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a contrast list is about."""

    kind: SubjectKind
    name: str
    """As highlights have it; of a topic its title."""

    @property
    def shown(self) -> str:
        """The name as people read it."""
        return self.name.replace("_", " ") if self.kind == "moment" else self.name

    @property
    def playlist_id(self) -> str:
        """`competitor-zenlane-contrast`."""
        return f"{self.kind}-{slug(self.shown)}-contrast"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptedExchange:
    """An exchange that a customer begins, and what the agent does in the reply."""

    candidate: Candidate
    traits: tuple[FoundTrait, ...]
    vector: bytes
    """Of the prompt, as `PromptVector.vector`."""
    plays_prompt: bool = True
    """Whether the prompt is heard in the clip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two exchanges that begin alike and went differently."""

    good: PromptedExchange
    bad: PromptedExchange
    alike: float
    """Cosine of the prompts."""
    difference: Difference


def contrast_of(
    subject: Subject,
    good: Sequence[PromptedExchange],
    bad: Sequence[PromptedExchange],
    telling: Mapping[str, float],
) -> tuple[Playlist, list[Clip]]:
    """Return the contrast list of a subject, by its best good and bad exchanges; without a pair it is empty.

    `telling` says of each trait how much commoner it is in good replies.
    """
    pairs = pair_up(subject, good, bad, telling)
    clips = [replace(clip, n=n) for n, clip in enumerate(_clips(subject, pairs))]
    return _playlist(subject, pairs, good=len(good), bad=len(bad)), clips


def pair_up(
    subject: Subject,
    good: Sequence[PromptedExchange],
    bad: Sequence[PromptedExchange],
    telling: Mapping[str, float],
    *,
    most: int = MOST_PAIRS,
) -> list[Pair]:
    """Return at most `most` pairs, the best first; no call is in two of them, and nothing twice."""
    chosen: list[Pair] = []
    for pair in _ranked(subject, good, bad, telling):
        if len(chosen) == most:
            break
        if not any(_share(pair, other) for other in chosen):
            chosen.append(pair)
    return chosen


def _ranked(
    subject: Subject,
    good: Sequence[PromptedExchange],
    bad: Sequence[PromptedExchange],
    telling: Mapping[str, float],
) -> list[Pair]:
    """Return every two that may be a pair, the best first."""
    if not good or not bad:
        return []
    least = ALIKE_BY_NAME if subject.kind == "competitor" else ALIKE
    cosines = unit_rows(one.vector for one in good) @ unit_rows(one.vector for one in bad).T
    pairs = [
        Pair(
            good=good[i],
            bad=bad[j],
            alike=float(cosines[i, j]),
            difference=difference_of(good[i].traits, bad[j].traits, telling),
        )
        for i, j in zip(*(cosines >= least).nonzero(), strict=True)
        if good[i].candidate.talk != bad[j].candidate.talk
    ]
    return sorted(pairs, key=_place)


def _place(pair: Pair) -> tuple[float, tuple[str, float, float], tuple[str, float, float]]:
    good, bad = pair.good.candidate, pair.bad.candidate
    worth = pair.alike + CLEARNESS * (good.score + bad.score) / 2
    worth += PLAYED * (pair.good.plays_prompt + pair.bad.plays_prompt)
    worth += DIFFERENT_AGENTS * (not set(good.agents) & set(bad.agents))
    worth += TELLING * min(pair.difference.telling, MOST_TELLING)
    return -round(worth, 6), good.key, bad.key


def _share(pair: Pair, other: Pair) -> bool:
    """Say whether two pairs have a call in common, or play the same on one side."""
    talks = {pair.good.candidate.talk, pair.bad.candidate.talk}
    if talks & {other.good.candidate.talk, other.bad.candidate.talk}:
        return True
    return is_repeat(pair.good.candidate, other.good.candidate) or is_repeat(
        pair.bad.candidate, other.bad.candidate
    )


def _clips(subject: Subject, pairs: Sequence[Pair]) -> Iterator[Clip]:
    for n, pair in enumerate(pairs, 1):
        good, bad = pair.good.candidate, pair.bad.candidate
        said = say_difference(
            pair.difference, good_seconds=good.end - good.start, bad_seconds=bad.end - bad.start
        )
        if pair.alike < ALIKE:
            said = f"{said} {OTHER_WORDS}"
        for one in (bad, good):
            yield replace(one.clip(subject.playlist_id, subject.shown), pair=n, difference=said)


def _playlist(subject: Subject, pairs: Sequence[Pair], *, good: int, bad: int) -> Playlist:
    texts = texts_of(subject)
    many = "One pair, from two calls" if len(pairs) == 1 else f"{len(pairs)} pairs, each from two calls"
    said = (
        f"{many}: first a reply that does not help, then one that does. Chosen among {good} that went well "
        f"and {bad} that went badly. What differs is read off the words; whether that is the reason is yours "
        "to judge."
    )
    return Playlist(
        id=subject.playlist_id,
        kind=subject.kind,
        subject=subject.shown,
        verdict="contrast",
        title=_begun(texts["title"].format(subject=subject.shown)),
        description=f"{texts['about'].format(subject=subject.shown)}. {said if pairs else NO_PAIR}",
        query=_query(subject),
        sort="pairs",
        trains=None if subject.kind == "topic" else f"{subject.kind}:{subject.name}",
    )


def _query(subject: Subject) -> str:
    fields = {"competitor": "name", "feature": "name", "topic": "topic"}
    return f"{fields.get(subject.kind, 'moment')}:{quoted(subject.name)} (went:good OR went:bad)"


@cache
def _pack() -> Mapping[str, Any]:  # Any: what a TOML file holds
    return tomllib.loads(pack_text("contrasts"))


def texts_of(subject: Subject) -> Mapping[str, str]:
    """Return the texts of the subject's list, with `{subject}` in them."""
    of_kind: Mapping[str, Any] = _pack()[subject.kind]
    found: Mapping[str, str] = of_kind[subject.name] if subject.kind == "moment" else of_kind
    return found


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
