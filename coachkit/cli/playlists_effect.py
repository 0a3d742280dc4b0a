"""`coachkit playlists effect`: what a list trains, before it was assigned and after it was heard."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_json, print_line, print_table
from coachkit.following.asking import Answer, Question, effect_in
from coachkit.following.trained import trained_by
from coachkit.store.library import Library
from coachkit.store.reading import agent_named
from coachkit.store.reading.following import list_named

if TYPE_CHECKING:
    from coachkit.following.changes import Change, Side
    from coachkit.following.effect import AgentEffect, Effect
    from coachkit.statistics.differences import Difference

_COLUMNS = (
    Column(name="agent"),
    Column(name="before", align="right"),
    Column(name="after", align="right"),
    Column(name="change", align="right"),
    Column(name="others", align="right"),
    Column(name="beyond the others", align="right"),
)


@click.command("effect")
@click.argument("playlist")
@click.option("--agent", "agents", multiple=True, help="Only this agent; several are several people.")
@click.option(
    "--days",
    type=click.IntRange(min=1, max=365),
    default=28,
    show_default=True,
    help="So many days before, and so many after.",
)
@click.option(
    "--on", "said", metavar="FIGURE", help="Of what, such as metric:patience; else what the list trains."
)
@db_option
@json_option
def effect(
    playlist: str, agents: tuple[str, ...], days: int, said: str | None, db: Path, as_json: bool
) -> None:
    """Compare what a PLAYLIST trains, before it was assigned and after it was heard.

    Beside it stand the agents who were not asked, in the same days.

    Example: coachkit playlists effect competitor-zenlane-good --days 28
    """
    with Library.open(db) as library:
        head = list_named(library, playlist)
        question = Question(
            playlist=head,
            trained=trained_by(head, said),
            days=days,
            agents=tuple(agent_named(library, agent) for agent in agents),
        )
        found = effect_in(library, question, today=date.today())
    if as_json:
        print_json(found)
    else:
        _print(found)


def _print(answer: Answer) -> None:
    from coachkit.following.effect_words import NO_CAUSE, change_sentence, heading, others_sentence

    unit, found = answer.unit, answer.effect
    print_line(answer.title, style="bold")
    print_line(f"{heading(answer.trained)}, {answer.days} days before and after, the average of calls.")
    print_table(_COLUMNS, (_row(one, unit) for one in found.agents), empty="")
    _print_since(found)
    print_line()
    whose = "Together: " if len(found.agents) > 1 else f"{found.agents[0].course.agent}: "
    print_line(whose + change_sentence(found.own, unit))
    print_line(others_sentence(found, unit))
    if found.own.is_enough:
        print_line(NO_CAUSE, style="dim")


def _print_since(found: "Effect") -> None:
    """Say from when on the days after are counted, for all of whom it is the same at once."""
    from coachkit.following.effect_words import since_words

    agents: dict[str, list[str]] = {}
    for one in found.agents:
        agents.setdefault(since_words(one.course), []).append(one.course.agent)
    for since, who in agents.items():
        print_line(f"After, for {', '.join(who)}: {since}.", style="dim")


def _row(one: "AgentEffect", unit: str) -> tuple[object, ...]:
    return (
        one.course.agent,
        _side(one.own.before, unit),
        _side(one.own.after, unit),
        _change(one.own.difference, unit),
        _others(one.others, unit),
        _change(one.beyond, unit),
    )


def _side(side: "Side", unit: str) -> str:
    from coachkit.measuring.showing import format_value

    mean = "–" if side.mean is None else format_value(side.mean, unit)
    return f"{mean} (n={side.calls})"


def _change(difference: "Difference | None", unit: str) -> str:
    from coachkit.following.effect_words import format_change, interval

    if difference is None:
        return "too few calls"
    return f"{format_change(difference.by.value, unit)} ({interval(difference.by, unit)})"


def _others(change: "Change", unit: str) -> str:
    return f"{_side(change.before, unit)} → {_side(change.after, unit)}"
