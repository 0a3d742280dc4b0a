"""Practise: what can be practised, and the rounds of a session about one thing or about everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from coachkit.errors import NotFoundError
from coachkit.models import GradeLetter, Playlist
from coachkit.practising.drawing import draw
from coachkit.practising.hints import read_playbooks
from coachkit.practising.making import Told, make_rounds
from coachkit.practising.rounds import Session
from coachkit.practising.sides import SideReader, Sides
from coachkit.practising.subjects import Practisable, find_practisable
from coachkit.store.library import Library

EVERYTHING = "everything"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants to practise."""

    topic: str
    rounds: int
    seed: str
    """The same seed gives the same session."""
    agent: str | None = None
    """Whose own calls are left out."""
    min_grade: GradeLetter = "C"


@dataclass(frozen=True, slots=True, kw_only=True)
class PractisableCount:
    """Something to practise, and how many rounds there are."""

    id: str
    kind: str
    name: str
    rounds: int
    with_both: int
    """Rounds that show a good and a bad reply."""


def list_practisable(
    library: Library, *, agent: str | None = None, min_grade: GradeLetter = "C"
) -> list[PractisableCount]:
    """Return what can be practised, that with most rounds first; `agent`: without the calls of one agent."""
    return count_practisable(SideReader(library=library, min_grade=min_grade, not_by=agent))


def count_practisable(reader: SideReader) -> list[PractisableCount]:
    """Return what can be practised as a reader finds it, that with most rounds first."""
    found = []
    for one in reader.subjects:
        sides = reader.read(one)
        if sides.rounds:
            found.append(
                PractisableCount(
                    id=one.id,
                    kind=one.subject.kind,
                    name=one.subject.shown,
                    rounds=sides.rounds,
                    with_both=len(sides.pairs),
                )
            )
    return sorted(found, key=lambda one: (-one.with_both, -one.rounds, one.id))


def prepare_session(library: Library, asked: Asked, *, reader: SideReader | None = None) -> Session:
    """Return the rounds of a session; a `reader` of the library that was used before spares much reading.

    Raises:
        NotFoundError: There is nothing of that name, or no exchange about it went clearly well or badly.
    """
    if reader is None:
        reader = SideReader(library=library, min_grade=asked.min_grade, not_by=asked.agent)
    if asked.topic.strip().casefold() == EVERYTHING:
        return _of_everything(library, reader, asked)
    wanted = find_practisable(asked.topic, reader.subjects)
    sides = reader.read(wanted)
    if not sides.rounds:
        raise NotFoundError(_nothing(wanted, asked))
    told = _told(wanted, sides, rounds=asked.rounds, seed=asked.seed)
    books = read_playbooks(library, wanted)
    return Session(
        id=wanted.id,
        title=wanted.about,
        seed=asked.seed,
        rounds=tuple(make_rounds(library, told, {wanted.id: books})),
        there=sides.rounds,
        varies=_varies(sides, told),
        also=wanted.also,
        playlist=_playlist(library, wanted),
        playbook=books.own,
    )


def _varies(sides: Sides, told: Sequence[Told]) -> bool:
    """Say whether there are more rounds of a sort that was drawn: pairs come before the rest."""
    pairs = sum(one.drawn.pair is not None for one in told)
    return len(sides.pairs) > pairs or pairs < len(told) < sides.rounds


def _told(wanted: Practisable, sides: Sides, *, rounds: int, seed: str) -> list[Told]:
    return [
        Told(
            drawn=one,
            asked=sides.of(one.asked),
            other=sides.of(one.other) if one.other else None,
            wanted=wanted,
        )
        for one in draw(sides, rounds=rounds, seed=seed)
    ]


def _of_everything(library: Library, reader: SideReader, asked: Asked) -> Session:
    """Return a session with a round of each of several things, those with both replies first."""
    known = [*reader.subjects]
    Random(asked.seed).shuffle(known)  # noqa: S311 - nothing secret
    told: list[Told] = []
    one_sided: list[tuple[Practisable, Sides]] = []
    for one in known:
        if len(told) == asked.rounds:
            break
        sides = reader.read(one)
        if sides.pairs:
            told += _one_more(one, sides, told, asked)
        else:
            one_sided.append((one, sides))
    for one, sides in one_sided:
        if len(told) < asked.rounds:
            told += _one_more(one, sides, told, asked)
    if not told:
        raise NotFoundError(_nothing(None, asked))
    books = {one.wanted.id: read_playbooks(library, one.wanted) for one in told}
    return Session(
        id=EVERYTHING,
        title="Whatever comes up",
        seed=asked.seed,
        rounds=tuple(make_rounds(library, told, books)),
        there=None,
        varies=True,
    )


def _one_more(one: Practisable, sides: Sides, told: Sequence[Told], asked: Asked) -> list[Told]:
    """Return a round of a subject, of calls that no other round shows; none where there is none."""
    used = {talk for round_ in told for talk in round_.drawn.talks}
    return _told(one, sides.without(used), rounds=1, seed=asked.seed)


def _nothing(wanted: Practisable | None, asked: Asked) -> str:
    what = f"“{wanted.subject.shown}”" if wanted else "anything"
    others = f" in calls of others than {asked.agent}" if asked.agent else ""
    return (
        f"there is nothing to practise of {what} yet{others}: no reply to a customer who brings it up went "
        "clearly well or badly, in a call that can be heard well; what there is: coachkit practice"
    )


def _playlist(library: Library, wanted: Practisable) -> str | None:
    """Return the id of the list to go on with: both sides, else what went well, else what went badly."""
    known: Sequence[str] = [one.id for one in library.rows(Playlist)]
    wished = (f"{wanted.lists}-{ending}" for ending in ("contrast", "good", "bad"))
    return next((one for one in wished if one in known), None)
