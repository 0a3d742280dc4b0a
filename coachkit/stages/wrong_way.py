"""Notice that agent and customer are the wrong way round: the company's greeting is on the customer's side.

A recorder that was wired the other way, or a channel set wrongly, spoils every figure of a call and looks
fine. How a company's telephone is answered gives it away. It is only told, never put right by itself:
the words are there for a person to judge by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coachkit.company_greeting import with_stand_in
from coachkit.conversation import words_of
from coachkit.cues import CueList
from coachkit.languages import is_full
from coachkit.models import Role, Segment

OPENING = 60.0
"""Seconds from the first words in which a call is answered."""
FIRST = 4
"""Segments of each side that are looked at."""
SHORTEST_NAME = 3
"""Letters that an agent's first name needs: shorter ones are words."""


def doubt_about_roles(
    segments: Sequence[Segment],
    *,
    company: Sequence[str],
    agents: Sequence[str],
    cues: Mapping[str, CueList],
) -> str | None:
    """Return what speaks for agent and customer being exchanged, with quote and time, or None.

    `company` is its name and other spellings, `agents` who is on the call, `cues` the pack `greetings`.
    It takes a greeting on the customer's side and nothing of the kind on the agent's; menus and
    voicemail do not count.
    """
    talk = [segment for segment in segments if segment.part == "talk"]
    known = _Known(
        company=tuple("".join(words_of(name)) for name in company),
        agents=frozenset(
            words[0] for name in agents if (words := words_of(name)) and len(words[0]) >= SHORTEST_NAME
        ),
        cues=cues,
    )
    if _first_greeting(talk, "agent", known) is not None:
        return None
    greeting = _first_greeting(talk, "customer", known)
    if greeting is None:
        return None
    minutes, seconds = divmod(int(greeting.start), 60)
    return (
        f"“{greeting.text}” is said on the customer's side at {minutes}:{seconds:02d}, "
        "and nothing of the kind on the agent's"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Names to look for, folded, and the phrases they stand in."""

    company: tuple[str, ...]
    agents: frozenset[str]
    cues: Mapping[str, CueList]


def _first_greeting(talk: Sequence[Segment], role: Role, known: _Known) -> Segment | None:
    if not any(segment.role == role for segment in talk):
        return None
    latest = min(segment.start for segment in talk) + OPENING
    own = [s for s in talk if s.role == role and s.start <= latest and is_full(s.language)]
    return next((s for s in own[:FIRST] if _greets(_with_stand_ins(s.text, known), known.cues)), None)


def _greets(text: str, cues: Mapping[str, CueList]) -> bool:
    if cues["asks"].found_in(text):
        return False
    return bool(cues["answers"].found_in(text) or cues["introduces"].found_in(text))


def _with_stand_ins(text: str, known: _Known) -> str:
    """Return the words of `text` with the names replaced by the words that stand for them in the pack."""
    words = with_stand_in(text, known.company).split()
    return " ".join("ouragent" if word in known.agents else word for word in words)
