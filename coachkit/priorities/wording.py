"""What can be claimed of people compared, in plain words, for commands and pages."""

from collections.abc import Sequence

from coachkit.counts import format_count
from coachkit.priorities.results import Experts

FEW = 5
"""Of those with too few calls so many are shown."""
_LISTED = 3


def who_stands_out(found: Experts) -> str:
    """Return who handles a topic better than others, as far as that can be told, in one sentence or two."""
    if not found.people:
        heard = any(one.examples for one in found.few[:FEW])
        return f"Nobody is ranked, because nobody has {found.minimum} calls about it" + (
            "; the calls above are those that went best." if heard else "."
        )
    first = found.people[0]
    if len(found.people) == 1:
        return f"Only {first.handler.agent} has {found.minimum} calls about it: there is nobody to compare."
    better = [one.handler.agent for one in found.people if one.is_better]
    if better:
        said = f"Better than the others beyond chance: {listed(better)}."
    else:
        said = "Nobody stands out beyond chance."
    if found.alike:
        said += f" {listed([first.handler.agent, *found.alike])} cannot be told apart."
    return said


def listed(names: Sequence[str]) -> str:
    """Return names as people write them; of many the first three and how many more."""
    shown = [*names]
    if len(shown) > _LISTED + 1:
        shown = [*shown[:_LISTED], format_count(len(shown) - _LISTED, "other")]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
