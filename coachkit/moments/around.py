"""More of the same: what is nothing by itself, and a moment among others of its kind."""

from collections.abc import Iterator, Sequence

from coachkit.models import Feeling
from coachkit.moments.finds import Find, find_in
from coachkit.moments.pack import MomentRules
from coachkit.moments.said import Said, fits
from coachkit.moments.talk import Talk

NEAR_TURNS = 6
"""Turns of both sides within which what is said belongs to one stretch of the call."""
NEAR = 0.55
"""How sure it is that something is of the kind that is found around it."""
UNEASY = -0.25
"""From this acceptance down a line sounds unhappy, if others around it do (-1 to 1)."""


def found_near(said: Said, rules: MomentRules, finds: Sequence[Find], asks: frozenset[int]) -> Iterator[Find]:
    """Yield phrases that count only near a moment of their kind, or where a customer names a competitor."""
    turns: dict[str, set[int]] = {}
    for find in finds:
        turns.setdefault(find.kind, set()).add(find.first.turn)
    rivals = {find.first.turn for find in finds if find.kind == "competitor"}
    for place, sentence, words in said.found:
        kind = rules.kinds[place]
        if kind.where not in ("near", "rival") or not fits(kind, sentence, asks):
            continue
        around = turns.get(kind.kind, set()) if kind.where == "near" else rivals
        reach = NEAR_TURNS if kind.where == "near" else 0
        if any(abs(turn - sentence.turn) <= reach for turn in around):
            yield find_in(sentence, kind.kind, strength=NEAR, method="rule", detail=words)


def found_heated(
    talk: Talk, feelings: Sequence[Feeling], finds: Sequence[Find], asks: frozenset[int]
) -> Iterator[Find]:
    """Yield lines of a customer that sound unhappy, in the turns around those that plainly are."""
    heated = {find.first.turn for find in finds if find.kind == "frustration"}
    for feeling in feelings:
        own = [one for one in talk.by_segment.get(feeling.n, ()) if one.n not in asks and not one.is_opening]
        if own and feeling.acceptance <= UNEASY and any(abs(t - own[0].turn) <= NEAR_TURNS for t in heated):
            yield Find(
                kind="frustration",
                first=own[0],
                last=own[-1],
                strength=NEAR,
                method="rule",
                detail=f"near other frustration, mood {feeling.mood:+.2f}",
            )
