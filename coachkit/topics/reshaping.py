"""What people do to the shape of topics: join two, cut one in two, say that one is none."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from coachkit.clustering import filing_centres, split_group
from coachkit.clustering.shape import Labels
from coachkit.errors import InputError
from coachkit.topics.filing import Epoch, places_of
from coachkit.topics.groups import reaches
from coachkit.topics.learning import Draft, drafted, packed
from coachkit.topics.matters import Matters

FEWEST_TO_SPLIT = 4
"""Of fewer passages nothing can be cut off that would be a topic."""


def joined(epoch: Epoch, one: str, into: str) -> list[Draft]:
    """Return the topics with the centres of `one` given to `into`; both are ids."""
    drafts = [drafted(topic, epoch) for topic in epoch.topics]
    [from_one] = [draft for draft in drafts if draft.id == one]
    return [
        replace(draft, centres=draft.centres + from_one.centres) if draft.id == into else draft
        for draft in drafts
        if draft.id != one
    ]


def cut_in_two(epoch: Epoch, topic_id: str, matters: Matters, *, new_id: str) -> list[Draft]:
    """Return the topics with one cut in two: the bigger part keeps id and title.

    Raises:
        InputError: It has too few passages, or nothing tells them apart.
    """
    places, _ = places_of(matters.rows, epoch)
    place = next(n for n, topic in enumerate(epoch.topics) if topic.id == topic_id)
    own = matters.some(places == place)
    labels = split_group(own.texts(), own.rows)
    if len(own.passages) < FEWEST_TO_SPLIT or labels.max() < 1:
        raise InputError(
            f"“{epoch.topics[place].title}” cannot be cut in two: too few passages, or all too much alike"
        )
    first, second = _spots(own, labels)
    parts = []
    for topic in epoch.topics:
        draft = drafted(topic, epoch)
        if topic.id != topic_id:
            parts.append(draft)
        else:
            parts += [replace(draft, centres=(first,)), Draft(id=new_id, centres=(second,))]
    return parts


def hidden(epoch: Epoch, topic_id: str, *, is_hidden: bool) -> list[Draft]:
    """Return the topics with one said to be none, or a topic again."""
    drafts = [drafted(topic, epoch) for topic in epoch.topics]
    return [replace(draft, is_hidden=is_hidden) if draft.id == topic_id else draft for draft in drafts]


def as_before(now: Epoch, before: Epoch, changed: Collection[str]) -> list[Draft] | None:
    """Return the topics of the epoch before; None where others than `changed` (ids) were reshaped since.

    A topic is as it was where its centres, their reach and whether it is shown are.
    """
    shapes = [
        {
            draft.id: (draft.centres, draft.is_hidden)
            for draft in (drafted(topic, epoch) for topic in epoch.topics)
            if draft.id not in changed
        }
        for epoch in (now, before)
    ]
    if shapes[0] != shapes[1]:
        return None
    return [drafted(topic, before) for topic in before.topics]


def _spots(own: Matters, labels: Labels) -> list[tuple[bytes, float]]:
    centres = filing_centres(own.rows, labels)
    cosines = (own.rows * centres[labels]).sum(axis=1).astype(np.float64)
    return [
        (packed(centre), float(reach))
        for centre, reach in zip(centres, reaches(labels, cosines, len(centres)), strict=True)
    ]
