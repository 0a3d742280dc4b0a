"""`coachkit calls swap-roles`: exchange agent and customer where they are the wrong way round."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.author import author
from coachkit.cli.choice import choice_options, confirm
from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option
from coachkit.cli.screen import format_share, print_line
from coachkit.store.library import Library
from coachkit.store.reading import choose_calls

if TYPE_CHECKING:
    from coachkit.pipeline.changes.swap import Standing, Swap


@click.command("swap-roles")
@click.argument("call", nargs=-1)
@db_option
@choice_options
@click.option("--undo", is_flag=True, help="Only take exchanges back.")
@click.pass_context
def swap_roles(
    ctx: click.Context,
    call: tuple[str, ...],
    db: Path,
    where: str | None,
    yes: bool,
    config: Path | None,
    no_progress: bool,
    undo: bool,
) -> None:
    """Exchange agent and customer on each CALL; a second time takes it back.

    It is kept as an edit, so it holds when the call is heard again. What depends on it, from figures to
    playlists, is worked out anew at once.

    Example: coachkit calls swap-roles 4f0c2a
    """
    if not call and where is None:
        raise click.UsageError("Name a CALL, or describe some with --where.")
    with Library.open(db) as library:
        chosen = choose_calls(library, call, where)
        if not chosen:
            click.echo("No call fits.", err=True)
            return
        confirm(chosen, "Take back the exchange on" if undo else "Exchange agent and customer on", yes=yes)
        settings = settings_of(library, config)

        from coachkit.cli.progress import choose_progress
        from coachkit.pipeline.changes import swap

        done = swap.swap_roles(
            library,
            settings,
            [one.id for one in chosen],
            author=author(),
            undo=undo,
            tools=ctx.obj,
            progress=choose_progress(is_wanted=not no_progress),
        )
    for one in done:
        _print_swap(one)
    if any(one.problem for one in done):
        ctx.exit(1)


def _print_swap(swap: "Swap") -> None:
    name = f"{swap.call.id}  {Path(swap.call.path).name}"
    if swap.problem:
        print_line(f"{name}: left as it is: {swap.problem}.")
        return
    what = "agent and customer exchanged" if swap.after.is_swapped else "the exchange was taken back"
    print_line(f"{name}: {what}.", style="bold")
    if swap.after.first_words:
        print_line(f"The agent begins: “{swap.after.first_words}”", indent=2)
    before, after = _judged(swap.before), _judged(swap.after)
    print_line(f"{after} (was: {before})" if before != after else f"{after}, as before", indent=2)


def _judged(standing: "Standing") -> str:
    return f"{(standing.label or 'not judged').capitalize()}, score {format_share(standing.score)}"
