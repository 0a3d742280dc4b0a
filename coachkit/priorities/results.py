"""What comparing topics and people finds, as values for commands and pages."""

from dataclasses import dataclass

from coachkit.priorities.handlers import Handler
from coachkit.priorities.measures import By
from coachkit.searching.results import CallFacts
from coachkit.statistics.averages import Estimate
from coachkit.statistics.shares import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Won:
    """What could be won on a topic, if all its calls went as they do with those who handle it best."""

    agents: tuple[str, ...]
    """Who handles it best."""
    calls: int
    """How many calls of the topic they took."""
    per_call: Estimate
    """In points or minutes of the measure; more than 0 is better."""
    in_all: Estimate
    """In the unit of `Priorities.unit`."""
    is_clear: bool
    """Whether the interval leaves out that there is nothing to win."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPriority:
    """How often a topic comes up, how badly it goes, and what that costs."""

    topic_id: str
    title: str
    calls: int
    """Calls that are mainly about it."""
    share: Share
    """Of all calls that were looked at."""
    bad: Share
    """Bad calls among those with a label."""
    score: Estimate | None
    minutes: Estimate | None
    cost: Estimate | None
    """In the unit of `Priorities.unit`; None where too few calls tell."""
    won: Won | None
    """None where too few calls, or too few people, tell."""

    @property
    def is_enough(self) -> bool:
        """Whether there are enough calls to tell what it costs."""
        return self.cost is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Priorities:
    """The topics, those that cost most first; those with too few calls to tell last."""

    by: By
    unit: str
    """Of costs: `lost calls a week`."""
    mark: float
    """What a call is held against: the good mark of a score, or the median of minutes; 100 by outcome."""
    calls: int
    """How many calls were looked at."""
    unsorted: int
    """How many of them are mainly about no topic."""
    unknown: int
    """How many of them have no figure by this measure."""
    copies: int
    """How many calls were left out because they are there twice, at the same second."""
    by_outcome: int
    """How many of them have a label that somebody outside the call gave."""
    weeks: float | None
    """How long they cover; None where too many have no date, or it is less than a week."""
    minimum: int
    """Calls that a topic, and each of its people, must have before anything is claimed."""
    rows: tuple[TopicPriority, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A call to listen to, and the words to listen for."""

    call: CallFacts
    value: float
    """How the call went, by the measure asked for."""
    expected: float
    """What such a call comes to with everybody."""
    start: float
    end: float
    """The stretch to listen to, in seconds of the call."""
    quote: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """An agent on a topic's calls, with calls to listen to."""

    handler: Handler
    is_better: bool
    """Whether the calls go better than everybody's beyond chance (95 %)."""
    good: int
    """How many of the calls have the label good."""
    labelled: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Experts:
    """Who handles a topic, the best first."""

    topic_id: str
    title: str
    by: By
    calls: int
    """Calls mainly about the topic, of which the figure and an agent are known."""
    average: float | None
    """Mean of their figures."""
    minimum: int
    people: tuple[Expert, ...]
    """Those with enough calls to tell."""
    alike: tuple[str, ...]
    """Those of them who cannot be told apart from the first."""
    few: tuple[Expert, ...]
    """Those with too few calls to tell, most calls first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearTopic:
    """A topic that a question is near to in meaning."""

    topic_id: str
    title: str
    cosine: float
    is_near: bool
    """Whether it is near enough for its calls to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who handled calls like the question."""

    handler: Handler
    good: int
    labelled: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Who is the best person for a question, with the evidence."""

    text: str
    by: By
    topics: tuple[NearTopic, ...]
    """The nearest, nearest first."""
    like: int
    """How many calls are like the question."""
    minimum: int
    nameless: int
    """How many more calls are like it, of which it is not known who took them, or how they went."""
    best: Candidate | None
    """None where nobody is known to have handled the like."""
    second: Candidate | None
    is_thin: bool
    """Whether too few calls tell: then those who had most of the like are named."""
    is_apart: bool
    """Whether the first can be told apart from the second beyond chance."""
