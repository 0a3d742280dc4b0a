"""All that agents do in the cases of one subject, of every kind of behaviour."""

from collections.abc import Iterable, Sequence

from coachkit.behaviours.behaviour import Observed
from coachkit.behaviours.doing import deeds_in
from coachkit.behaviours.meanings import Meanings
from coachkit.behaviours.measures import measures
from coachkit.behaviours.openings import openings
from coachkit.behaviours.orders import orders
from coachkit.behaviours.phrases import phrases
from coachkit.behaviours.said_words import read_said
from coachkit.behaviours.traits import traits
from coachkit.behaviours.wordings import wordings
from coachkit.models import Case


def observe_all(cases: Sequence[Case], meanings: Meanings, *, known: Iterable[str] = ()) -> list[Observed]:
    """Return in which cases of one subject agents do what, kind by kind; `known` as `wordings` takes it.

    Deeds and words are read once for all kinds: in a large library that is most of the time.
    """
    deeds, said = deeds_in(cases), read_said(cases)
    return [
        *traits(cases, deeds),
        *openings(cases, deeds),
        *orders(cases, deeds),
        *measures(cases),
        *phrases(cases, said),
        *wordings(cases, meanings, known=known, words=said),
    ]
