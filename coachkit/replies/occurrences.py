"""Occurrences: what comes up in a call and wants a reply, whether a name, a tracker's matter or a moment.

Not every moment does. A greeting is answered with a greeting; what can be answered well or badly is what a
customer brings up: that they want somebody else, object, report that something fails, ask for something,
speak of the price, are frustrated, or ask a question that is more than a passing one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coachkit.conversation import words_of
from coachkit.models import ExchangeKind, Mention, Moment, MomentKind, Role
from coachkit.purposes import read_purposes

RANKS: Mapping[MomentKind, int] = {
    "escalation": 6,
    "objection": 5,
    "feature_failing": 4,
    "feature_asked": 3,
    "price": 2,
    "frustration": 1,
    "question": 0,
}
"""The moments that are replied to. Where several share a stretch it goes by the highest: a customer who
objects is mostly frustrated as well, and an objection is mostly put as a question too."""
QUESTION_WORDS = 5
"""Shorter questions (“how often?”, “is that it?”) only carry on what is talked about."""
TELLING_WORDS = 1
"""So many words of a question must carry something: “what would you like me to do” is courtesy."""
_ASIDE: frozenset[MomentKind] = frozenset({"greeting", "verification", "hold", "goodbye"})
"""A question in the same line as one of these (“how are you?”) is a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A place where a name is said, where a tracker finds its matter, or a moment that wants a reply."""

    call_id: str
    kind: ExchangeKind
    name: str
    segment: int
    """`Segment.n`."""
    start: float
    end: float
    role: Role


def named_in(mentions: Sequence[Mention]) -> list[Occurrence]:
    """Return where a competitor or a feature is named."""
    return [
        Occurrence(
            call_id=one.call_id,
            kind=one.kind,
            name=one.name,
            segment=one.segment,
            start=one.start,
            end=one.end,
            role=one.role,
        )
        for one in mentions
        if one.kind != "candidate"
    ]


def replied_to(moments: Iterable[Moment]) -> list[Occurrence]:
    """Return the customer's moments that want a reply; small questions are left out."""
    listed = list(moments)
    aside = {one.segment for one in listed if one.kind in _ASIDE}
    return [
        Occurrence(
            call_id=one.call_id,
            kind="moment",
            name=one.kind,
            segment=one.segment,
            start=one.start,
            end=one.end,
            role=one.role,
        )
        for one in listed
        if one.segment is not None
        and one.role == "customer"
        and one.kind in RANKS
        and (one.kind != "question" or (one.segment not in aside and is_telling_question(one.quote)))
    ]


def is_telling_question(text: str) -> bool:
    """Say whether a question is more than a passing one."""
    words = words_of(text)
    telling = [word for word in words if word not in read_purposes().light]
    return len(words) >= QUESTION_WORDS and len(telling) >= TELLING_WORDS


def rank_of(occurrence: Occurrence) -> int:
    """Return which moment a stretch goes by: the one with the highest number."""
    return next((rank for kind, rank in RANKS.items() if kind == occurrence.name), -1)
