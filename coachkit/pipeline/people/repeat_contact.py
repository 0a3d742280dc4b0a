"""Repeat contact: the same customer calls again within a week, so the earlier call settled nothing.

It is an outcome like any other, only that the calls themselves tell it. It is worked out for the whole
library each time, so it goes when a merged customer is taken apart or a wrong time is put right.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta

from coachkit.call_details import NOBODY
from coachkit.config import Settings
from coachkit.dates import on_one_clock
from coachkit.models import Call, Outcome
from coachkit.store.library import Library
from coachkit.store.outcomes import replace_calls_outcomes

KIND, VALUE, SOURCE = "repeat_contact", "yes", "coachkit"


def settle_contacts(library: Library, settings: Settings) -> None:
    """Store which calls were followed by another of the same customer, and forget those that were not."""
    found = repeat_contacts(library.rows(Call), days=settings.scoring.repeat_days)
    replace_calls_outcomes(library, KIND, found)


def repeat_contacts(calls: Iterable[Call], *, days: float) -> list[Outcome]:
    """Return an outcome for each call whose customer calls again within `days` of its end; none for 0 days.

    Calls without a customer or a time do not count. Calls that overlap are one contact: the parts of a
    conference, or a call that two systems recorded.
    """
    by_customer: dict[str, list[Call]] = {}
    for call in calls:
        if call.customer and call.started_at and call.customer.casefold().strip() not in NOBODY:
            by_customer.setdefault(call.customer, []).append(call)
    found = [one for group in by_customer.values() for one in _of_customer(group, days=days)] if days else []
    return sorted(found, key=lambda one: one.call_id)


def _of_customer(calls: list[Call], *, days: float) -> list[Outcome]:
    begins = on_one_clock([datetime.fromisoformat(call.started_at or "") for call in calls])
    timed = sorted(zip(begins, calls, strict=True), key=lambda one: (one[0], one[1].id))
    times = [begin for begin, _ in timed]
    found = []
    for begin, call in timed:
        end = begin + timedelta(seconds=call.duration)
        place = max(bisect_left(times, end), bisect_right(times, begin))
        if place < len(timed) and times[place] <= end + timedelta(days=days):
            again = timed[place][1]
            found.append(
                Outcome(
                    call_id=call.id,
                    n=0,
                    kind=KIND,
                    value=VALUE,
                    source=SOURCE,
                    recorded_at=again.started_at,
                    origin="calls",
                )
            )
    return found
