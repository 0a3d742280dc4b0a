"""Which candidates a list holds, and in which order.

One after the other the best that is left is taken, and "best" takes into account what the list has already:
every clip of the same agent, customer, matter or topic makes the next one worth less, so they take turns
unless one of them is much better. What is said in the list already is never taken again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from rapidfuzz import fuzz

from coachkit.config import ListLimits, SortOrder
from coachkit.models import Clip
from coachkit.playlists.candidates import Candidate

SAME_WORDS = 85
"""Quotes or prompts at least this alike (rapidfuzz ratio, 0 to 100) are the same words, as in a second
recording, or where the same reply is evidence of two things."""
SHORT = 12
"""Prompts of fewer letters (“Yes.”, “Hello?”) are alike without saying the same."""
LESS_WORTH: Mapping[str, float] = {"agent": 0.15, "customer": 0.1, "matter": 0.05, "topic": 0.05}
"""What a clip is worth less for each that the list holds of the same, on a scale from 0 to 1."""
_Trait = tuple[str, object]


@dataclass(slots=True)
class _List:
    """What was chosen so far, and what of it counts for the next."""

    limits: ListLimits
    most: int
    chosen: list[Candidate] = field(default_factory=list)
    held: list[Candidate] = field(default_factory=list)
    """Those that are in the list whatever is chosen."""
    _less: dict[_Trait, float] = field(default_factory=dict)
    _agents: Counter[str] = field(default_factory=Counter)
    _talks: Counter[tuple[str, ...]] = field(default_factory=Counter)
    _seconds: float = 0.0

    def count(self, one: Candidate) -> None:
        """Count a candidate as one that is in the list."""
        for trait in _traits(one):
            self._less[trait] = self._less.get(trait, 0.0) + LESS_WORTH[trait[0]]
        self._agents.update(one.agents)
        self._talks[one.talk] += 1
        self._seconds += one.end - one.start

    def worth(self, base: float, traits: Iterable[_Trait]) -> float:
        """Return what a candidate is worth beside what is there; it only falls as the list grows."""
        less = sum(self._less.get(trait, 0.0) for trait in traits) if self.limits.diverse else 0.0
        return round(base - less, 6)

    def has_room_for(self, one: Candidate) -> bool:
        """Say whether a candidate is within the limits."""
        limits = self.limits
        if self._talks[one.talk] >= limits.per_call:
            return False
        if limits.per_agent and any(self._agents[agent] >= limits.per_agent for agent in one.agents):
            return False
        longest = None if limits.max_minutes is None else 60 * limits.max_minutes
        return longest is None or self._seconds + one.end - one.start <= longest

    @property
    def is_full(self) -> bool:
        """Say whether it has as many clips as it may have."""
        return len(self.chosen) + len(self.held) >= self.most

    def repeats(self, one: Candidate) -> bool:
        """Say whether what a candidate plays is in the list already."""
        return any(is_repeat(one, other) for other in (*self.held, *self.chosen))


def choose(
    candidates: Sequence[Candidate], limits: ListLimits, *, most: int, held: Iterable[Candidate] = ()
) -> list[Candidate]:
    """Return what a list holds of `candidates`, in the order of `limits.sort`.

    `most` is for lists that do not say themselves how many clips they hold. `held` are in the list already,
    and count.
    """
    ordered = sorted(candidates, key=_order(limits.sort))
    bases = _bases(ordered, limits.sort)
    filled = _List(limits, limits.max_clips or most)
    for one in held:
        filled.held.append(one)
        filled.count(one)
    traits = [_traits(one) for one in ordered]
    # by what each is worth at most, then by its place; what it is worth is reckoned when its turn comes
    left = [(-round(base, 6), place, -1) for place, base in enumerate(bases)]
    heapify(left)
    while left and not filled.is_full:
        _, place, reckoned = heappop(left)
        one = ordered[place]
        if not filled.has_room_for(one):  # room only shrinks
            continue
        if reckoned < len(filled.chosen):
            heappush(left, (-filled.worth(bases[place], traits[place]), place, len(filled.chosen)))
        elif not filled.repeats(one):
            filled.chosen.append(one)
            filled.count(one)
    return filled.chosen if limits.sort == "clearest" else sorted(filled.chosen, key=_order(limits.sort))


def is_repeat(one: Candidate, other: Candidate) -> bool:
    """Say whether two candidates play the same: the same stretch of a talk, or the same words."""
    if one.talk == other.talk and one.start < other.end and other.start < one.end:
        return True
    if one.quote and fuzz.ratio(one.quote, other.quote) >= SAME_WORDS:
        return True
    return len(one.prompt) >= SHORT and fuzz.ratio(one.prompt, other.prompt) >= SAME_WORDS


def stands_for(clip: Clip) -> Candidate:
    """Return what counts of a clip that a person put into a list."""
    return Candidate(
        call_id=clip.call_id,
        started_at=None,
        customer=None,
        agents=(),
        kind="place",
        name=clip.subject,
        verdict=clip.verdict,
        start=clip.start,
        end=clip.end,
        reason=clip.reason,
        score=clip.score,
        quote=clip.quote,
        quote_start=clip.start if clip.quote_start is None else clip.quote_start,
        quote_end=clip.end if clip.quote_end is None else clip.quote_end,
        prompt="",
        card=None,
        topic=None,
        moments=clip.moments,
    )


def _traits(one: Candidate) -> list[_Trait]:
    found: list[_Trait] = [("agent", agent) for agent in one.agents]
    if one.customer:
        found.append(("customer", one.customer))
    if one.topic:
        found.append(("topic", one.topic))
    return [*found, ("matter", (one.kind, one.name))]


def _bases(ordered: Sequence[Candidate], sort: SortOrder) -> list[float]:
    if sort == "clearest":
        # what has a verdict of its own goes before what only shows why its call went so
        return [one.score - (1.0 if one.kind in ("point", "place") else 0.0) for one in ordered]
    return [1 - place / len(ordered) for place in range(len(ordered))]


def _order(sort: SortOrder) -> Callable[[Candidate], tuple[object, ...]]:
    return lambda one: (
        *_SORT_KEYS[sort](one),
        -one.score,
        one.call_id,
        one.start,
        one.end,
        one.kind,
        one.name,
        one.quote,
    )


_SORT_KEYS: Mapping[SortOrder, Callable[[Candidate], tuple[object, ...]]] = {
    "clearest": lambda one: (one.kind in ("point", "place"),),
    "newest": lambda one: (one.started_at is None, tuple(-ord(letter) for letter in one.started_at or "")),
    "oldest": lambda one: (one.started_at is None, one.started_at or ""),
    "longest": lambda one: (one.start - one.end,),
    "shortest": lambda one: (one.end - one.start,),
}
