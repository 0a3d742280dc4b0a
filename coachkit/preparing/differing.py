"""What two replies do differently, as far as their words tell."""

from collections.abc import Iterable

from coachkit.preparing.pairing import Two
from coachkit.replies.telling import TraitCounts, difference_of, say_difference, tellings
from coachkit.replies.traits import read_trait
from coachkit.store.library import Library
from coachkit.store.reading.preparing import trait_counts


def what_differs(library: Library, two: Two) -> str | None:
    """Return a sentence on what the replies of two exchanges do differently; None where neither was read.

    It never says that this is why they went differently: the listeners judge that.
    """
    if two.own.kind == "point" or not (two.own.traits or two.better.traits):
        return None
    counts = trait_counts(library, two.own.kind, two.own.name)
    subject = _counted((one.verdict, one.trait, one.of_name) for one in counts)
    archive = _counted((one.verdict, one.trait, one.everywhere) for one in counts)
    good, bad = ([read_trait(one) for one in side.traits] for side in (two.better, two.own))
    return say_difference(
        difference_of(good, bad, tellings(subject, archive)),
        good_seconds=two.better.end - two.better.start,
        bad_seconds=two.own.end - two.own.start,
    )


def _counted(counts: Iterable[tuple[str, str, int]]) -> TraitCounts:
    sides: dict[str, dict[str, int]] = {"good": {}, "bad": {}}
    for verdict, trait, number in counts:
        sides[verdict][trait] = number
    good, bad = (sides[name].pop("", 0) for name in ("good", "bad"))
    return TraitCounts(good, bad, sides["good"], sides["bad"])
