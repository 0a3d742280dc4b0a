"""`coachkit practice`: answer a customer's line from a real call, then hear the replies to such a line."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.agent_option import agent_who_asks, as_option
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, harmless, print_json, print_table
from coachkit.errors import CoachkitError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachkit.cli.practice_session import Desk
    from coachkit.export.contents import ClipContents
    from coachkit.models import GradeLetter
    from coachkit.practising.rounds import Session
    from coachkit.store.library import Library

NOTHING = (
    "Nothing to practise yet: it takes calls in which customers bring something up and take the reply "
    "clearly well or badly. `coachkit build FOLDER` reads your calls."
)
_COLUMNS = (
    Column(name="practise"),
    Column(name="what", grows=True),
    Column(name="rounds", align="right"),
    Column(name="with both replies", align="right"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """How a session is to go."""

    seconds: int | None
    is_silent: bool
    shuffle: str | None


@click.command()
@click.argument("topic", nargs=-1)
@db_option
@json_option
@as_option
@click.option("--rounds", type=click.IntRange(1, 50), default=5, show_default=True, help="At most so many.")
@click.option(
    "--seconds", type=click.IntRange(min=1), metavar="N", help="Go on by itself after so many seconds."
)
@click.option("--text", "is_silent", is_flag=True, help="Only show what is said; play nothing.")
@click.option("--shuffle", metavar="SEED", help="Another session, such as --shuffle 2; else one a day.")
def practice(
    topic: tuple[str, ...], db: Path, as_json: bool, as_agent: str | None, **options: object
) -> None:
    """Practise TOPIC: answer a customer aloud, then hear the replies that worked and did not.

    TOPIC is a competitor, a feature, a tracker, a moment such as objection, a topic, the id of a playbook, or
    everything. Without one, lists what can be practised. Nothing is recorded, and nobody sees who practised.

    Example: coachkit practice objection --rounds 3
    """
    from coachkit.practising.heard_well import worst_grade_practised
    from coachkit.practising.practise import Asked, prepare_session
    from coachkit.practising.values import session_values
    from coachkit.store.library import Library

    rounds = int(str(options.pop("rounds")))
    wish = _Wish(**options)  # type: ignore[arg-type]  # click's own
    with Library.open(db) as library:
        agent, min_grade = _agent(library, as_agent), worst_grade_practised(library)
        if not topic:
            _list(library, agent, min_grade, as_json=as_json)
            return
        asked = Asked(
            topic=" ".join(topic),
            rounds=rounds,
            seed=wish.shuffle or date.today().isoformat(),
            agent=agent,
            min_grade=min_grade,
        )
        session = prepare_session(library, asked)
    if as_json:
        print_json(session_values(session))
    else:
        _run(session, wish)


def _agent(library: "Library", given: str | None) -> str | None:
    """Return whose own calls are left out: who is named, else who is logged in; say who it is."""
    try:
        agent = agent_who_asks(library, given)
    except NotFoundError:
        if given:
            raise
        return None
    click.echo(harmless(f"Calls of {agent} are left out, so that you hear others."), err=True)
    return agent


def _list(library: "Library", agent: str | None, min_grade: "GradeLetter", *, as_json: bool) -> None:
    from coachkit.practising.practise import list_practisable

    found = list_practisable(library, agent=agent, min_grade=min_grade)
    if as_json:
        print_json(found)
        return
    rows = [(one.id, f"{one.name} ({one.kind})", one.rounds, one.with_both) for one in found]
    print_table(_COLUMNS, rows, empty=NOTHING)
    if found and sys.stdout.isatty():
        click.echo(
            f"Begin: coachkit practice {found[0].id}. A bit of each: coachkit practice everything", err=True
        )


def _run(session: "Session", wish: _Wish) -> None:
    from coachkit.cli.practice_page import print_end
    from coachkit.cli.practice_session import ask_on_terminal, run_session

    desk = _desk(session, wish)
    done = run_session(session, desk)
    last = wish.shuffle or "1"
    is_there = desk.ask is ask_on_terminal
    print_end(
        session,
        done if is_there else None,
        other_seed=str(int(last) + 1) if last.isdecimal() else f"{last}-2",
    )


def _desk(session: "Session", wish: _Wish) -> "Desk":
    """Return what asks and plays: on a terminal a person and a player, in a pipe nothing."""
    from coachkit.cli.play import find_player
    from coachkit.cli.practice_session import Desk, ask_nothing, ask_on_terminal, play_nothing, player_of

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Desk(ask=ask_nothing, play=play_nothing)
    play: Callable[[ClipContents], None] = play_nothing
    if not wish.is_silent and any(one.prompt.of.can_play for one in session.rounds):
        try:
            play = player_of(find_player())
        except CoachkitError as error:
            click.echo(f"Read it, as it cannot be played: {error}", err=True)
    return Desk(ask=ask_on_terminal, play=play, seconds=wish.seconds)
