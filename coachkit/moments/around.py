"""More of the same: what is nothing by itself, and a moment among others; and what others speak against."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from coachkit.models import Feeling, MomentKind
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
DENIED_IN = 3
"""Turns in which the customer contradicts an agent who says that all is well."""
GLAD_SIGNS = 2
"""A customer who thanks, praises or sees it work, two of these in a turn, tells of a trouble that is over."""
_GLAD: frozenset[MomentKind] = frozenset({"praise", "resolution", "thanks"})
_CONTRARY: frozenset[MomentKind] = frozenset({"frustration", "feature_failing", "escalation"})


def found_near(
    said: Said, rules: MomentRules, finds: Sequence[Find], asks: frozenset[int], featured: Collection[int]
) -> Iterator[Find]:
    """Yield phrases that count only near a moment of some kind, a competitor, or a feature that is named.

    `featured` are the sentences, by number, that belong to a named feature.
    """
    turns: dict[MomentKind, set[int]] = {}
    for find in finds:
        turns.setdefault(find.kind, set()).add(find.first.turn)
    for place, sentence, words in said.found:
        kind = rules.kinds[place]
        if not fits(kind, sentence, asks):
            continue
        if kind.where == "near":
            near = [turn for one in kind.near for turn in turns.get(one, ())]
            is_near = any(abs(turn - sentence.turn) <= NEAR_TURNS for turn in near)
        elif kind.where == "rival":
            is_near = sentence.turn in turns.get("competitor", ())
        else:
            is_near = kind.where == "feature" and sentence.n in featured
        if is_near:
            yield find_in(sentence, kind.kind, strength=NEAR, method="rule", detail=words)


def found_heated(
    talk: Talk, feelings: Sequence[Feeling], finds: Sequence[Find], asks: frozenset[int]
) -> Iterator[Find]:
    """Yield lines of a customer that sound unhappy, in the turns around those that plainly are."""
    heated = {find.first.turn for find in finds if find.kind == "frustration"}
    told = {find.first.n for find in finds if find.kind in ("goodbye", "thanks", "praise")}
    for feeling in feelings:
        own = [
            one
            for one in talk.by_segment.get(feeling.n, ())
            if not one.is_opening and one.n not in told | asks
        ]
        if own and feeling.acceptance <= UNEASY and any(abs(t - own[0].turn) <= NEAR_TURNS for t in heated):
            yield Find(
                kind="frustration",
                first=own[0],
                last=own[-1],
                strength=NEAR,
                method="rule",
                detail=f"near other frustration, mood {feeling.mood:+.2f}",
            )


def without_denied(finds: Iterable[Find]) -> list[Find]:
    """Return the finds without anger of glad customers, success that is denied, and mere complaints."""
    kept = list(finds)
    signs = {(one.first.turn, one.kind) for one in kept if one.kind in _GLAD and one.first.role == "customer"}
    glad = {turn for turn, count in Counter(turn for turn, _ in signs).items() if count >= GLAD_SIGNS}
    contrary = {find.first.turn for find in kept if find.kind in _CONTRARY} - glad
    failing = [find.first.n for find in kept if find.kind == "feature_failing"]
    return [
        find
        for find in kept
        if not (
            (find.kind == "frustration" and find.first.turn in glad)
            or _is_denied(find, contrary)
            or _is_complaint(find, failing)
        )
    ]


def _is_complaint(find: Find, failing: Sequence[int]) -> bool:
    """Say whether what looks like an objection comes of something that failed before."""
    return find.kind == "objection" and find.method == "rule" and any(n < find.first.n for n in failing)


def _is_denied(find: Find, contrary: Collection[int]) -> bool:
    turn = find.first.turn
    return (
        find.kind == "resolution"
        and find.first.role == "agent"
        and any(turn < other <= turn + DENIED_IN for other in contrary)
    )
