"""Compose a transcript that somebody else made: its lines are the segments, its names say who speaks.

Lines stay as they are, one to one. Who is agent and who customer is told by what the transcript itself
says, else by names that are known, else by a label such as “Agent”; what is left is told by what is said
(`coachkit.stages.speakers`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coachkit.conversation import words_of
from coachkit.languages import base_code
from coachkit.models import Agent, Call, RawSegment, Role, Segment, Word
from coachkit.role_guess import GivenVoices, RoleGuess
from coachkit.speaker_labels import fold_label, is_name, name_forms, names_one_of, role_labelled

NOBODY = "Speaker"
"""What is shown where a transcript does not say who speaks."""
ONLY_OTHER = 0.95
"""How sure the role of the only other speaker is, 0 to 1: now and then it is a colleague."""
_OTHER_SIDE: Mapping[Role, Role] = {"agent": "customer", "customer": "agent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Whose names are known."""

    agents: Sequence[Agent] = ()
    on_call: Sequence[str] = ()
    """The agents whom the call's source names; of these and the customer a first name alone is enough."""
    customer: str | None = None
    customer_aliases: Sequence[str] = ()
    company: Sequence[str] = ()
    """The company's name and its other spellings."""


def compose_given(call: Call, raw: Sequence[RawSegment], words: Sequence[Word]) -> list[Segment]:
    """Return a segment for each line, in time order, numbered from 0; `words` are those with times.

    The role is `unknown` except where the line itself says it; what a speaker called `IVR` says is a menu.
    """
    own: dict[int, list[Word]] = {}
    for word in sorted(words, key=lambda w: w.n):
        own.setdefault(word.raw_segment, []).append(word)
    # Past the last word where a line has none: it must not take the words of another.
    no_word = max((word.n for word in words), default=-1) + 1
    return [
        Segment(
            call_id=call.id,
            n=n,
            channel=line.channel,
            role=_role(line),
            speaker=_label(line),
            part="ivr" if _is_machine(line) else "talk",
            start=line.start,
            end=max(line.end, line.start),
            text=line.text,
            confidence=1.0,
            first_word=own[line.n][0].n if line.n in own else no_word,
            word_count=len(own[line.n]) if line.n in own else len(words_of(line.text)),
            language=base_code(line.language),
            times_from="estimate" if line.is_estimated else "transcript",
        )
        for n, line in enumerate(_in_order(raw))
    ]


def tell_by_name(segments: Sequence[Segment], raw: Sequence[RawSegment], people: People) -> GivenVoices:
    """Return what the transcript tells of each voice (its channel) by name, by label, or in so many words.

    `segments` have their parts marked: who only says what machines say is nobody's other side. Lines that
    name nobody and no role have no voice.
    """
    lines: dict[int, list[RawSegment]] = {}
    for line in raw:
        lines.setdefault(line.channel, []).append(line)
    labels = {channel: label for channel, own in lines.items() if (label := (own[0].speaker or "").strip())}
    told: dict[int, RoleGuess] = {}
    for channel, own in sorted(lines.items()):
        guess = _told(labels.get(channel), _role_of(own), people)
        if guess:
            told[channel] = guess
    names = {channel: label for channel, label in labels.items() if is_name(label)}
    names |= {channel: guess.name for channel, guess in told.items() if guess.name}
    talking = {s.channel for s in segments if s.part in ("talk", "voicemail")} & {*labels, *told}
    return GivenVoices(told=told | _only_other(told, talking), names=names, labels=labels)


def with_own_roles(segments: Sequence[Segment], raw: Sequence[RawSegment]) -> list[Segment]:
    """Return the segments with the role that a line itself has, where its speaker's others have another.

    Transcripts that people corrected line by line are so.
    """
    return [
        replace(s, role=line.role)
        if line.role in ("agent", "customer") and s.role in ("agent", "customer")
        else s
        for s, line in zip(segments, _in_order(raw), strict=True)
    ]


def _in_order(raw: Sequence[RawSegment]) -> list[RawSegment]:
    return sorted(raw, key=lambda line: (line.start, line.n))


def _is_machine(line: RawSegment) -> bool:
    return role_labelled(line.speaker or "") == "other"


def _role(line: RawSegment) -> Role:
    return "other" if _is_machine(line) else line.role or "unknown"


def _label(line: RawSegment) -> str:
    shown = {"agent": "Agent", "customer": "Customer"}
    return (line.speaker or "").strip() or shown.get(line.role or "", NOBODY)


def _role_of(lines: Sequence[RawSegment]) -> Role | None:
    """Return the role that most of a speaker's lines have; None where none has one."""
    roles = Counter(line.role for line in lines if line.role not in (None, "unknown"))
    return roles.most_common(1)[0][0] if roles else None


def _told(label: str | None, role: Role | None, people: People) -> RoleGuess | None:
    known = _known(label, people) if label else None
    if role:
        is_theirs = known is not None and known.role == role
        reason = "The transcript says so."
        return RoleGuess(
            role=role, confidence=1.0, reason=reason, name=known.name if known and is_theirs else None
        )
    if known or label is None:
        return known
    labelled = role_labelled(label)
    if labelled is None:
        return None
    return RoleGuess(role=labelled, confidence=1.0, reason=f"The transcript calls this speaker “{label}”.")


def _known(label: str, people: People) -> RoleGuess | None:
    """Return whose name it is, where it is an agent's or the customer's."""
    forms = name_forms(label)
    for agent in people.agents:
        if _is_one_of(forms, agent.name, *agent.aliases):
            return _agent(agent.name, f"{agent.name} is in the list of agents.")
    for name in people.on_call:
        if _is_one_of(forms, name):
            return _agent(name, f"{name} took the call.")
    if people.customer and _is_one_of(forms, people.customer, *people.customer_aliases):
        return _customer(people.customer)
    by_first_name = _known_by_first_name(forms, people)
    if by_first_name:
        return by_first_name
    if names_one_of(label, people.company):
        return _agent(label, f"“{label}” has the company's name.")
    return None


def _is_one_of(forms: Sequence[str], *names: str) -> bool:
    return any(fold_label(name) in forms for name in names)


def _known_by_first_name(forms: Sequence[str], people: People) -> RoleGuess | None:
    """Return who is called so among the people of the call itself, where that is one of them only."""
    fits = [_agent(name, f"{name} took the call.") for name in people.on_call if _first(name) in forms]
    if people.customer and _first(people.customer) in forms:
        fits.append(_customer(people.customer))
    return fits[0] if len(fits) == 1 else None


def _first(name: str) -> str:
    return fold_label(name.split()[0]) if name.split() else ""


def _agent(name: str, reason: str) -> RoleGuess:
    return RoleGuess(role="agent", confidence=1.0, reason=reason, name=name)


def _customer(name: str) -> RoleGuess:
    reason = f"{name} is the customer of the call."
    return RoleGuess(role="customer", confidence=1.0, reason=reason, name=name)


def _only_other(told: Mapping[int, RoleGuess], talking: set[int]) -> dict[int, RoleGuess]:
    """Return the role of the one voice that is left, where only one side is known."""
    left = talking - set(told)
    sides = {told[voice].role for voice in talking & set(told)} & set(_OTHER_SIDE)
    if len(left) != 1 or len(sides) != 1:
        return {}
    [known], [voice] = sides, left
    reason = f"The only other speaker is the {known}."
    return {voice: RoleGuess(role=_OTHER_SIDE[known], confidence=ONLY_OTHER, reason=reason)}
