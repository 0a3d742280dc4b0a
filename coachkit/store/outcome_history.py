"""What is known of a call's outcomes, and what happens to it when somebody reports again.

A call has one outcome of each kind from each source; a later report takes the place of the earlier, which
goes to the past. What stands in a sidecar, what was imported and what the calls themselves show are kept
apart, so that none of them overwrites another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coachkit.dates import on_one_clock
from coachkit.models import Outcome, PastOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOutcomes:
    """The outcomes of one call, and those that they replaced."""

    now: tuple[Outcome, ...]
    past: tuple[PastOutcome, ...]

    def reported(self, report: Outcome, *, at: str) -> "CallOutcomes":
        """Return them with what was reported of the call taken in at time `at`.

        A report that is older than what is known goes straight to the past. What is known already changes
        nothing.
        """
        known = next((one for one in self.now if _who(one) == _who(report)), None)
        if known is None:
            n = max((one.n for one in self.now), default=-1) + 1
            return replace(self, now=(*self.now, replace(report, n=n)))
        is_older = _is_older(report, known)
        if known.value == report.value:
            if is_older or report.recorded_at in (None, known.recorded_at):
                return self
            return self._with(known, replace(report, n=known.n))
        if is_older:
            return self if self._is_told(report) else self._remember(report, at=at)
        changed = self._with(known, replace(report, n=known.n))
        return replace(changed, past=self._remember(known, at=at).past)

    def with_details(self, details: Sequence[Outcome], *, at: str) -> "CallOutcomes":
        """Return them with `details` for those of the sidecar or manifest, which come first, at time `at`."""
        new = {_who(one): one for one in details}
        kept = self
        for old in (one for one in self.now if one.origin == "details"):
            if _who(old) in new and new[_who(old)].value != old.value:
                kept = kept._remember(old, at=at)
        others = sorted((one for one in self.now if one.origin != "details"), key=lambda one: one.n)
        return replace(kept, now=tuple(replace(one, n=n) for n, one in enumerate((*details, *others))))

    def _with(self, known: Outcome, new: Outcome) -> "CallOutcomes":
        return replace(self, now=tuple(new if one is known else one for one in self.now))

    def _remember(self, outcome: Outcome, *, at: str) -> "CallOutcomes":
        n = max((one.n for one in self.past), default=-1) + 1
        return replace(self, past=(*self.past, _as_past(outcome, n=n, at=at)))

    def _is_told(self, report: Outcome) -> bool:
        """Say whether the past has this report, or the same value as the next thing that was reported."""
        dated = [
            one
            for one in self.past
            if one.recorded_at and _who(one) == _who(report) and not _is_older(one, report)
        ]
        same_time = [one for one in dated if not _is_older(report, one)]
        if same_time:
            return any(one.value == report.value for one in same_time)
        following = next((one for one in dated if not any(_is_older(two, one) for two in dated)), None)
        return following is not None and following.value == report.value


def _who(outcome: Outcome | PastOutcome) -> tuple[str, str, str]:
    return (outcome.kind.casefold(), outcome.source.casefold(), outcome.origin)


def _is_older(report: Outcome | PastOutcome, known: Outcome | PastOutcome) -> bool:
    if not (report.recorded_at and known.recorded_at):
        return False
    first, second = on_one_clock(map(datetime.fromisoformat, (report.recorded_at, known.recorded_at)))
    return first < second


def _as_past(outcome: Outcome, *, n: int, at: str) -> PastOutcome:
    return PastOutcome(
        call_id=outcome.call_id,
        n=n,
        kind=outcome.kind,
        value=outcome.value,
        source=outcome.source,
        recorded_at=outcome.recorded_at,
        origin=outcome.origin,
        replaced_at=at,
    )
