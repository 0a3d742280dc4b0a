"""Practice: what there is to practise, and a session: a customer's line, then the replies to such a line.

The rounds are drawn as the command draws them: the same seed gives the same ones. Nothing is kept of who
practised what.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Path, Query

from coachkit.models import Verdict
from coachkit.practising.heard_well import worst_grade_practised
from coachkit.practising.learning import what_was_learned
from coachkit.practising.practise import Asked, PractisableCount, count_practisable, prepare_session
from coachkit.practising.rounds import PlaybookHint, Reply, Round, Session, Shown
from coachkit.practising.sides import SideReader
from coachkit.store.library import Library
from coachkit.store.reading.following import agents_by_team
from coachkit.store.reading.people import agent_named
from coachkit.web.library_pool import Opened, OpenedLibrary
from coachkit.web.pages.said_turns import SaidTurn, turns_of

ROUNDS = 5
"""Rounds of a session, unless more are asked for."""
KINDS = {
    "competitor": "Competitors",
    "feature": "Features",
    "moment": "Moments",
    "tracker": "Phrases we listen for",
    "topic": "Topics",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSubject:
    """Something to practise."""

    id: str
    name: str
    rounds: int
    with_both: int
    """Rounds that show a good and a bad reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeKind:
    """What there is to practise of a kind."""

    name: str
    subjects: tuple[PracticeSubject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePage:
    """What there is to practise."""

    kinds: tuple[PracticeKind, ...]
    agent: str | None
    """Whose own calls are left out."""
    agents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """A stretch to be heard or read."""

    call_id: str
    start: float
    end: float
    can_play: bool
    muted: tuple[tuple[float, float], ...]
    """Times at which a name is spoken that is not to be heard."""
    turns: tuple[SaidTurn, ...]
    is_cut_before: bool
    seconds_before: float | None
    """How much was left out before it, where that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReply:
    """A reply that was given, and how the customer took it."""

    verdict: Verdict
    prompt: str
    is_asked: bool
    """Whether it is what the customer of the round was told; else another who said much the same."""
    agent: str | None
    """None where it went badly, or is not known."""
    parts: tuple[ShownPart, ...]
    took: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeRound:
    """A customer's line, and the replies to it or to such a one: what missed first."""

    n: int
    about: str
    asked: str
    prompt: ShownPart
    replies: tuple[ShownReply, ...]
    learned: str | None
    hint: PlaybookHint | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSession:
    """The rounds of one sitting."""

    id: str
    title: str
    seed: str
    agent: str | None
    rounds: tuple[PracticeRound, ...]
    there: int | None
    """How many rounds there are of it; None where that was not counted."""
    varies: bool
    next_seed: str
    also: tuple[str, ...]
    playlist: str | None
    playbook: str | None


Agent = Annotated[str | None, Query(max_length=200)]


def read_practice(opened: Opened, agent: Agent = None) -> PracticePage:
    """Return what can be practised, without the calls of an agent where one is named.

    Raises:
        NotFoundError: Nobody is called so.
    """
    name = _agent(opened.library, agent)
    found = count_practisable(_reader(opened, name))
    kinds = [(said, [one for one in found if one.kind == kind]) for kind, said in KINDS.items()]
    return PracticePage(
        kinds=tuple(PracticeKind(name=said, subjects=tuple(map(_subject, of))) for said, of in kinds if of),
        agent=name,
        agents=tuple(opened.kept("practice: agents", _agents)),
    )


def read_session(
    opened: Opened,
    subject: Annotated[str, Path(max_length=200)],
    seed: Annotated[str, Query(max_length=40)] = "",
    rounds: Annotated[int, Query(ge=1, le=50)] = ROUNDS,
    agent: Agent = None,
) -> PracticeSession:
    """Return the rounds of a session; without a seed, those of today.

    Raises:
        NotFoundError: There is nothing of that name, or no exchange about it went clearly well or badly.
    """
    name = _agent(opened.library, agent)
    asked = Asked(
        topic=subject,
        rounds=rounds,
        seed=seed.strip() or date.today().isoformat(),
        agent=name,
    )
    session = prepare_session(opened.library, asked, reader=_reader(opened, name))
    return PracticeSession(
        id=session.id,
        title=session.title,
        seed=session.seed,
        agent=name,
        rounds=tuple(map(_round, session.rounds)),
        there=session.there,
        varies=session.varies,
        next_seed=_next(session),
        also=session.also,
        playlist=session.playlist if opened.viewer is None else None,
        playbook=session.playbook,
    )


def _reader(opened: OpenedLibrary, agent: str | None) -> SideReader:
    """Return what is kept of the library for practising; for an agent only what all have in common."""
    worst = worst_grade_practised(opened.library)
    shared = opened.kept_here(
        f"practice: sides from grade {worst}", lambda library: SideReader(library=library, min_grade=worst)
    )
    return shared.but_of(agent) if agent else shared


def _agent(library: Library, wanted: str | None) -> str | None:
    return agent_named(library, wanted) if wanted else None


def _agents(library: Library) -> Sequence[str]:
    return sorted(agents_by_team(library), key=str.casefold)


def _subject(one: PractisableCount) -> PracticeSubject:
    name = one.name[:1].upper() + one.name[1:]
    return PracticeSubject(id=one.id, name=name, rounds=one.rounds, with_both=one.with_both)


def _next(session: Session) -> str:
    return str(int(session.seed) + 1) if session.seed.isdecimal() else "1"


def _round(one: Round) -> PracticeRound:
    return PracticeRound(
        n=one.n,
        about=one.about,
        asked=one.asked,
        prompt=_part(one.prompt),
        replies=tuple(_reply(reply) for reply in (one.bad, one.good) if reply is not None),
        learned=what_was_learned(one),
        hint=one.hint,
    )


def _reply(one: Reply) -> ShownReply:
    return ShownReply(
        verdict=one.verdict,
        prompt=one.prompt,
        is_asked=one.is_asked,
        agent=one.agent,
        parts=tuple(map(_part, one.parts)),
        took=one.took,
    )


def _part(shown: Shown) -> ShownPart:
    of = shown.of
    return ShownPart(
        call_id=of.clip.call_id,
        start=of.clip.start,
        end=of.clip.end,
        can_play=of.can_play,
        muted=of.muted,
        turns=turns_of(of.lines, is_named=False),
        is_cut_before=shown.is_cut_before,
        seconds_before=shown.seconds_before,
    )
