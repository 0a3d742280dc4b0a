"""What a search is asked and what it finds: the nouns that commands and pages show.

Everything that is shown comes with its place (call, seconds) and the reason why it is there. Texts from
calls are as they were said: whoever prints them makes them harmless first.
"""

from dataclasses import dataclass
from typing import Literal

from coachkit.models import Medium, Part, Role, Verdict
from coachkit.query.tree import Node

Mode = Literal["keyword", "semantic", "hybrid"]
"""By the words that are said, by what is meant, or by both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A search: a text in the query language, and conditions that options add to it."""

    text: str
    mode: Mode | None = None
    """None: what suits the text. Plain words are searched in both ways, a query with operators by words."""
    filters: tuple[Node, ...] = ()
    """All of them must hold as well."""
    limit: int = 20
    context: int = 1
    """How many turns come along before and after each hit."""
    skip: int = 0
    """So many places or calls were shown already: the next `limit` of them are wanted."""
    is_unfinished: bool = False
    """The text is still being typed: its last word may go on, and nothing is said of what would find more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """What is shown of the call that a hit is in."""

    id: str
    path: str
    medium: Medium
    started_at: str | None
    customer: str | None
    agents: tuple[str, ...]
    label: Verdict | None = None
    """How the whole call went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A turn: what one speaker says in one go."""

    turn: int
    """Its number in the call, from 0."""
    start: float
    end: float
    role: Role
    speaker: str
    text: str
    part: Part = "talk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason why a hit is there."""

    kind: Literal["words", "meaning", "exchange"]
    text: str
    """The words that are said, separated by commas; the sentence that comes nearest in meaning; or what came
    up there, and how the customer took the reply."""
    similarity: float | None = None
    """Of meaning: cosine, up to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place that fits: one turn, with the part of it that is worth reading."""

    call: CallFacts
    turn: int
    first_segment: int
    last_segment: int
    start: float
    end: float
    """Of the turn, in seconds: what to play."""
    role: Role
    speaker: str
    part: Part
    quote: str
    """The turn, or of a long one the sentences around what was found; `…` where something is left out."""
    matches: tuple[tuple[int, int], ...]
    """Where in `quote` the words stand: (start, end) in characters, end exclusive, none touching."""
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    why: tuple[Reason, ...]
    score: float
    """What the hit is ordered by: comparable within one search only."""
    passage: int | None = None
    """`Passage.n` of the passage it is in, where there is one."""
    said_at: float = 0.0
    """When the line with the first of the marked words begins, or the first line of the quote, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCount:
    """In how many turns of the whole library one of the words is said, other forms included."""

    word: str
    """As it was typed."""
    turns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """Something close to what was asked that would find more."""

    kind: Literal["spelling", "joined", "split", "fewer words", "filter"]
    """Another spelling, the word written as one or as two, some of the words, or one condition left out."""
    said: str
    """In a sentence: `“zenlane” is said by nobody, “zen lane” in 12 turns`."""
    query: str | None
    """The text to search for instead; None where an option would have to go."""
    turns: int
    """How many places that would find."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much was searched: what is left once conditions on the call are met."""

    turns: int
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search finds, and all that is to be said about it."""

    hits: tuple[Hit, ...]
    """The best first."""
    total: int | None
    """How many turns fit by their words; hits that only mean the same come on top. None: by meaning alone."""
    is_exact: bool
    """False: there are more than `total`."""
    mode: Mode
    understood: str
    """What was looked for, in plain words."""
    searched: Extent
    words: tuple[WordCount, ...] = ()
    notes: tuple[str, ...] = ()
    """What a person should know: that only the newest places were ranked, that a model is missing …"""
    near: tuple[NearMiss, ...] = ()
    """Only where little or nothing was found."""
    left: int = 0
    """How many more places `Asked.skip` would show; those that only mean the same among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallGroup:
    """The hits of one call."""

    call: CallFacts
    hits: int
    best: Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCalls:
    """A search whose hits are grouped by call: most to the point first."""

    groups: tuple[CallGroup, ...]
    total: int
    """Calls with a hit."""
    is_exact: bool
    """False: there are more than `total`, because only the newest places were looked at."""
    understood: str
    searched: Extent
    notes: tuple[str, ...] = ()
    near: tuple[NearMiss, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentGroup:
    """On how many of an agent's calls something is found."""

    agent: str
    calls_with: int
    calls: int
    """All calls of the agent that were searched, with a hit or without."""
    example: Hit | None
    """None where `calls_with` is 0."""

    @property
    def share(self) -> float:
        """`calls_with` of `calls`, 0 to 1."""
        return self.calls_with / self.calls if self.calls else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAgents:
    """A search whose hits are grouped by agent; everybody with a call is there, also without any hit."""

    groups: tuple[AgentGroup, ...]
    """The highest share first, or the lowest where that was asked."""
    understood: str
    searched: Extent
    notes: tuple[str, ...] = ()
    near: tuple[NearMiss, ...] = ()

    @property
    def silent(self) -> tuple[AgentGroup, ...]:
        """Those on none of whose calls it is found."""
        return tuple(one for one in self.groups if not one.calls_with)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """How the customer took a reply, and what shows it."""

    verdict: Verdict | None
    """None where the customer says nothing after it."""
    balance: float
    """-1 (rejects) to 1 (accepts)."""
    source: Literal["exchange", "reaction", "none"]
    """Judged with the name that came up (`exchanges`), or from the customer's next words."""
    quote: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an agent replied when a customer asked that."""

    call: CallFacts
    question: Line
    """The customer's turn, cut to what was asked."""
    similarity: float | None
    """Of the customer's question to the one asked, cosine up to 1; None where only the words are the same."""
    reply: tuple[Line, ...]
    """The agent's turn or turns that follow."""
    reception: Reception
    label: Verdict | None
    """How the whole call went."""
    times: int
    """How often nearly the same was replied; the other places are in `alike`."""
    alike: tuple[tuple[str, float], ...]
    """(call id, start of the reply) of near-identical replies that are not shown by themselves."""
    score: float

    @property
    def span(self) -> tuple[float, float]:
        """From when to when it is worth hearing: the question, the reply and the reaction."""
        end = max(self.reply[-1].end, self.reception.end if self.reception.quote else 0.0)
        return self.question.start, end


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What agents replied to a question, the best received first."""

    answers: tuple[Answer, ...]
    questions: int
    """How many times customers asked that, with a reply or without."""
    understood: str
    searched: Extent
    notes: tuple[str, ...] = ()
    near: tuple[NearMiss, ...] = ()
