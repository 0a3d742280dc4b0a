"""Decide: whether what was learned is better than the score card on calls that neither has seen.

It is used only if its area under the ROC curve is larger by more than chance (DeLong's interval above 0) and
it still tells more than the card of agents whom it was not learned from: else it has learned who they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coachkit.learning.fitting import Weights, cross_validated, fit
from coachkit.learning.sheet import Numbers, Sheet
from coachkit.models import LearnedModel, LearnedWeight
from coachkit.statistics.areas import area_of, gain_of
from coachkit.statistics.averages import Estimate

FEWEST_WITH_AGENT = 0.5
"""With a smaller share of calls whose agent is known, nothing is said by agent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCall:
    """A call of which it is known how it went."""

    call_id: str
    went_well: bool
    rule: float | None
    """The score card's value; None where there is none."""
    agent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What was learned, and how far it can be trusted."""

    model: LearnedModel
    weights: tuple[LearnedWeight, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """The learned score beside the card, on the same held-out calls."""

    learned: Estimate
    rule: float
    gain: Estimate


def learn(sheet: Sheet, calls: Sequence[KnownCall], *, epoch: int) -> Learned:
    """Return the score learned from calls, of which a row each is in `sheet`.

    Raises:
        ValueError: All calls went the same way.
    """
    went_well = np.array([one.went_well for one in calls], bool)
    by_call = _compare(sheet, calls, [one.call_id for one in calls])
    by_agent = _compare(sheet, calls, _agents(calls)) if _has_agents(calls) else None
    weights = fit(sheet, went_well, [one.call_id for one in calls])
    is_used, reason = _verdict(by_call, by_agent)
    model = LearnedModel(
        epoch=epoch,
        good=int(went_well.sum()),
        bad=int((~went_well).sum()),
        intercept=weights.intercept,
        rule_auc=round(by_call.rule, 4),
        learned_auc=round(by_call.learned.value, 4),
        agent_auc=round(by_agent.learned.value, 4) if by_agent else None,
        gain_low=round(by_call.gain.low, 4),
        gain_high=round(by_call.gain.high, 4),
        is_used=is_used,
        reason=reason,
    )
    return Learned(model=model, weights=weight_rows(weights, epoch=epoch))


def weight_rows(weights: Weights, *, epoch: int) -> tuple[LearnedWeight, ...]:
    """Return weights as they are stored."""
    rows = zip(weights.names, weights.mean, weights.scale, weights.weight, strict=True)
    return tuple(
        LearnedWeight(epoch=epoch, feature=name, mean=float(mean), scale=float(scale), weight=float(weight))
        for name, mean, scale, weight in rows
    )


def weights_from(model: LearnedModel, rows: Sequence[LearnedWeight]) -> Weights:
    """Return what is stored of a learned score, ready for use."""
    own = [row for row in rows if row.epoch == model.epoch]
    return Weights(
        names=tuple(row.feature for row in own),
        mean=np.array([row.mean for row in own]),
        scale=np.array([row.scale for row in own]),
        weight=np.array([row.weight for row in own]),
        intercept=model.intercept,
    )


def _compare(sheet: Sheet, calls: Sequence[KnownCall], groups: Sequence[str]) -> _Compared:
    """Return both scores on calls held out by group; those without a card's score count as even."""
    went_well = np.array([one.went_well for one in calls], bool)
    log_odds = cross_validated(sheet, went_well, groups)
    rule = _rule(calls)
    held = ~np.isnan(log_odds)
    if not held.any() or went_well[held].all() or not went_well[held].any():
        held, log_odds = np.ones(len(calls), bool), np.zeros(len(calls))
    return _Compared(
        learned=area_of(went_well[held], log_odds[held]),
        rule=area_of(went_well[held], rule[held]).value,
        gain=gain_of(went_well[held], log_odds[held], rule[held]),
    )


def _rule(calls: Sequence[KnownCall]) -> Numbers:
    known = [one.rule for one in calls if one.rule is not None]
    middle = float(np.median(known)) if known else 0.0
    return np.array([middle if one.rule is None else one.rule for one in calls])


def _has_agents(calls: Sequence[KnownCall]) -> bool:
    known = [one.agent for one in calls if one.agent]
    return len(set(known)) > 1 and len(known) >= FEWEST_WITH_AGENT * len(calls)


def _agents(calls: Sequence[KnownCall]) -> list[str]:
    """Return the agent of each call; a call whose agent is not known stands for itself."""
    return [f"agent {one.agent}" if one.agent else f"call {one.call_id}" for one in calls]


def _verdict(by_call: _Compared, by_agent: _Compared | None) -> tuple[bool, str]:
    shown = f"area {by_call.learned.value:.2f} against the score card's {by_call.rule:.2f}"
    between = f"between {by_call.gain.low:+.2f} and {by_call.gain.high:+.2f}"
    if by_call.learned.low <= 0.5:
        return False, f"on calls that it was not learned from it is no better than chance ({shown})"
    if by_call.gain.low <= 0:
        return False, f"it is not surely better than the score card ({shown}; the gain is {between})"
    if by_agent and by_agent.learned.value <= by_agent.rule:
        return False, (
            "of agents whom it was not learned from it tells no more than the score card"
            f" ({by_agent.learned.value:.2f} against {by_agent.rule:.2f}): it may know who they are"
        )
    return True, f"it tells good calls from bad more surely than the score card ({shown}; {between})"
