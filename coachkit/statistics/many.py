"""Looking at many things at once: some look like news by chance, so each must be less likely by chance."""

from collections.abc import Sequence


def adjusted(chances: Sequence[float]) -> list[float]:
    """Return for each p-value the least rate of false discoveries at which it still counts as one.

    Benjamini and Hochberg (1995). Whoever takes those at 0.05 and below has at most 5 % false ones among
    them, on average; where nothing is going on at all, at most 5 % of such lists hold any.

    Raises:
        ValueError: A value is no probability.
    """
    if wrong := [one for one in chances if not 0 <= one <= 1]:
        raise ValueError(f"{wrong[0]} is no probability")
    found = [1.0] * len(chances)
    least = 1.0
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    for rank in range(len(order), 0, -1):
        place = order[rank - 1]
        least = min(least, chances[place] * len(chances) / rank)
        found[place] = least
    return found
