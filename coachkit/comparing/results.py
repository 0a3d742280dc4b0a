"""What comparing finds: the nouns that commands and pages show.

Whatever is said to be alike comes with the words of both calls and their times. Texts from calls are as
they were said: whoever prints them makes them harmless first.
"""

from dataclasses import dataclass

from coachkit.models import Role, Verdict
from coachkit.searching.results import CallFacts, Reception


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one speaker says, with its place in the call in seconds."""

    start: float
    end: float
    role: Role
    speaker: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The same matter in two calls, in the words of both."""

    mine: Said
    """In the call that was asked about."""
    theirs: Said
    similarity: float
    """Cosine of what they mean, up to 1."""
    is_reason: bool
    """True where both are why the customer calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What two calls have in common, by name."""

    topic: str | None = None
    competitors: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    trackers: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Better:
    """Why a call went better than the one asked about."""

    reasons: tuple[str, ...]
    """In words: `resolved is true (ticket) against resolved is false (ticket)`, `score 78 against 41`."""
    label: Verdict | None
    other_label: Verdict | None
    """Of the call asked about."""
    card: str | None = None
    score: float | None = None
    other_score: float | None = None
    """Of the call asked about, on the same card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One call's side of the place where two part."""

    customer: Said
    """What the customer says; it is alike in both."""
    reply: Said
    """What the agent says to it."""
    then: Said | None
    """What the customer says next; None where nothing follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """The first moment after the reason for calling where the agents do something different."""

    mine: Side
    theirs: Side
    how: str
    """How the replies differ, in words."""
    alike: float
    """Cosine of what the customers say."""
    replies_alike: float
    """Cosine of what the agents reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarCall:
    """A call that is like the one asked about."""

    call: CallFacts
    likeness: float
    """0 to 1: of the reasons for calling, and of all that is dealt with."""
    label: Verdict | None
    label_reason: str | None
    score: float | None
    """On the first card."""
    pairs: tuple[Pair, ...]
    """What makes them alike, the reason for calling first, then the best pairs."""
    shared: Shared
    better: Better | None = None
    parting: Parting | None = None
    no_parting: str | None = None
    """Why no place can be told where the calls part, where that was asked and they are alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A call that holds the same words: another recording or transcript of the same talk."""

    call: CallFacts
    same_words: float
    """Share of the words that agree, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarCalls:
    """The calls most like one."""

    call: CallFacts
    label: Verdict | None
    label_reason: str | None
    score: float | None
    calls: tuple[SimilarCall, ...]
    """The most alike first."""
    searched: int
    """How many other calls it was compared with."""
    copies: tuple[Copy, ...] = ()
    more_copies: int = 0
    """Copies beyond those listed."""
    has_more: bool = False
    """Whether there are more that are alike than were asked for."""
    nearest: SimilarCall | None = None
    """Where nothing is alike enough: what comes nearest."""
    notes: tuple[str, ...] = ()
    """What a person should know, in sentences without a full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A customer's words, the agent's reply, and how the customer took it."""

    call: CallFacts
    start: float
    end: float
    customer: Said
    reply: tuple[Said, ...]
    reception: Reception | None
    """None where no agent replies."""
    similarity: float = 1.0
    """Cosine to the moment asked about."""
    better: str | None = None
    """Why it went better, where that was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarMoments:
    """The moments of other calls most like one."""

    asked: Moment | None
    """None where nobody says anything there."""
    moments: tuple[Moment, ...]
    searched: int
    """How many other calls were looked at."""
    has_more: bool = False
    """Whether there are more that are alike than were asked for."""
    nearest: Moment | None = None
    """Where nothing is alike enough, or nothing that is alike was taken better: what comes nearest."""
    notes: tuple[str, ...] = ()
