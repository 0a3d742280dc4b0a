"""Counting calls: in all, and those that hold a subject, week by week or agent by agent.

What a customer calls about five times in a week is no five signs of a rise, so all that a customer calls in a
week counts as one call, which holds what any of them holds. Otherwise one angry customer would be a trend,
and the tests, which take calls for independent draws, would claim too much.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coachkit.call_details import NOBODY
from coachkit.store.reading.trends import TalkedCall
from coachkit.trends.periods import monday_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many calls there are in each cell: a week, a month, a team or an agent."""

    held: Mapping[str, int]
    alone: Mapping[str, int]
    """Of those, how many are in no other cell: a call with two agents is in two."""
    everything: int
    """In all cells, each call once."""

    def without(self, cell: str) -> int:
        """Return how many calls are in any other cell."""
        return self.everything - self.alone.get(cell, 0)


def contacts_of(calls: Iterable[TalkedCall], *, apart: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what each call counts as, by its id: itself, or all that its customer calls in the week.

    Customers whom nobody knows (`unknown`, `withheld`) have nothing in common. `apart`: a name by call;
    those with different ones are never taken together.
    """
    found = {}
    for call in calls:
        is_known = call.customer is not None and call.customer.casefold().strip() not in NOBODY
        if is_known and call.day is not None:
            place = apart.get(call.id, "") if apart else ""
            found[call.id] = f"{place} {monday_of(call.day)} {call.customer}"
        else:
            found[call.id] = call.id
    return found


def tally(calls: Iterable[str], cells: Mapping[str, Sequence[str]], contacts: Mapping[str, str]) -> Tally:
    """Return how many of some calls, by their ids, are in each cell; calls that are in none do not count."""
    found: dict[str, set[str]] = {}
    for call in calls:
        for cell in cells.get(call, ()):
            found.setdefault(cell, set()).add(contacts[call])
    places = Counter(contact for within in found.values() for contact in within)
    return Tally(
        held={cell: len(within) for cell, within in found.items()},
        alone={cell: sum(places[one] == 1 for one in within) for cell, within in found.items()},
        everything=len(places),
    )
