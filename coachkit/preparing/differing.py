"""What two replies do differently, as far as their words tell."""

from coachkit.preparing.pairing import Two
from coachkit.replies.telling import difference_of, say_difference, tellings
from coachkit.replies.traits import read_trait
from coachkit.store.library import Library
from coachkit.store.reading.contrast import add_up, count_traits


def what_differs(library: Library, two: Two) -> str | None:
    """Return a sentence on what the replies of two exchanges do differently; None where neither was read.

    It never says that this is why they went differently: the listeners judge that.
    """
    if two.own.kind == "point" or not (two.own.traits or two.better.traits):
        return None
    counts = count_traits(library)
    subject = add_up(one for one in counts if (one.kind, one.name) == (two.own.kind, two.own.name))
    good, bad = ([read_trait(one) for one in side.traits] for side in (two.better, two.own))
    return say_difference(
        difference_of(good, bad, tellings(subject, add_up(counts))),
        good_seconds=two.better.end - two.better.start,
        bad_seconds=two.own.end - two.own.start,
    )
