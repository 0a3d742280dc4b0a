"""One call as a query sees it: its turns, and what is known of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from coachkit.models import Medium, Role, Verdict
from coachkit.query.wording import WordList

ExchangeView: TypeAlias = tuple[str, str, Verdict]
"""What an exchange is about (its kind and name), and how it went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """A turn, with what is found in its lines."""

    n: int
    role: Role
    start: float
    end: float
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    """As many as there are words."""
    speaker_words: tuple[str, ...] = ()
    questions: int = 0
    competitors: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()
    trackers: frozenset[str] = frozenset()
    """Those whose hits count: not rejected by a person, nor denied in what is said."""
    moments: frozenset[str] = frozenset()
    """Kinds of moments."""
    exchanges: frozenset[ExchangeView] = frozenset()
    """Those that the turn is part of: its middle lies in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentView:
    """Somebody who takes the call."""

    name: str
    team: str | None = None
    started: str | None = None
    """ISO day of the first day at work."""


@dataclass(frozen=True, kw_only=True)
class CallView:
    """A call, its turns in order, and all that fields of the query language look at.

    Where something is not known it is None or not there.
    """

    id: str
    duration: float
    medium: Medium = "recording"
    turns: tuple[TurnView, ...] = ()
    started_on: str | None = None
    """ISO day."""
    kind: str | None = None
    languages: tuple[str, ...] = ()
    agents: tuple[AgentView, ...] = ()
    customer: str | None = None
    topics: tuple[str, ...] = ()
    """Ids of what it is mainly about."""
    competitors: frozenset[str] = frozenset()
    """Named anywhere on the call."""
    features: frozenset[str] = frozenset()
    trackers: frozenset[str] = frozenset()
    trackers_replied: frozenset[str] = frozenset()
    """Those that exchanges are about."""
    label: str | None = None
    grade: str | None = None
    unheard: float | None = None
    scores: tuple[tuple[str, float | None], ...] = ()
    """(card, value) each."""
    main_score: float | None = None
    """Of the card that labels calls."""
    metrics: tuple[tuple[str, float | None], ...] = ()
    """(name, value) each."""
    outcomes: tuple[tuple[str, str], ...] = ()
    """(kind, value) each."""
    playlists: frozenset[str] = frozenset()
    """Ids of those that have a clip of it."""
    is_rated: bool = False
    """Somebody rates it or a stretch of it, and has not taken that back."""
    is_disputed: bool = False
    """A line of its score is disputed, and the dispute is open or was granted."""

    @cached_property
    def vocabulary(self) -> WordList:
        """The words that are said on the call, with the number of turns that each is said in."""
        counts: dict[str, int] = {}
        for turn in self.turns:
            for word in set(turn.words):
                counts[word] = counts.get(word, 0) + 1
        return WordList(counts, [code for code in self.languages if code != "en"])
