"""`coachkit calls export`: transcripts for people, players and other programs."""

import sys
from pathlib import Path

import click

from coachkit.cli.options import db_option
from coachkit.counts import format_count
from coachkit.errors import CoachkitError, NotFoundError
from coachkit.export.transcript import TRANSCRIPT_FORMATS, CallTranscript, format_transcript
from coachkit.export.transcript_names import file_names
from coachkit.models import Call, CallAgent, Segment
from coachkit.store.library import Library
from coachkit.store.reading import choose_calls
from coachkit.whole_files import write_whole


@click.command("export")
@click.argument("call", nargs=-1)
@db_option
@click.option("--where", help='Calls that fit, such as "agent:jana since:2026-11-16".')
@click.option("--format", "form", type=click.Choice(TRANSCRIPT_FORMATS), required=True, help="What to write.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="File of one CALL, or folder of several; left out: standard output.",
)
def export(call: tuple[str, ...], db: Path, where: str | None, form: str, output: Path | None) -> None:
    """Write the transcript of each CALL: text, subtitles, JSON, CSV or a Word file.

    JSON and VTT can be imported again as they were.

    Example: coachkit calls export --where "agent:jana" --format docx --output jana
    """
    if not call and where is None:
        raise click.UsageError("Name a CALL, or describe some with --where.")
    with Library.open(db) as library:
        known = {one.id: one for one in library.rows(Call)}
        chosen = [known[one.id] for one in choose_calls(library, call, where)]
        if not chosen:
            raise NotFoundError(f"no call fits “{where}”")
        if output is None:
            _print_one(library, chosen, form)
        elif _names_a_file(output, form, is_one=len(chosen) == 1, is_named=where is None):
            write_whole(output, format_transcript(_transcript(library, chosen[0]), form))
            click.echo(f"Wrote {output}.", err=True)
        else:
            _write_folder(library, chosen, form, output)


def _names_a_file(output: Path, form: str, *, is_one: bool, is_named: bool) -> bool:
    """Say whether `output` is the file of one call; otherwise it is a folder."""
    has_suffix = output.suffix.lower() == f".{form}"
    if output.is_dir() or not (has_suffix or (is_one and is_named)):
        return False
    if not is_one:
        raise click.UsageError(f"Several calls do not fit into {output}: name a folder with --output.")
    return True


def _print_one(library: Library, chosen: list[Call], form: str) -> None:
    if len(chosen) > 1:
        raise click.UsageError(
            f"{format_count(len(chosen), 'call')} need a folder to be written to: add --output FOLDER."
        )
    if form == "docx" and sys.stdout.isatty():
        raise click.UsageError("A Word file cannot be shown here: add --output FILE.docx.")
    click.echo(format_transcript(_transcript(library, chosen[0]), form), nl=False)


def _write_folder(library: Library, chosen: list[Call], form: str, folder: Path) -> None:
    """Write a file for each call; calls without a transcript are told and left out."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CoachkitError(
            f"{folder}: cannot be made a folder ({error.strerror}); name another place with --output"
        ) from error
    names = file_names(chosen, suffix=form)
    written = 0
    for call in chosen:
        try:
            transcript = _transcript(library, call)
        except NotFoundError as error:
            click.echo(f"Left out: {error}", err=True)
            continue
        write_whole(folder / names[call.id], format_transcript(transcript, form))
        written += 1
    if not written:
        raise NotFoundError(f"none of the {format_count(len(chosen), 'call')} has a transcript")
    click.echo(f"Wrote {format_count(written, 'transcript')} to {folder}.", err=True)


def _transcript(library: Library, call: Call) -> CallTranscript:
    transcript = CallTranscript.of_call(
        call, library.rows(CallAgent, call_id=call.id), library.rows(Segment, call_id=call.id)
    )
    if not transcript.segments:
        raise NotFoundError(
            f"call {call.id} ({Path(call.path).name}) has no transcript: either nobody speaks, or"
            " `coachkit build` has not heard it yet"
        )
    return transcript
