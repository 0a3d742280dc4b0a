"""The score learned from calls whose outcome is known: models by epoch, and what they say of each call."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedModel:
    """A score learned from the calls whose outcome is known, and whether it is better than the rules.

    Kept whether it is or not: the figures say why. Areas under the curve are of held-out calls.
    """

    epoch: int
    good: int
    """How many calls with a good outcome or rating it was learned from."""
    bad: int
    intercept: float
    rule_auc: float
    learned_auc: float
    """Cross-validated by call."""
    agent_auc: float | None
    """Cross-validated by agent: of agents whom it was not learned from; None with fewer than two."""
    gain_low: float
    """The learned score's area less the rules', lower end of the 95 % interval."""
    gain_high: float
    is_used: bool
    reason: str
    """Why it is used or not, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedWeight:
    """What one feature of a call is worth in a learned score."""

    epoch: int
    feature: str
    mean: float
    scale: float
    """A call's value less `mean`, divided by `scale`, times `weight` is what it adds to the log odds."""
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """How likely a call went well, by the learned score that is in use."""

    call_id: str
    epoch: int
    value: float
    """0 to 1, calibrated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictionReason:
    """One of the features that moved a call's prediction most, with the place that shows it."""

    call_id: str
    n: int
    feature: str
    effect: float
    """What it adds to the log odds; below zero it speaks against the call."""
    text: str
    """In a sentence, such as “the customer sounds content at the end”."""
    start: float | None = None
    end: float | None = None
    quote: str | None = None
