"""What a report holds, as values for the terminal, for programs and for the page."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from coachkit.models import Verdict
from coachkit.searching.results import CallFacts
from coachkit.statistics.averages import Estimate
from coachkit.statistics.shares import Share
from coachkit.trends.table import News

Basis = Literal["before", "others"]
"""The same calls in the period before, or all other calls of the same period."""
Claim = Literal["beyond chance", "may be chance", "not compared"]
FindingKind = Literal["line", "exchange", "moment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in a call to listen to."""

    call: CallFacts
    label: Verdict | None
    start: float
    end: float
    """In seconds of the call."""
    quote: str | None
    """What is said there; None where the whole call is meant."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that went well or badly: a line of the score card, a kind of exchange or of moment."""

    kind: FindingKind
    name: str
    """The criterion, `competitor:Zenlane`, or the kind of moment."""
    title: str
    here: Share
    """On how many calls (of exchanges: how often) it is so."""
    basis: Basis | None
    """What it is compared with; None where there is too little, and the share itself is what is said."""
    there: Share | None
    claim: Claim
    says: str
    """The figures in words."""
    example: Spot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelCount:
    """How many calls went so, and by whom this is said."""

    label: Verdict
    calls: int
    before: int
    """In the period before."""
    by_source: tuple[tuple[str, int], ...]
    """`rating`, `outcome`, `learned` or `score`, with how many calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The calls of a week by label."""

    first: date
    good: int
    neutral: int
    bad: int
    unlabelled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """What calls were about, how they went, and what goes worst in them."""

    topic_id: str
    title: str
    calls: int
    share: Share
    good: int
    bad: Share
    score: Estimate | None
    weeks: tuple[float | None, ...]
    """Its share of each week's calls, the newest last; None in weeks without a call."""
    trend: str | None
    """What is beyond chance, in words."""
    worst: str | None
    """The line of the score card that loses most points in its calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure over the calls: its mean, and how many calls are in its range."""

    name: str
    title: str
    unit: str
    calls: int
    mean: Estimate
    before: Estimate | None
    in_range: int
    near: int
    out_of_range: int
    ranges: tuple[str, ...]
    """The ranges that calls are held against, in words; several where kinds of calls differ."""
    sources: tuple[str, ...]
    worst: Spot | None
    """The call that is furthest out."""
    worst_value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToHear:
    """A call worth hearing first, and why."""

    spot: Spot
    reasons: tuple[str, ...]
    called_for: str | None
    """Why the customer calls, in the customer's words; None where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What an agent said would be done."""

    spot: Spot
    kind: Literal["promise", "next_step"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnFrom:
    """Whose calls on a topic go better than others' beyond chance: to learn from, not to rank people."""

    topic_id: str
    title: str
    agents: tuple[str, ...]
    calls: int
    example: Spot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A team and a period at a glance."""

    title: str
    first: date | None
    """None, with `last`: all calls, whenever they were."""
    last: date | None
    before: tuple[date, date] | None
    """The first and the last day of the period that it is compared with."""
    calls: int
    calls_before: int
    calls_others: int
    """Of the same period, that are not in the report."""
    minutes: float
    score: Estimate | None
    score_before: Estimate | None
    labels: tuple[LabelCount, ...]
    unlabelled: int
    weeks: tuple[Week, ...]
    hear_first: tuple[ToHear, ...]
    went_well: tuple[Finding, ...]
    went_badly: tuple[Finding, ...]
    topics: tuple[TopicLine, ...]
    news: tuple[News, ...]
    """What rose and fell beyond chance, the surest first."""
    figures: tuple[FigureLine, ...]
    promises: tuple[Promise, ...]
    learn_from: tuple[LearnFrom, ...]
    notes: tuple[str, ...]
