"""What is not claimed but is worth a lead's knowing: it nearly stands, and this is what it lacks."""

from collections.abc import Sequence

from coachkit.mining.hypotheses import Hypothesis
from coachkit.mining.support import HABIT
from coachkit.statistics.stratified import Tables, common_difference, compare

WORTH_SHOWING = 0.5
"""Up to this rate of false ones it is as likely true as not."""
MOST_WITHHELD = 5
_LARGE = 0.3
"""A difference, 30 in 100, that is worth a look although too few calls show it."""
_UNLIKELY = 0.05
"""What chance does more often is no news; of two calls next to nothing is."""
_HABIT = 0.01
"""Who has a habit differs from others in many things, so that it takes more to be news."""


def could_be_chance(rate: float, most: float) -> str:
    """Return why a line is withheld that stands out, but not enough among all that was compared.

    `rate` is the share of such lines that hold by chance, `most` the share that may.
    """
    one_in, limit = max(2, round(1 / rate)), round(1 / most)
    about = "a little over" if one_in == limit else "about"
    return (
        f"it could be chance: of what stands out this much, {about} 1 in {one_in} is, "
        f"and at most 1 in {limit} may be; more calls settle it"
    )


def just_missed(hypotheses: Sequence[Hypothesis]) -> list[Hypothesis]:
    """Return what goes with a large difference, but is done in too few calls or by too few agents."""
    few = [one for one in hypotheses if one.support.missing is not None and one.support.calls > 1]
    return [one for one in few if _is_news(one.tables, _HABIT if one.support.missing == HABIT else _UNLIKELY)]


def _is_news(tables: Tables, most: float) -> bool:
    """Return whether it would be news, were agents all alike: within them there may be nothing to compare."""
    together = tables.together
    effect = common_difference(together, 0)
    return effect is not None and abs(effect.value) >= _LARGE and bool(compare(together).chances[0] <= most)
