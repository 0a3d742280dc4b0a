"""Learning an epoch: topics are found anew, and those of the epoch before keep their ids and names.

What people put their hand to (pinned, joined, cut in two, said to be no topic) is not found anew: its centres
stay, and the passages near them are set aside first. The rest is grouped; a group is the topic of before that
it shares most of its passages with. A renamed topic that no group takes over stays where it was.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.models import Topic, TopicCentre, TopicEdit, TopicMove
from coachkit.topics.filing import Epoch, places_of
from coachkit.topics.groups import Groups, find_groups
from coachkit.topics.matters import Matters
from coachkit.topics.moves import moves_between, same_topics
from coachkit.topics.people import given_names, held_topics

Members = npt.NDArray[np.int64]
Naming = Callable[[Sequence[Members]], Sequence[tuple[str, tuple[str, ...]]]]
"""Names groups, each given by the places of its passages among the matters: a title and key phrases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What a fit starts from."""

    epoch: Epoch | None = None
    edits: tuple[TopicEdit, ...] = ()
    ids: int = 0
    """How many ids were given out so far, those of topics that are gone included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A new epoch, and what it changed."""

    epoch: Epoch
    moves: tuple[TopicMove, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A topic in the making: its id, its centres with their reach, and its title if it has one already."""

    id: str
    centres: tuple[tuple[bytes, float], ...]
    title: str | None = None
    is_hidden: bool = False


def learn_epoch(matters: Matters, *, number: int, before: Before, naming: Naming) -> Learned:
    """Return the topics of `matters` as epoch `number`, biggest first.

    The same matters and the same epoch before give the same topics.
    """
    last = before.epoch or Epoch(number=0, topics=(), centres=())
    old, _ = places_of(matters.rows, last)
    held = held_topics(before.edits)
    is_held = np.array([topic.id in held for topic in last.topics] + [False])  # the last is UNSORTED's
    is_free = ~is_held[old]
    groups = find_groups(matters.some(is_free), old[is_free])
    same = {new: last.topics[was] for new, was in same_topics(old[is_free], groups.labels).items()}
    drafts = [*_drafts(groups, same, before.ids)]
    names = given_names(before.edits)
    stay = held | (names.keys() - {draft.id for draft in drafts})
    drafts += [drafted(topic, last) for topic in last.topics if topic.id in stay]
    taken = frozenset(names.values())
    return finish_epoch(drafts, matters, number=number, last=last, naming=naming, taken=taken)


def _drafts(groups: Groups, same: Mapping[int, Topic], ids: int) -> Iterator[Draft]:
    for group, centre in enumerate(groups.centres):
        topic = same.get(group)
        if topic is None:
            ids += 1
        yield Draft(
            id=topic.id if topic else f"t{ids}",
            centres=((packed(centre), float(groups.reach[group])),),
            title=topic.title if topic else None,
        )


def drafted(topic: Topic, epoch: Epoch) -> Draft:
    """Return a topic as it is in an epoch."""
    own = [centre for centre in epoch.centres if centre.topic_id == topic.id]
    return Draft(
        id=topic.id,
        centres=tuple((centre.centre, centre.reach) for centre in own),
        title=topic.title,
        is_hidden=topic.is_hidden,
    )


def finish_epoch(
    drafts: Sequence[Draft],
    matters: Matters,
    *,
    number: int,
    last: Epoch,
    naming: Naming,
    taken: frozenset[str] = frozenset(),
) -> Learned:
    """Return an epoch of these topics, named and in order, and what it changed since `last`.

    `taken` are names that people gave: no new topic gets one.
    """
    rough = _epoch(number, drafts, [(draft.title or "", ()) for draft in drafts])
    places, _ = places_of(matters.rows, rough)
    members = [np.flatnonzero(places == n) for n in range(len(drafts))]
    order = sorted(range(len(drafts)), key=lambda n: (-len(members[n]), int(drafts[n].id[1:])))
    names = _names([drafts[n] for n in order], naming([members[n] for n in order]), taken)
    epoch = _epoch(number, [drafts[n] for n in order], names)
    if not last.topics:
        return Learned(epoch=epoch, moves=())
    old, new = places_of(matters.rows, last)[0], places_of(matters.rows, epoch)[0]
    return Learned(epoch=epoch, moves=tuple(moves_between(last, old, epoch, new)))


def _names(
    drafts: Sequence[Draft], found: Sequence[tuple[str, tuple[str, ...]]], given: frozenset[str]
) -> list[tuple[str, tuple[str, ...]]]:
    """Return titles and phrases: a topic keeps its title; a new one's differs from all, those `given` too."""
    taken = {title.casefold() for title in (*given, *(draft.title for draft in drafts if draft.title))}
    names = []
    for draft, (title, phrases) in zip(drafts, found, strict=True):
        own = draft.title
        if own is None:
            own = title
            if own.casefold() in taken:
                own = f"{title} ({next((p for p in phrases if p not in title.casefold()), draft.id)})"
            taken.add(own.casefold())
        names.append((own, phrases))
    return names


def _epoch(number: int, drafts: Sequence[Draft], names: Sequence[tuple[str, tuple[str, ...]]]) -> Epoch:
    topics = [
        Topic(id=draft.id, epoch=number, n=n, title=title, phrases=phrases, is_hidden=draft.is_hidden)
        for n, (draft, (title, phrases)) in enumerate(zip(drafts, names, strict=True))
    ]
    spots = [(draft.id, centre, reach) for draft in drafts for centre, reach in draft.centres]
    centres = [
        TopicCentre(epoch=number, n=n, topic_id=topic_id, reach=round(reach, 6), centre=centre)
        for n, (topic_id, centre, reach) in enumerate(spots)
    ]
    return Epoch(number=number, topics=tuple(topics), centres=tuple(centres))


def packed(centre: npt.NDArray[np.float32]) -> bytes:
    """Return a centre as it is stored."""
    return np.asarray(centre, dtype="<f4").tobytes()
