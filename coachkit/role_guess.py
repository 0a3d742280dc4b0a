"""Who is the agent and who the customer, guessed from what they say; for voices on one channel.

Evidence is added up as log-odds, as a naive Bayes classifier does: phrases that one side says and the other
hardly ever does, names that people give themselves or call each other by, who speaks first, and who asks.
Nothing is guessed from little: a role that is less sure than `SURE` stays unknown.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coachkit.company_greeting import greets_for
from coachkit.conversation import questions_in, words_of
from coachkit.cues import CueList
from coachkit.languages import is_full
from coachkit.models import Role, Segment

SURE = 0.85
"""Below this probability a role stays `unknown`. Set on calls of several kinds: conversations without a
company on either side reach 0.8, calls to a company mostly 0.95 and more."""
SUREST = 0.99
"""A guess is never certain; in 1,500 written service talks, nearly one told role in a hundred was wrong."""
WEIGHTS: Mapping[str, float] = {
    "agent_answers": 2.0,
    "agent_asks": 1.0,
    "agent_serves": 0.8,
    "customer_calls": -1.5,
    "customer_owns": -0.7,
}
"""Log-odds of the first phrase of each list (see `packs/roles.toml`); each further one counts half."""
KNOWN = 8.0
"""Log-odds of a role that is not guessed but told: more than all that can be said."""
NAMED = 2.5
"""Log-odds of giving one's own name, where it is known whose it is."""
CALLED = 1.0
"""Log-odds of being called by somebody else's voice by a known name."""
FIRST = 0.3
QUESTIONS = 0.6
"""Log-odds of speaking first, and of asking all of the questions."""
COMPANY = 2.0
"""Log-odds of giving the company's name as one's own."""
OPENING = 4
"""Segments of a voice in which it gives its name."""
_SELF = (
    "this is",
    "i'm",
    "i am",
    "my name is",
    "my name's",
    "it's",
    "name is",
    "you've got",
    "speaking with",
)
_AFTER = ("speaking", "here")
_TO = ("hi", "hello", "thanks", "thank you", "bye", "goodbye", "welcome", "sorry", "course", "okay", "hey")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Whose names are known: agents by the name to show, each with what it is called by; and the customer."""

    agents: tuple[str, ...] = ()
    customer: str | None = None
    company: tuple[str, ...] = ()
    """The company's name and its other spellings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for a voice being the agent (positive) or the customer (negative)."""

    total: float
    told: tuple[tuple[float, str], ...]
    """(log-odds, what was said or done), the strongest first."""
    introduced_as: str | None = None
    """The known agent whose name the voice gives as its own."""
    answers: bool = False
    """True where the voice takes the call as companies do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGuess:
    """A voice's role, how sure it is (0 to 1), and why."""

    role: Role
    confidence: float
    reason: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenVoices:
    """What a given transcript itself tells of its speakers, by voice."""

    told: Mapping[int, RoleGuess] = field(default_factory=dict)
    """Voices whose role need not be guessed."""
    names: Mapping[int, str] = field(default_factory=dict)
    """What to call the voices that are somebody by name."""
    labels: Mapping[int, str] = field(default_factory=dict)
    """What the transcript calls each of them, be it `SPEAKER_01`."""

    def voices_of(self, segments: Iterable[Segment]) -> dict[int, int]:
        """Return each segment's voice, which is its channel, by `Segment.n`."""
        return {s.n: s.channel for s in segments if s.channel in self.labels or s.channel in self.told}


Packs = tuple[Mapping[str, CueList], Mapping[str, CueList]]
"""The packs `roles` and `greetings`."""


def guess_roles(
    voices: Mapping[int, Sequence[Segment]],
    names: Names,
    *,
    packs: Packs,
    told: Mapping[int, RoleGuess] | None = None,
) -> dict[int, RoleGuess]:
    """Return a guess for each voice; `voices` are its segments in time order.

    Voices that are `told` to be agent or customer are so; the others are guessed beside them.

    One voice alone is judged by itself. Of several, the likeliest agent and the likeliest customer are
    told by comparing them; another is an agent only if it takes over as one, else it is nobody's: `other`.
    """
    known = told or {}
    found = {
        voice: _with_known(_evidence(voice, voices, names, packs), known.get(voice))
        for voice in sorted(voices)
    }
    if not found:
        return {}
    order = sorted(found, key=lambda voice: (-found[voice].total, voice))
    if len(order) == 1:
        return {order[0]: _judged(found[order[0]], found[order[0]].total)}
    talk = {voice: sum(s.end - s.start for s in voices[voice]) for voice in voices}
    agent = order[0]
    customer = max(order[1:], key=lambda v: (_customer_weight(found[v], talk[v], max(talk.values())), -v))
    margin = found[agent].total - found[customer].total
    guesses = {agent: _judged(found[agent], margin), customer: _judged(found[customer], -margin)}
    is_known = guesses[agent].role == "agent"
    for voice in order:
        if voice not in guesses:
            guesses[voice] = _third(found[voice], found[customer], is_known=is_known)
    return guesses | {voice: known[voice] for voice in order if voice in known}


def _with_known(evidence: Evidence, known: RoleGuess | None) -> Evidence:
    side = {"agent": 1, "customer": -1}.get(known.role, 0) if known else 0
    return replace(evidence, total=evidence.total + side * KNOWN) if side else evidence


def _customer_weight(evidence: Evidence, seconds: float, most: float) -> float:
    """Return how much a voice looks like the caller: by what it says, and by how much it says."""
    return -evidence.total + (seconds / most if most else 0.0)


def _third(evidence: Evidence, customer: Evidence, *, is_known: bool) -> RoleGuess:
    if not is_known:
        return RoleGuess(role="unknown", confidence=0.5, reason="Nothing tells who this voice is.")
    margin = evidence.total - customer.total
    if margin > 0 and (evidence.answers or evidence.introduced_as):
        guess = _judged(evidence, margin)
        if guess.role == "agent":
            return guess
    return RoleGuess(
        role="other",
        confidence=round(1 - _probability(max(evidence.total, 0.0)) / 2, 3),
        reason="A voice besides agent and customer that does not take over as an agent.",
    )


def _judged(evidence: Evidence, margin: float) -> RoleGuess:
    sure = min(_probability(abs(margin)), SUREST)
    role: Role = "unknown" if sure < SURE else "agent" if margin > 0 else "customer"
    side = 1 if margin > 0 else -1
    told = [what for weight, what in evidence.told if weight * side > 0][:3]
    reason = f"{'; '.join(told)}." if told else "The other voice is the other side."
    if role == "unknown":
        reason = "What is said does not tell clearly enough who is the agent."
    return RoleGuess(
        role=role,
        confidence=round(sure, 3),
        reason=reason[0].upper() + reason[1:],
        name=evidence.introduced_as if role == "agent" else None,
    )


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _evidence(voice: int, voices: Mapping[int, Sequence[Segment]], names: Names, packs: Packs) -> Evidence:
    cues, greetings = packs
    own = voices[voice]
    told = [*_phrases(own, cues)]
    weighed = [(weight, what) for _, weight, what in told]
    introduced = next((n for n in names.agents if any(gives_name(s.text, n) for s in own[:OPENING])), None)
    if introduced:
        weighed.append((NAMED, f"gives the name of {introduced}"))
    if names.customer and any(gives_name(s.text, names.customer) for s in own[:OPENING]):
        weighed.append((-NAMED, f"gives the name of {names.customer}"))
    opening = [s for s in own[:OPENING] if is_full(s.language)]
    greeting = next((s for s in opening if greets_for(s.text, names.company, greetings)), None)
    if greeting:
        weighed.append((COMPANY, f"answers for the company at {clock(greeting.start)}"))
    others = [s for v, said in voices.items() if v != voice for s in said]
    weighed += _called(others, own, names)
    first = min((s.start for said in voices.values() for s in said), default=0.0)
    if len(voices) > 1 and own and own[0].start == first:
        weighed.append((FIRST, "speaks first"))
    asked, all_asked = _questions(own), sum(map(_questions, voices.values()))
    if len(voices) > 1 and all_asked >= 3:
        weighed.append((QUESTIONS * (2 * asked / all_asked - 1), f"asks {asked} of {all_asked} questions"))
    weighed.sort(key=lambda item: (-abs(item[0]), item[1]))
    return Evidence(
        total=sum(weight for weight, _ in weighed),
        told=tuple(weighed),
        introduced_as=introduced,
        answers=greeting is not None or any(name == "agent_answers" for name, _, _ in told),
    )


def _phrases(segments: Sequence[Segment], cues: Mapping[str, CueList]) -> Iterable[tuple[str, float, str]]:
    """Yield (list, log-odds, what was said and when) of each phrase; a list's further ones count less."""
    for name, first in WEIGHTS.items():
        weight = first
        for segment in segments:
            for phrase in cues[name].said_in(segment):
                yield name, weight, f"says “{phrase}” at {clock(segment.start)}"
                weight /= 2


def clock(seconds: float) -> str:
    """Return a time as people read it on a player: 1:05."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def gives_name(text: str, name: str) -> bool:
    """Say whether `text` gives `name` (its first word is enough) as the speaker's own."""
    called = _called_by(name)
    if called is None:
        return False
    said = f" {' '.join(words_of(text))} "
    return any(f" {form} {called} " in said for form in _SELF) or any(
        f" {called} {form} " in said for form in _AFTER
    )


def _called(others: Sequence[Segment], own: Sequence[Segment], names: Names) -> list[tuple[float, str]]:
    """Return what follows from names by which the other voices call somebody right before or after `own`."""
    weighed = []
    known = [(name, CALLED) for name in names.agents]
    for name, weight in [*known, *([(names.customer, -CALLED)] if names.customer else [])]:
        called = _called_by(name)
        addressed = [s for s in others if called and _addresses(s.text, called)]
        if any(_is_next_to(segment, own) for segment in addressed):
            weighed.append((weight, f"is called by the name of {name}"))
    return weighed


def _addresses(text: str, called: str) -> bool:
    said = f" {' '.join(words_of(text))} "
    return any(f" {form} {called} " in said for form in _TO)


def _is_next_to(segment: Segment, own: Sequence[Segment]) -> bool:
    return any(abs(s.end - segment.start) < 3 or abs(s.start - segment.end) < 3 for s in own)


def _called_by(name: str) -> str | None:
    """Return the word by which somebody is called; None where it is no name that people say."""
    words = words_of(name)
    return words[0] if words and len(words[0]) > 2 and words[0].isalpha() else None


def _questions(segments: Sequence[Segment]) -> int:
    return sum(questions_in(segment.text) for segment in segments)
