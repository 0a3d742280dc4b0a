"""A find: sentences that are a moment of some kind, and how that was found; finds are joined to moments."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coachkit.models import Moment, MomentKind, MomentMethod
from coachkit.moments.talk import Sentence, Talk

SKIPPED = 1
"""Two finds of one kind in one turn are one moment, with so many other sentences between them at most."""
_APART: frozenset[MomentKind] = frozenset({"question", "competitor"})
"""Kinds of which each place counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """Consecutive sentences of one turn."""

    kind: MomentKind
    first: Sentence
    last: Sentence
    strength: float
    method: MomentMethod
    detail: str
    name: str | None = None


def find_in(
    sentence: Sentence,
    kind: MomentKind,
    *,
    strength: float,
    method: MomentMethod,
    detail: str,
    name: str | None = None,
) -> Find:
    """Return the find of one sentence."""
    return Find(
        kind=kind,
        first=sentence,
        last=sentence,
        strength=strength,
        method=method,
        detail=detail,
        name=name,
    )


def joined(finds: Iterable[Find]) -> list[Find]:
    """Return finds with those of one kind that belong together made one, in the order of sentences.

    The strongest says how it was found; several ways make it surer.
    """
    kept: list[Find] = []
    order = sorted(finds, key=lambda f: (f.kind, f.first.turn, f.first.n, f.last.n, -f.strength, f.detail))
    for find in order:
        if kept and _belong(kept[-1], find):
            kept[-1] = _both(kept[-1], find)
        else:
            kept.append(find)
    return sorted(kept, key=lambda find: (find.first.n, find.kind, find.name or ""))


def _belong(one: Find, other: Find) -> bool:
    if (one.kind, one.first.turn) != (other.kind, other.first.turn):
        return False
    if one.name and other.name and one.name != other.name:
        return False
    apart = other.first.n - one.last.n
    return apart <= 0 if one.kind in _APART else apart <= 1 + SKIPPED


def _both(one: Find, other: Find) -> Find:
    first, second = sorted((one, other), key=lambda find: -find.strength)
    # Another sentence says it again; another way of finding the same is weaker evidence than that.
    together = 1 - (1 - first.strength) * (1 - second.strength / 2)
    return replace(
        first,
        first=min(one.first, other.first, key=lambda sentence: sentence.n),
        last=max(one.last, other.last, key=lambda sentence: sentence.n),
        strength=min(together, 0.99),
        name=first.name or second.name,
    )


def moment_of(find: Find, talk: Talk) -> Moment:
    """Return a find as a moment of the call; the caller numbers it."""
    said = [s for s in talk.sentences[find.first.n : find.last.n + 1] if s.turn == find.first.turn]
    return Moment(
        call_id=find.first.segment.call_id,
        n=0,
        kind=find.kind,
        name=find.name,
        role=find.first.role,
        segment=find.first.segment.n,
        start=find.first.times[0],
        end=find.last.times[1],
        quote=" ".join(sentence.text for sentence in said),
        strength=round(find.strength, 3),
        method=find.method,
        detail=find.detail,
    )
