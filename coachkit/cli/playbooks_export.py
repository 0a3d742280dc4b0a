"""`coachkit playbooks export`: playbooks as Markdown for a wiki, as JSON or as a table."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from coachkit.cli.options import db_option
from coachkit.counts import format_count
from coachkit.export.playbooks import playbook_files, playbooks_csv, playbooks_json, playbooks_markdown
from coachkit.playbooks.book import Book
from coachkit.store.library import Library
from coachkit.store.reading.playbooks import find_playbook, gone_playbooks, stored_books
from coachkit.whole_files import open_whole_folder, write_whole

_FORMS: Mapping[str, Callable[[Sequence[Book]], str]] = {
    "md": playbooks_markdown,
    "json": playbooks_json,
    "csv": playbooks_csv,
}


@click.command("export")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--format", "form", type=click.Choice([*_FORMS]), default="md", show_default=True)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="File to write, or for md a folder: one file a playbook; left out: standard output.",
)
@db_option
def export(names: tuple[str, ...], form: str, output: Path | None, db: Path) -> None:
    """Write playbooks, all or those that are named: the same library gives the same bytes.

    A name without a dot, or one that ends in a slash, is a folder. Nobody is quoted.

    Example: coachkit playbooks export --output playbooks/
    """
    with Library.open(db) as library:
        wanted = {find_playbook(library, name).id for name in names}
        books = [one for one in stored_books(library) if not names or one.playbook.id in wanted]
        gone = {} if names else gone_playbooks(library)
    if output is None:
        click.echo(_FORMS[form](books), nl=False)
    elif form == "md" and (output.is_dir() or not output.suffix):
        _write_folder(output, books, gone)
    else:
        path = output / f"playbooks.{form}" if output.is_dir() else output
        write_whole(path, _FORMS[form](books).encode("utf-8"))
        click.echo(f"Wrote {path} ({format_count(len(books), 'playbook')}).", err=True)


def _write_folder(folder: Path, books: Sequence[Book], gone: Mapping[str, str]) -> None:
    """Write a file a playbook; what was written of one that is gone must not go on claiming things."""
    before = {f"{one}.md": text for one, text in gone.items() if (folder / f"{one}.md").exists()}
    with open_whole_folder(folder) as staged:
        for name, text in {**before, **playbook_files(books)}.items():
            (staged / name).write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"Wrote {format_count(len(books), 'playbook')} to {folder}.", err=True)
