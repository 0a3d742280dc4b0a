"""What people say of a place, together: the newest word of each person counts, and the majority decides."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from coachkit.models import Rating, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Majority:
    """The verdict of most people on a place."""

    verdict: Verdict
    rating: Rating
    """The newest rating that says so."""
    agree: int
    people: int
    is_tie: bool
    """Whether as many people say another word."""


def standing(ratings: Iterable[Rating]) -> list[Rating]:
    """Return the ratings that count, in the order of their numbers: the newest of each person on each place.

    A person who took the verdict back is not among them.
    """
    newest: dict[tuple[str, str, float | None, float | None], Rating] = {}
    for rating in sorted(ratings, key=lambda one: one.n):
        newest[rating.call_id, rating.author.casefold(), rating.start, rating.end] = rating
    return sorted((one for one in newest.values() if one.verdict is not None), key=lambda one: one.n)


def of_calls(ratings: Iterable[Rating]) -> list[Rating]:
    """Return the ratings of whole calls."""
    return [one for one in ratings if one.start is None]


def majority(ratings: Iterable[Rating]) -> Majority | None:
    """Return what most people say of one place; where as many say another, the newest word decides.

    None where nobody says anything.
    """
    counting = standing(ratings)
    counts = Counter(one.verdict for one in counting)
    if not counts:
        return None
    most = max(counts.values())
    newest = max((one for one in counting if counts[one.verdict] == most), key=lambda one: one.n)
    assert newest.verdict is not None  # noqa: S101 - `standing` leaves those out
    tied = sum(count == most for count in counts.values()) > 1
    return Majority(verdict=newest.verdict, rating=newest, agree=most, people=len(counting), is_tie=tied)


def is_same_place(start: float, end: float, other_start: float, other_end: float) -> bool:
    """Say whether two stretches share at least half of what both cover together."""
    shared = min(end, other_end) - max(start, other_start)
    return shared >= 0.5 * (max(end, other_end) - min(start, other_start))
