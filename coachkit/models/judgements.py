"""How calls went: feelings, moments, figures, grades, exchanges, scores, labels and briefs."""

from dataclasses import dataclass

from coachkit.models.kinds import (
    BriefKind,
    ExchangeKind,
    GradeLetter,
    MomentKind,
    MomentMethod,
    PointVerdict,
    RangeVerdict,
    ReactionKind,
    Role,
    Verdict,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeling:
    """How one of the customer's segments sounds, from two models that err in different places."""

    call_id: str
    n: int
    """`Segment.n`."""
    sentiment: float
    """-1 to 1, from a lexicon (VADER)."""
    acceptance: float
    """-1 to 1: nearer in meaning to what satisfied customers say, or to what dissatisfied ones say."""

    @property
    def mood(self) -> float:
        """Both together, -1 to 1."""
        return (self.sentiment + self.acceptance) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A stretch of a call that matters: a greeting, an objection, a promise, a long silence."""

    call_id: str
    n: int
    kind: MomentKind
    name: str | None
    """Which competitor or feature, where one is named."""
    role: Role
    segment: int | None
    """`Segment.n` that it is said in; None where nobody speaks."""
    start: float
    end: float
    quote: str
    """What is said; empty where nobody speaks."""
    strength: float
    """How sure it is, 0 to 1."""
    method: MomentMethod
    detail: str
    """What it was found by: the words, the example sentence that it means the same as, the tracker, or a
    figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One figure of a call. `value` is null with a `reason` where it cannot honestly be known."""

    call_id: str
    name: str
    value: float | None
    unit: str
    source: str
    """Where the speakers came from: `channel`, `voice` (told apart and guessed), `given`, or `none`."""
    reason: str | None = None
    start: float | None = None
    """Where to listen, for figures that stand for a moment (a monologue, the longest silence)."""
    end: float | None = None
    quote: str | None = None
    """What is said there."""
    verdict: RangeVerdict | None = None
    """None where the settings give no range for this figure and kind of call, or there is no value."""
    good_low: float | None = None
    """From here to `good_high` it is in range; None: open on that side."""
    good_high: float | None = None
    range_source: str | None = None
    """Who published the range, or that the team set it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """How far a recording and its transcript can be trusted: A is clear, D is not fit to judge by."""

    call_id: str
    grade: GradeLetter
    coverage: float
    """Share of the speech that has words, 0 to 1."""
    confidence: float
    """Mean word probability, 0 to 1."""
    clipped: float
    """Share of the speech that is cut off at the top on the worst channel, 0 to 1."""
    level: float | None
    """Loudness of the softest channel that speaks, in dB below full scale."""
    speech_share: float
    """Share of the conversation in which somebody speaks, 0 to 1: hold and menus do not count."""
    roles: float
    """How surely agent and customer are told apart, 0 to 1."""
    reasons: tuple[str, ...]
    """What keeps it from an A, in sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePoint:
    """One line of a score card on one call, with the place that shows it."""

    call_id: str
    card: str
    criterion: str
    verdict: PointVerdict
    points: float
    max_points: float
    reason: str
    start: float | None = None
    end: float | None = None
    quote: str | None = None
    is_found: bool = True
    """Whether it is heard there; else nothing was found, and the place is where it could have been."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The sum of a card's points on one call, as a percentage of the points that applied."""

    call_id: str
    card: str
    value: float | None
    """None where no line applied, or only those that judge nothing: most of the talk is not in English."""
    points: float
    max_points: float
    is_main: bool = True
    """Whether it is the card that labels calls; the others are only shown."""
    failed_by: str | None = None
    """The criterion that alone failed the call (auto-fail): then `value` is 0 whatever the points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegScore:
    """The result of a card on one leg of a call: what its own agent is judged by."""

    call_id: str
    n: int
    """`Leg.n`."""
    card: str
    value: float | None
    points: float
    max_points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Good, bad or neutral, and who says so.

    `source` is `rating:jana` (a person), `outcome:csat`, `learned` or `score:service`, or `none`; this is
    also the order in which they go before each other.
    """

    call_id: str
    label: Verdict | None
    """None where nobody talks with the customer (a message on a voicemail); the reason says so."""
    source: str
    reason: str
    score_label: Verdict | None
    """What the score alone would say, kept so that people can compare."""
    learned_label: Verdict | None = None
    """What the learned score alone would say; None where none is in use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """One line of a call's brief: a fact, or a quote with its place."""

    call_id: str
    n: int
    kind: BriefKind
    text: str
    """What is shown; quotes inside are verbatim."""
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Something comes up (a name, an objection), the agent replies, the customer reacts."""

    call_id: str
    n: int
    kind: ExchangeKind
    name: str
    start: float
    end: float
    verdict: Verdict
    reason: str
    strength: float
    """How clear the verdict is, 0 to 1."""
    quote: str
    """What shows the verdict best: the customer's reaction, where there is one."""
    quote_start: float
    quote_end: float
    reaction: ReactionKind = "unclear"
    source: str = "reaction"
    """Who says the verdict: `reaction`, or `rating:jana` where a person judged it."""
    prompt: str = ""
    """What the customer said first, or the agent where the agent brought it up."""
    prompt_start: float = 0.0
    prompt_end: float = 0.0
    reply: str | None = None
    """The agent's answer; None where there is none."""
    reply_start: float | None = None
    reply_end: float | None = None
    reaction_start: float | None = None
    """When the customer begins to react; None where they do not."""
