"""`coachkit transcribe --again`: hear calls anew, with the settings' model or with another."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.choice import choice_options, confirm
from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option
from coachkit.cli.screen import print_line
from coachkit.counts import format_count
from coachkit.models import SpeechEngine
from coachkit.store.library import Library
from coachkit.store.reading import choose_calls, list_calls

if TYPE_CHECKING:
    from coachkit.pipeline.changes.again import Reheard


@click.command()
@click.argument("call", nargs=-1)
@click.option("--again", is_flag=True, help="Hear calls anew that have a transcript.")
@click.option("--model", help="Whisper model, such as base, small or a folder.")
@click.option(
    "--engine", type=click.Choice(["faster-whisper", "openai-whisper"]), help="What hears the calls."
)
@db_option
@choice_options
@click.option("--workers", type=click.IntRange(min=1), help="Calls heard at the same time.")
@click.pass_context
def transcribe(
    ctx: click.Context,
    call: tuple[str, ...],
    again: bool,
    model: str | None,
    engine: SpeechEngine | None,
    db: Path,
    where: str | None,
    yes: bool,
    config: Path | None,
    no_progress: bool,
    workers: int | None,
) -> None:
    """Hear each CALL again, or all calls that have sound.

    With --model or --engine, later builds stay with it for these calls; without, they are heard as the
    settings say. A call keeps its transcript until the new one is complete, and what people changed stays.

    Example: coachkit transcribe --again 4f0c2a --model small
    """
    if not again:
        raise click.UsageError("New calls are heard by `coachkit build`; add --again to hear calls anew.")
    from coachkit.cli.progress import choose_progress
    from coachkit.pipeline.changes.again import hear_again

    with Library.open(db) as library:
        chosen = choose_calls(library, call, where) if call or where is not None else list_calls(library)
        if not call:
            chosen = [one for one in chosen if one.medium == "recording"]
        if not chosen:
            click.echo("No call with sound fits.", err=True)
            return
        confirm(chosen, "Hear again", yes=yes)
        report = hear_again(
            library,
            settings_of(library, config),
            [one.id for one in chosen],
            engine=engine,
            model=model,
            tools=ctx.obj,
            progress=choose_progress(is_wanted=not no_progress),
            workers=workers,
        )
    for one in report.calls:
        _print_reheard(one)
    if report.build.failed or any(one.problem for one in report.calls):
        ctx.exit(1)


def _print_reheard(one: "Reheard") -> None:
    name = f"{one.call.id}  {Path(one.call.path).name}"
    if one.problem:
        print_line(f"{name}: not heard, it keeps its transcript: {one.problem}", style="red")
        return
    words = f"{format_count(one.words, 'word')} (was: {one.words_before:,})"
    print_line(f"{name}: heard with {one.engine}, {one.model}: {words}.")
