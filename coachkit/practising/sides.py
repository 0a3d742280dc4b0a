"""The two sides of a subject: the clearest exchanges that went well, and those that went badly."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace

from coachkit.models import ClipChange, Dispute, GradeLetter, KeptClip, Verdict
from coachkit.playlists.candidates import Candidate
from coachkit.playlists.choosing import is_repeat
from coachkit.playlists.disputed import rests_on
from coachkit.playlists.hand import Hand, hands_of
from coachkit.practising.subjects import Practisable, practisables
from coachkit.replies.telling import tellings
from coachkit.replies.traits import read_trait
from coachkit.stages.contrast import Pair, PromptedExchange, pair_up
from coachkit.store.library import Library
from coachkit.store.reading.contrast import TraitCount, add_up, count_traits
from coachkit.store.reading.curating import Choice, candidates_of
from coachkit.store.reading.opinions import standing_disputes
from coachkit.store.reading.practice import PractisedExchange, practised_exchanges

POOL = 40
"""Of what went well, and of what went badly, so many of the clearest are looked at."""
Talk = tuple[str, ...]
"""What tells a talk from others: `Candidate.talk`."""
Key = tuple[str, float, float, str, str]
"""Call, start and end of a highlight, its kind and name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What may be practised of one subject; nothing in it twice."""

    pairs: tuple[Pair, ...]
    """The best first; no call is in two of them."""
    alone: tuple[PromptedExchange, ...]
    """Those without a counterpart, the clearest first; of calls that are in no pair."""
    said: Mapping[Key, PractisedExchange]

    def of(self, one: PromptedExchange) -> PractisedExchange:
        """Return what was said in one of them."""
        return self.said[_key(one.candidate)]

    def without(self, talks: Collection[Talk]) -> "Sides":
        """Return what is left where nothing of these talks is shown."""
        pairs = [
            one for one in self.pairs if not {one.good.candidate.talk, one.bad.candidate.talk} & {*talks}
        ]
        alone = [one for one in self.alone if one.candidate.talk not in talks]
        return replace(self, pairs=tuple(pairs), alone=tuple(alone))

    @property
    def rounds(self) -> int:
        """How many rounds there are, each with calls of its own."""
        return len(self.pairs) + len(self.alone)


@dataclass(slots=True, kw_only=True)
class SideReader:
    """Reads the sides of subjects, each once; what counts for all of them is read once.

    It is as old as what it has read: a library that changes needs another.
    """

    library: Library
    min_grade: GradeLetter
    not_by: str | None = None
    """An agent whose own calls are left out."""
    disputes: Sequence[Dispute] = field(init=False)
    hands: Mapping[str, Hand] = field(init=False)
    traits: Sequence[TraitCount] = field(init=False)
    subjects: Sequence[Practisable] = field(init=False)
    """Whatever came up and went well or badly."""
    _known: dict[str, Sides] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Read what came up, what is disputed, what people took out of lists, and how common traits are."""
        self.subjects = practisables(self.library)
        self.disputes = standing_disputes(self.library)
        self.hands = hands_of(self.library.rows(KeptClip), self.library.rows(ClipChange))
        self.traits = count_traits(self.library)

    def but_of(self, agent: str) -> "SideReader":
        """Return a reader that leaves out an agent's own calls, without reading anew what all have."""
        other = copy(self)
        other.not_by, other._known = agent, {}  # noqa: SLF001 - its own kind
        return other

    def read(self, wanted: Practisable) -> Sides:
        """Return the sides of a subject."""
        if wanted.id not in self._known:
            self._known[wanted.id] = self._sides(wanted)
        return self._known[wanted.id]

    def _sides(self, wanted: Practisable) -> Sides:
        good, bad = (self._clearest(wanted, verdict) for verdict in ("good", "bad"))
        said: dict[Key, PractisedExchange] = {
            (one.call_id, one.start, one.end, one.kind, one.name): one
            for one in practised_exchanges(self.library, {one.key for one in (*good, *bad)})
        }
        well, badly = (
            [_prompted(one, said[_key(one)]) for one in side if _key(one) in said] for side in (good, bad)
        )
        of_subject = add_up(
            one for one in self.traits if (one.kind, one.name) == (wanted.subject.kind, wanted.name)
        )
        telling = tellings(of_subject, add_up(self.traits))
        pairs = pair_up(wanted.subject, well, badly, telling, most=POOL)
        return Sides(pairs=tuple(pairs), alone=tuple(_alone(pairs, (*well, *badly))), said=said)

    def _clearest(self, wanted: Practisable, verdict: Verdict) -> list[Candidate]:
        """Return the clearest exchanges that went so; none that is disputed, or that people took out."""
        kind, name = wanted.subject.kind, wanted.name
        about = {"topic": name} if kind == "topic" else {"kind": kind, "name": name}
        choice = Choice(min_grade=self.min_grade, verdict=verdict, not_by=self.not_by, **about)  # type: ignore[arg-type]
        lists = [f"{wanted.lists}-{ending}" for ending in (verdict, "contrast")]
        hands = [self.hands[one] for one in lists if one in self.hands]
        return [
            one
            for one in candidates_of(self.library, choice, "clearest", most=POOL)
            if not any(rests_on(one, dispute) for dispute in self.disputes)
            and not any(hand.excludes(one.clip("", "")) for hand in hands)
        ]


def _prompted(one: Candidate, said: PractisedExchange) -> PromptedExchange:
    return PromptedExchange(candidate=one, traits=tuple(map(read_trait, said.traits)), vector=said.vector)


def _alone(pairs: Sequence[Pair], exchanges: Sequence[PromptedExchange]) -> list[PromptedExchange]:
    """Return the exchanges of talks that no pair has, one of each talk, the clearest first."""
    chosen: list[PromptedExchange] = [side for pair in pairs for side in (pair.good, pair.bad)]
    paired = len(chosen)
    for one in sorted(exchanges, key=lambda one: (-one.candidate.score, one.candidate.key)):
        if not any(
            one.candidate.talk == other.candidate.talk or is_repeat(one.candidate, other.candidate)
            for other in chosen
        ):
            chosen.append(one)
    return chosen[paired:]


def _key(one: Candidate) -> Key:
    return (*one.key, one.kind, one.name)
