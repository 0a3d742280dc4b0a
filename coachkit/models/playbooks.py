"""Cases, the playbooks that are mined from them, and the battle cards that are gathered from them."""

from dataclasses import dataclass

from coachkit.models.kinds import (
    BehaviourKind,
    CardSection,
    LineAction,
    LineKind,
    Modality,
    PlaybookKind,
    Stance,
    SubjectKind,
    Verdict,
    VerdictFrom,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Something came up and an agent dealt with it: what they did, and how it went, each read by itself.

    Of a competitor, a feature, a tracker or a moment it is an exchange; of a topic it is the whole call that
    is filed under it.
    """

    call_id: str
    n: int
    kind: SubjectKind
    name: str
    """As exchanges have it; of a topic its id."""
    exchange: int | None
    """`Exchange.n`; None where it is the whole call."""
    agent: str | None
    """Who dealt with it; None where that is not known."""
    verdict: Verdict
    verdict_from: VerdictFrom
    is_upset: bool
    """Whether the customer is upset when it begins, before the agent does anything."""
    start: float
    end: float
    """On the bounds that a clip of it has."""
    prompt: str
    prompt_start: float
    prompt_end: float
    quote: str
    """What the customer says to it; empty where they say nothing, or it is a whole call."""
    quote_start: float
    quote_end: float
    deeds: tuple[str, ...] = ()
    """What the agent does, in order, before the customer reacts (see `coachkit.behaviours.deeds`)."""
    said: tuple[str, ...] = ()
    """The agent's lines before the customer reacts, in order, without what is left out of them: what tells
    the result, what takes leave, and the question that the reaction answers (`coachkit.replies.left_out`)."""
    segments: tuple[int, ...] = ()
    """`Segment.n` of each of these lines."""
    delay: float | None = None
    """Seconds from the end of the prompt to the agent's first words, of a whole call the middle of its
    answers; None where times are not known."""
    seconds: float | None = None
    """How long the agent speaks these lines; None where times are not known."""
    words: int = 0
    """How many words there are in them."""
    questions: int = 0
    """How many questions the agent asks in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """What works and what does not when one thing comes up, from the team's own calls."""

    id: str
    """Readable: `competitor-zenlane`."""
    kind: PlaybookKind
    subject: str
    """A name, a kind of moment, or the title of a topic; empty for the one about everything."""
    title: str
    good: int
    """Cases that went well."""
    bad: int
    unclear: int
    calls: int
    """In how many calls it came up."""
    agents: int
    """How many agents dealt with it."""
    looked_at: int
    """How many behaviours were compared."""
    missing: str | None = None
    """What evidence is still missing, in a sentence; None where at least one line stands and none waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookLine:
    """A do, a don't or a keep: a claim about what agents do, with all that it rests on."""

    playbook_id: str
    n: int
    behaviour: str
    """Stable key of what agents do: `trait:asks_first`, `phrase:let me check that`."""
    behaviour_kind: BehaviourKind
    kind: LineKind
    text: str
    """The sentence that a lead would say; as a lead edited it, where one did."""
    why: str
    """What it rests on, in a sentence with its figures."""
    done_good: int
    """Cases in which it is done and that went well."""
    done_bad: int
    not_done_good: int
    not_done_bad: int
    calls: int
    """In how many calls it is done."""
    agents: int
    """How many agents do it in some cases and not in others, or at least do it."""
    effect: float
    """By how many of 100 cases more go well where it is done, within agents."""
    effect_low: float
    effect_high: float
    odds: float | None
    """The common odds ratio (Mantel and Haenszel 1959); None where one side is empty."""
    odds_low: float | None
    odds_high: float | None
    chance: float
    """How likely chance alone parts the two so far (p-value)."""
    adjusted: float
    """The same, corrected for everything that was looked at (Benjamini and Hochberg 1995)."""
    withheld: str | None = None
    """Why it is not claimed, in a sentence; None where it stands."""
    also: tuple[str, ...] = ()
    """What agents do in the same cases, so that nobody can tell which of them it is, in words."""
    approved_by: str | None = None
    edited_by: str | None = None
    struck_by: str | None = None
    """Who took it out; it stays out until somebody restores it."""
    found: str = ""
    """The sentence as it was found, whatever people made of it."""
    doubt: str | None = None
    """Why it is not claimed whatever people decide; None where the calls bear it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookQuote:
    """A case that shows a line: one that went well or badly, with the words to look for, playable."""

    playbook_id: str
    line: int
    """`PlaybookLine.n`."""
    n: int
    call_id: str
    start: float
    end: float
    agent: str | None
    verdict: Verdict
    is_done: bool
    """Whether the agent does there what the line is about."""
    prompt: str
    words: str
    """What the agent says that shows it; where it is not done, or no words show it, what they say."""
    quote: str
    """What the customer says to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookVersion:
    """A playbook as it once stood, with what had changed since the one before, and why."""

    playbook_id: str
    n: int
    """From 1."""
    made_at: str
    text: str
    """Markdown, without anybody's quotes."""
    changes: tuple[str, ...]
    """A sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChoice:
    """What a person decided of a line of a playbook; kept whatever is mined later."""

    n: int
    playbook_id: str
    behaviour: str
    kind: LineKind
    """As it was then."""
    line: str
    """How the line read then: it is told so, whatever becomes of it."""
    action: LineAction
    text: str | None
    """The sentence, where it was edited; else why, where that was said."""
    author: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BattleCard:
    """What is needed in a call in which a competitor or a feature comes up, on one page."""

    id: str
    """Readable: `competitor-zenlane`."""
    kind: SubjectKind
    name: str
    title: str
    calls: int
    cases: int
    good: int
    bad: int
    trend: str
    """How often it comes up now beside before, in a sentence."""
    since: str | None
    """Day of the oldest call in it."""
    until: str | None
    left_out: int = 0
    """Calls in which it comes up that are too hard to hear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """One thing that customers say, a reply, or an open question, with how often."""

    card_id: str
    n: int
    section: CardSection
    text: str
    """The words of the most typical one; of what customers say next, what that is."""
    cases: int
    calls: int
    good: int
    bad: int
    of_calls: int
    """How many calls `calls` are of: those that all lines of the section were gathered from."""
    stance: Stance | None = None
    """What the customer thinks of it; None where nothing is said for or against."""
    modality: Modality = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardQuote:
    """A place that shows a line of a battle card, playable."""

    card_id: str
    line: int
    """`CardLine.n`."""
    n: int
    call_id: str
    start: float
    end: float
    agent: str | None
    verdict: Verdict
    quote: str
    """What is said; of a reply its most telling lines, with “…” between them."""
    prompt: str = ""
    """Of a reply, what the customer says before it."""
    reaction: str = ""
    """Of a reply, what the customer says to it; empty where only the call's outcome says how it went."""
