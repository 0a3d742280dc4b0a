"""Agent and customer exchanged, because a person said that they are the wrong way round.

The exchange is one edit of the whole call and is applied last: whatever told the sides apart, the
channels or the voices, has told them apart rightly and only named them wrongly.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coachkit.models import Call, CallSpeaker, Edit, Leg, Role, Segment

ROLES = "roles"
"""`Edit.field` of an exchange."""
AS_FOUND, EXCHANGED = "as found", "agent and customer exchanged"
_OTHER: dict[Role, Role] = {"agent": "customer", "customer": "agent"}


def is_swapped(edits: Iterable[Edit]) -> bool:
    """Say whether a person exchanged agent and customer."""
    return any(edit.field == ROLES for edit in edits)


def text_edits(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that change single segments."""
    return [edit for edit in edits if edit.field != ROLES]


def toggle_swap(
    call: Call, edits: Sequence[Edit], *, is_swapped_now: bool, author: str, made_at: str
) -> list[Edit]:
    """Return the call's edits with the exchange added or taken away."""
    others = text_edits(edits)
    if not is_swapped_now:
        return others
    exchange = Edit(
        call_id=call.id,
        n=max((edit.n for edit in others), default=0) + 1,
        field=ROLES,
        start=0.0,
        end=call.duration,
        old=AS_FOUND,
        new=EXCHANGED,
        author=author,
        made_at=made_at,
    )
    return [*others, exchange]


def swap_segments(
    segments: Iterable[Segment], legs: Sequence[Leg] = (), *, agent: str | None, customer: str | None
) -> list[Segment]:
    """Return the segments with agent and customer exchanged; other voices stay as they are.

    `agent` and `customer` are the names to show; during a leg with a name, that is the agent's.
    """
    swapped = []
    for segment in segments:
        role = _OTHER.get(segment.role, segment.role)
        if role == "agent":
            on_leg = (leg.agent for leg in legs if leg.start <= segment.start < leg.end)
            name = next((name for name in on_leg if name), None) or agent or "Agent"
        else:
            name = (customer or "Customer") if role == "customer" else segment.speaker
        swapped.append(replace(segment, role=role, speaker=name))
    return swapped


def swap_speakers(
    speakers: Iterable[CallSpeaker], *, agent: str | None, customer: str | None
) -> list[CallSpeaker]:
    """Return the call's speakers with agent and customer exchanged; that a person said so is certain."""
    names: dict[Role, str] = {"agent": agent or "Agent", "customer": customer or "Customer"}
    return [
        replace(
            one,
            role=_OTHER[one.role],
            name=names[_OTHER[one.role]],
            confidence=1.0,
            reason="A person exchanged agent and customer.",
            doubt=None,
        )
        if one.role in _OTHER
        else one
        for one in speakers
    ]
