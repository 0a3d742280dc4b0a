"""A library of made-up passages on six subjects, for what learns and files topics."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.models import Passage, PassagePurpose, Purpose, Reason, TopicPassage, Vector
from coachkit.topics.filing import Epoch, file_call
from coachkit.topics.learning import Before, Learned, learn_epoch
from coachkit.topics.matters import Matters, matters_of

SUBJECTS = ("export", "calendar", "invoice", "password", "delivery", "refund")
DIRECTIONS = np.eye(12, dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call in three passages on one subject."""

    id: str
    passages: tuple[Passage, ...]
    vectors: tuple[Vector, ...]

    @property
    def subject(self) -> str:
        return self.passages[1].text.split()[0]

    def matters(self, purposes: Sequence[PassagePurpose] = (), reasons: Sequence[Reason] = ()) -> Matters:
        return matters_of(self.passages, self.vectors, purposes, reasons)


def row_near(direction: int, random: np.random.Generator, noise: float = 0.1) -> npt.NDArray[np.float32]:
    row = DIRECTIONS[direction] + random.normal(0, noise, len(DIRECTIONS)).astype(np.float32)
    return np.asarray(row / np.linalg.norm(row), dtype=np.float32)


def call(number: int, *, subject: int | None = None, words: str | None = None) -> Call:
    """Return a call whose subject follows from its number, or is a direction with words of its own."""
    direction = number % len(SUBJECTS) if subject is None else subject
    word = words or SUBJECTS[direction]
    random = np.random.default_rng(number)
    call_id = f"call{number:03d}"
    passages = tuple(passage(call_id, n, f"{word} account {number} {n}") for n in range(3))
    vectors = tuple(vector(one, row_near(direction, random)) for one in passages)
    return Call(id=call_id, passages=passages, vectors=vectors)


def passage(call_id: str, n: int, text: str) -> Passage:
    return Passage(call_id=call_id, n=n, start=n, end=n + 1, first_segment=n, last_segment=n, text=text)


def vector(of: Passage, row: npt.NDArray[np.float32]) -> Vector:
    return Vector(
        call_id=of.call_id, n=of.n, model="made", dimensions=len(row), embedding=row.astype("<f4").tobytes()
    )


def purpose(of: Passage, what: Purpose) -> PassagePurpose:
    return PassagePurpose(call_id=of.call_id, n=of.n, purpose=what, quote=None)


def reason(of: Passage, direction: int) -> Reason:
    return Reason(
        call_id=of.call_id, n=0, passage=of.n, segment=of.first_segment, start=of.start, end=of.end,
        text=f"about {direction}", model="made", dimensions=len(DIRECTIONS),
        embedding=DIRECTIONS[direction].astype("<f4").tobytes(),
    )  # fmt: skip


def all_matters(calls: Sequence[Call]) -> Matters:
    passages = [one for call in calls for one in call.passages]
    return matters_of(passages, [one for call in calls for one in call.vectors], [], [])


def learned(calls: Sequence[Call], *, number: int = 1, before: Before | None = None) -> Learned:
    """Learn an epoch; a topic is named by the first word of most of its passages."""
    matters = all_matters(calls)

    def naming(groups: Sequence[npt.NDArray[np.int64]]) -> list[tuple[str, tuple[str, ...]]]:
        words = [[matters.passages[i].text.split()[0] for i in group] for group in groups]
        return [(max(sorted(set(own)), key=own.count) if own else "nothing", ()) for own in words]

    return learn_epoch(matters, number=number, before=before or Before(), naming=naming)


def filed(call: Call, epoch: Epoch) -> list[TopicPassage]:
    return file_call(call.matters(), epoch)


def titles(call: Call, epoch: Epoch) -> set[str | None]:
    """Return the titles of the topics that a call's passages are filed under; None for unsorted."""
    title = {topic.id: topic.title for topic in epoch.topics}
    return {title[one.topic_id] if one.topic_id else None for one in filed(call, epoch)}
