"""`coachkit scorecards`: what calls are scored by, and changing it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.lazy import NounGroup
from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option, json_option
from coachkit.cli.scorecards_answer import answer
from coachkit.cli.scorecards_test import test
from coachkit.cli.scorecards_use import use
from coachkit.cli.screen import Column, harmless, print_heading, print_json, print_line, print_table
from coachkit.config import ScoringSettings
from coachkit.store.library import Library

if TYPE_CHECKING:
    from coachkit.scorecards import Line, ScoreCard

_COLUMNS = (
    Column(name="card"),
    Column(name="title", grows=True),
    Column(name="in use"),
    Column(name="lines", align="right"),
    Column(name="for calls with"),
    Column(name="where", grows=True, spare=True),
)


@click.group(cls=NounGroup)
def scorecards() -> None:
    """List score cards, show one, try one on all calls, or use another.

    Example: coachkit scorecards test sales
    """


@scorecards.command("list")
@db_option
@json_option
@click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
@click.pass_context
def list_(ctx: click.Context, db: Path, as_json: bool, config: Path | None) -> None:
    """List built-in score cards and your own; the main one labels calls, others in use are shown beside it.

    Example: coachkit scorecards list --json
    """
    from coachkit.scorecards.in_use import all_cards

    with Library.open(db) as library:
        settings = settings_of(library, config)
    cards, problems = all_cards(settings)
    found = [(card, _state(card.id, settings.scoring)) for card in cards]
    if as_json:
        print_json([_described(card) | {"in_use": state} for card, state in found])
    else:
        rows = (
            (card.id, card.title, state or "–", len(card.lines), card.calls_text or "all", _place(card))
            for card, state in found
        )
        print_table(_COLUMNS, rows, empty="There is no score card.")
    for problem in problems:
        click.echo(f"Cannot be used: {harmless(problem)}", err=True)
    if problems:
        ctx.exit(1)


@scorecards.command("show")
@click.argument("card")
@db_option
@json_option
@click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
def show(card: str, db: Path, as_json: bool, config: Path | None) -> None:
    """Show what the lines of a CARD (its name, or a file) ask for, and how much each weighs.

    Example: coachkit scorecards show service
    """
    from coachkit.scorecards.in_use import card_named

    with Library.open(db) as library:
        settings = settings_of(library, config)
    found = card_named(settings, card)
    if as_json:
        print_json(_described(found) | {"criteria": [_line(one) for one in found.lines]})
        return
    print_line(f"{found.id}: {found.title}", style="bold")
    print_line(f"{_place(found)}; for {_calls(found)}", indent=2, style="dim")
    total = sum(line.written.weight for line in found.lines)
    for line in found.lines:
        share = f"{line.written.weight:g} of {total:g}"
        fails = "; missed, it fails the call" if line.written.auto_fail else ""
        print_heading(f"{line.id}: {line.written.title} ({share}{fails})")
        for key, value in _line(line).items():
            if key not in ("id", "title", "weight", "auto_fail"):
                print_line(f"{key}: {_shown(value)}", indent=2)


for command in (test, use, answer):
    scorecards.add_command(command)


def _state(name: str, scoring: ScoringSettings) -> str | None:
    return "main" if name == scoring.card else "beside it" if name in scoring.more_cards else None


def _place(card: "ScoreCard") -> str:
    """Return the card's file, or that it needs none."""
    return card.place if card.place.endswith(".toml") else "built in"


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _calls(card: "ScoreCard") -> str:
    return f"calls with {card.calls_text}" if card.calls_text else "all calls"


def _described(card: "ScoreCard") -> dict[str, object]:
    return {
        "card": card.id,
        "title": card.title,
        "place": card.place,
        "calls": card.calls_text or None,
        "lines": len(card.lines),
    }


def _line(line: "Line") -> dict[str, object]:
    """Return the keys of a line as they are written, but those that say nothing."""
    values = line.written.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    order = ("id", "title", "weight", "rule")
    return {key: values[key] for key in order} | {k: v for k, v in values.items() if k not in order}
