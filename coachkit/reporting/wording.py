"""What things are called in a report, and figures in plain words."""

from collections.abc import Mapping

from coachkit.measuring.showing import format_number, format_value
from coachkit.models import ExchangeKind, MomentKind, Role
from coachkit.statistics.averages import Estimate
from coachkit.statistics.shares import Share
from coachkit.trends.wording import percent

GOOD_MOMENTS: Mapping[MomentKind, str] = {
    "praise": "The customer praises",
    "thanks": "The customer says thank you",
    "empathy": "The agent shows understanding",
    "resolution": "The matter is resolved",
    "next_step": "A next step is agreed",
}
"""Moments that speak for a call."""
BAD_MOMENTS: Mapping[MomentKind, str] = {
    "frustration": "The customer is frustrated",
    "escalation": "The customer asks for somebody else",
    "feature_failing": "Something does not work for the customer",
    "dead_air": "Nobody speaks for long",
    "overtalk": "The agent talks over the customer",
    "monologue": "The agent talks for long without a break",
}
"""Moments that speak against a call."""
SAID_BY: Mapping[MomentKind, Role] = {
    "praise": "customer",
    "thanks": "customer",
    "frustration": "customer",
    "escalation": "customer",
    "feature_failing": "customer",
    "empathy": "agent",
}
"""Whose words count, for moments that either may say; an agent's thanks are no praise."""
_EXCHANGES: Mapping[ExchangeKind, str] = {
    "competitor": "Replies when {} is named",
    "feature": "Replies about {}",
    "tracker": "Replies to “{}”",
    "moment": "Replies to {}",
}
_MOMENT_WORDS: Mapping[str, str] = {
    "objection": "an objection",
    "price": "a question of price",
    "frustration": "a frustrated customer",
    "escalation": "a wish for somebody else",
    "feature_asked": "a wish for a feature",
    "feature_failing": "something that does not work",
    "question": "a question",
}
SOURCES: Mapping[str, str] = {
    "rating": "by a person",
    "outcome": "by how it ended",
    "learned": "by the learned score",
    "score": "by the score card",
}


def exchange_title(kind: ExchangeKind, name: str) -> str:
    """Return what the exchanges about a thing are called: `Replies when Zenlane is named`."""
    named = _MOMENT_WORDS.get(name, name.replace("_", " ")) if kind == "moment" else name
    return _EXCHANGES[kind].format(named)


def of_units(share: Share, unit: str) -> str:
    """Return a share with its counts: `12 of 17 calls (71 %)`; of fewer than five the counts alone."""
    noun = unit if share.calls == 1 else f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"
    few = share.value is None or share.calls < 5
    counts = f"{share.held:,} of {share.calls:,} {noun}"
    return counts if few else f"{counts} ({percent(share.value or 0.0)})"


def estimate(one: Estimate, unit: str = "count") -> str:
    """Return a mean with its interval: `52 % (44 to 60)`."""
    low, high = (format_number(part, unit) for part in (one.low, one.high))
    return f"{format_value(one.value, unit)} ({low} to {high})"
