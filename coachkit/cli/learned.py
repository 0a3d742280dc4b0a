"""`coachkit learned`: the score that is learned from outcomes and ratings, and whether it is used."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.lazy import NounGroup
from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_heading, print_json, print_line, print_table
from coachkit.store.library import Library

if TYPE_CHECKING:
    from coachkit.pipeline.learned_report import LearnedReport

_MATTERS = (
    Column(name="share", align="right"),
    Column(name="speaks for a call", grows=True),
    Column(name="speaks against it", grows=True),
)


class _Shown(NounGroup):
    """A group of one thing, which is shown when no command is named."""

    unnamed = "show"


@click.group(cls=_Shown)
def learned() -> None:
    """Show what was learned from calls of which it is known how they went, or learn anew.

    Example: coachkit learned
    """


@learned.command("show")
@db_option
@json_option
@click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
def show(db: Path, as_json: bool, config: Path | None) -> None:
    """Show the learned score: from how many calls, how sure it is, and what moves it.

    Example: coachkit learned show --json
    """
    with Library.open(db) as library:
        settings = settings_of(library, config)

        from coachkit.pipeline.learned_report import learned_report

        report = learned_report(library, settings)
    if as_json:
        print_json(report)
    else:
        _print(report)


@learned.command("fit")
@db_option
@json_option
@click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
@click.pass_context
def fit(ctx: click.Context, db: Path, as_json: bool, config: Path | None) -> None:
    """Learn anew from all calls of which it is known how they went, and label the others by it.

    A build does so by itself when half as many again are known as when it last learned.

    Example: coachkit learned fit
    """
    from coachkit.pipeline.changes.learning import learn_anew
    from coachkit.pipeline.learned_report import learned_report

    with Library.open(db) as library:
        settings = settings_of(library, config)
        learn_anew(library, settings, tools=ctx.obj)
        report = learned_report(library, settings)
    if as_json:
        print_json(report)
    else:
        _print(report)


def _print(report: "LearnedReport") -> None:
    print_line(
        f"Known: {report.good} calls went well and {report.bad} badly, by ratings and outcomes;"
        f" {report.needed} of each are needed to learn from."
    )
    if report.model is None:
        print_line(report.advice)
        return
    model = report.model
    print_heading("The learned score")
    print_line(f"Learned from {model.good} calls that went well and {model.bad} that went badly.")
    print_line(f"{'Used' if model.is_used else 'Not used'}: {model.reason}.")
    print_line(f"Area of calls held out: {model.learned_auc:.2f}; the score card's: {model.rule_auc:.2f}.")
    print_line(f"Gain: {model.gain_low:+.2f} to {model.gain_high:+.2f} (95 %).")
    if model.agent_auc is None:
        print_line("By agent: too few calls say who took them.")
    else:
        print_line(f"Area of agents held out: {model.agent_auc:.2f}.")
    rows = [(f"{one.share:.0%}", one.in_favour, one.against) for one in report.matters]
    print_table(_MATTERS, rows, empty="Nothing moves it.")
    if report.advice:
        print_line(report.advice)
