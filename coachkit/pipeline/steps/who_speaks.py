"""Who speaks, as people said it: roles and names of lines, and the exchange of agent and customer.

What people said is applied in the order in which they said it, so each change does to the transcript what
it did on the day: an exchange turns round what was edited before it and leaves what is edited later. A
name that a person gave stays with its lines, whatever becomes of their role.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from coachkit.models import Call, CallSpeaker, Edit, Leg, Role, Segment
from coachkit.stages.compose import Speakers
from coachkit.stages.edits import edit_speakers, edited_lines, line_edits
from coachkit.stages.speakers import Told
from coachkit.stages.swap_roles import ROLES, swap_segments, swap_speakers

A_PERSON = "A person said so."
_NO_NAME = re.compile(r"(Agent|Customer|Speaker|Other voice|Recorded voice)( \d+)?")
_SHOWN: dict[Role, str] = {"other": "Other voice", "unknown": "Speaker"}


@dataclass(slots=True, kw_only=True)
class _State:
    """Who speaks as far as the edits have been applied."""

    told: Told
    names: Speakers
    own_names: Container[int]
    """`Segment.n` of the lines whose speaker a given transcript names: that does not follow from roles."""
    named: set[int] = field(default_factory=set)
    """`Segment.n` of the lines whose speaker a person named."""

    def name_stays(self, segment: Segment) -> bool:
        return segment.n in self.named or segment.n in self.own_names


def is_placeholder(speaker: str) -> bool:
    """Say whether a speaker is shown by role or number, for want of a name."""
    return _NO_NAME.fullmatch(speaker) is not None


def as_people_said(
    call: Call, told: Told, edits: Iterable[Edit], names: Speakers, *, own_names: Container[int] = ()
) -> Told:
    """Return who speaks, with people's edits and exchanges applied; `names` are the people on the call.

    `own_names` are the lines (`Segment.n`) whose speaker a given transcript itself names.
    """
    ours = line_edits(edits, "role", "speaker", ROLES)
    if not ours:
        return told
    state = _State(told=told, names=names, own_names=own_names)
    for edit in ours:
        if edit.field == ROLES:
            _exchange(state)
        else:
            _edit_line(state, edit)
    legs = _legs(call, state.told, names)
    return replace(state.told, legs=legs)


def _exchange(state: _State) -> None:
    told, agent, customer = state.told, state.names.agent, state.names.customer
    swapped = swap_segments(told.segments, told.legs, agent=agent, customer=customer)
    stays = {s.n for s in told.segments if state.name_stays(s)}
    kept = {(s.channel, s.speaker) for s in told.segments if s.n in stays}
    segments = [
        replace(after, speaker=before.speaker) if before.n in stays else after
        for before, after in zip(told.segments, swapped, strict=True)
    ]
    speakers = [
        replace(after, name=before.name) if (before.channel, before.name) in kept else after
        for before, after in zip(
            told.speakers, swap_speakers(told.speakers, agent=agent, customer=customer), strict=True
        )
    ]
    legs = [_with_own_agent(leg, segments, state) for leg in told.legs]
    state.told = Told(segments=segments, speakers=speakers, legs=legs)


def _with_own_agent(leg: Leg, segments: Sequence[Segment], state: _State) -> Leg:
    """Return a leg with the name of the agent who now speaks in it, where a given transcript names them."""
    spoken = Counter(
        s.speaker
        for s in segments
        if s.role == "agent" and s.n in state.own_names and leg.start <= s.start < leg.end
    )
    if not spoken or state.names.agent or leg.agent in spoken:
        return leg
    return replace(leg, agent=spoken.most_common(1)[0][0])


def _edit_line(state: _State, edit: Edit) -> None:
    told = state.told
    lines = edit_speakers(told.segments, edit)
    anchor = next(iter(edited_lines(told.segments, edit)), None)
    if anchor is None:
        return
    if edit.field == "speaker":
        state.named |= lines
    segments = [_edited(state, s, edit) if s.n in lines else s for s in told.segments]
    if not edit.everywhere:
        state.told = replace(told, segments=segments)
        return
    shown = next(s for s in segments if s.n == anchor.n)
    state.told = Told(
        segments=segments,
        speakers=[_edited_speaker(one, anchor, shown) for one in told.speakers],
        legs=[
            replace(leg, agent=shown.speaker)
            if shown.role == "agent" and leg.agent == anchor.speaker
            else leg
            for leg in told.legs
        ],
    )


def _edited(state: _State, segment: Segment, edit: Edit) -> Segment:
    if edit.field == "speaker":
        return replace(segment, speaker=edit.new)
    role = cast(Role, edit.new)  # checked when the edit was made
    # What a machine says becomes conversation where a person hears somebody talk.
    talks = role in ("agent", "customer") and segment.part != "voicemail"
    return replace(
        segment,
        role=role,
        speaker=_name_in_role(state, segment, role),
        part="talk" if talks else segment.part,
    )


def _name_in_role(state: _State, segment: Segment, role: Role) -> str:
    """Return the name to show of a line in its new role; one that tells who it is stays."""
    agent, customer = _agent_at(state.told.legs, segment) or state.names.agent, state.names.customer
    own: dict[Role, str | None] = {"agent": agent, "customer": customer}
    others = {name for other, name in own.items() if other != role}
    is_wrong = is_placeholder(segment.speaker) or segment.speaker in others
    if segment.n in state.named or not is_wrong:
        return segment.speaker
    return own.get(role) or _SHOWN.get(role, role.title())


def _agent_at(legs: Sequence[Leg], segment: Segment) -> str | None:
    return next((leg.agent for leg in legs if leg.start <= segment.start < leg.end), None)


def _edited_speaker(one: CallSpeaker, before: Segment, after: Segment) -> CallSpeaker:
    if (one.channel, one.name) != (before.channel, before.speaker):
        return one
    return replace(one, role=after.role, name=after.speaker, confidence=1.0, reason=A_PERSON, doubt=None)


def _legs(call: Call, told: Told, names: Speakers) -> list[Leg]:
    """Return the legs; one for the whole call where only now an agent is known, none where none is left."""
    own = [s for s in told.segments if s.role == "agent" and s.part == "talk"]
    if len(told.legs) > 1 or bool(own) == bool(told.legs):
        return told.legs
    if not own:
        return []
    name = next((s.speaker for s in own if not is_placeholder(s.speaker)), None)
    return [Leg(call_id=call.id, n=0, agent=names.agent or name, start=0.0, end=call.duration)]
