"""How often a name comes up now beside before, in a sentence: counted and judged as `coachkit trends` does.

Weeks are counted back from the newest call and not from today, so that the same calls say the same tomorrow.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from coachkit.counts import format_count
from coachkit.store.library import Library
from coachkit.store.reading.trends import TalkedCall, talked_calls
from coachkit.trends.comparing import LEAST_CALLS, Judged, compare_newest, judge
from coachkit.trends.counting import contacts_of
from coachkit.trends.wording import interval, of_calls

WEEK, FOUR_WEEKS = 7, 28
"""Days that are counted together: weeks, or with more than half a year of calls four weeks."""
HALF_A_YEAR = 182
MOST_PERIODS = 13
"""A quarter of a year of weeks, a year of four weeks: what is older is no longer compared."""

Name = TypeVar("Name", bound=Hashable)


def trends_of(
    library: Library, named: Mapping[Name, Collection[str]], call_ids: Collection[str]
) -> dict[Name, str]:
    """Return for each name how often customers bring it up; `named` are the calls in which they do, by id.

    All that a customer calls in a week counts once. `call_ids`: only these calls count.
    """
    calls = [one for one in talked_calls(library) if one.id in call_ids]
    dated = [one for one in calls if one.day is not None]
    if not dated:
        return dict.fromkeys(named, "No call has a date, so nobody can tell whether it comes up more often.")
    newest = max(one.day for one in dated if one.day is not None)
    days = _days_together(dated, newest)
    placed = _placed(dated, newest, days)
    every = _counted(placed.values())
    if len(every) < 2:
        return {name: _all_at_once(placed, own, days) for name, own in named.items()}
    held = [_counted((placed[call] for call in own if call in placed), len(every)) for own in named.values()]
    judged = judge([compare_newest(one, every) for one in held])
    return {name: _sentence(one, days) for name, one in zip(named, judged, strict=True)}


def _days_together(calls: Sequence[TalkedCall], newest: date) -> int:
    oldest = min(one.day for one in calls if one.day is not None)
    return FOUR_WEEKS if (newest - oldest).days >= HALF_A_YEAR else WEEK


def _placed(calls: Sequence[TalkedCall], newest: date, days: int) -> dict[str, tuple[int, str]]:
    """Return the place in time of each call, 0 the newest, and what it counts as, by its id."""
    places = {one.id: (newest - one.day).days // days for one in calls if one.day is not None}
    contacts = contacts_of(calls, apart={call: str(place) for call, place in places.items()})
    return {call: (place, contacts[call]) for call, place in places.items() if place < MOST_PERIODS}


def _counted(placed: Iterable[tuple[int, str]], many: int = 0) -> list[int]:
    """Return how many contacts are in each week, the oldest first; at least `many` weeks."""
    counts = Counter(place for place, _ in set(placed))
    return [counts[place] for place in reversed(range(max(many, max(counts, default=-1) + 1)))]


def _all_at_once(placed: Mapping[str, tuple[int, str]], own: Iterable[str], days: int) -> str:
    held = len({placed[call] for call in own if call in placed})
    within = "one week" if days == WEEK else "four weeks"
    return (
        f"It comes up in {held:,} of {format_count(len(set(placed.values())), 'call')}; all are of {within}, "
        "so there is nothing before to compare with."
    )


def _sentence(judged: Judged, days: int) -> str:
    of = judged.of
    now, then = (_weeks(count, days) for count in (of.periods_here, of.periods_there))
    if judged.verdict == "too few":
        return (
            f"Too few calls to say whether it comes up more: {of.here.held:,} of "
            f"{format_count(of.here.calls, 'call')} in the last {now}, {of.there.held:,} of "
            f"{of.there.calls:,} in the {then} before ({LEAST_CALLS} are needed on both sides)."
        )
    begin = {"up": "Comes up more than before", "down": "Comes up less than before"}.get(
        judged.verdict, "Comes up about as often as before"
    )
    return (
        f"{begin}: {of_calls(of.here)} calls of the last {now} ({interval(of.here)}), "
        f"{of_calls(of.there)} of the {then} before."
    )


def _weeks(count: int, days: int) -> str:
    weeks = count * days // WEEK
    return "week" if weeks == 1 else f"{weeks} weeks"
