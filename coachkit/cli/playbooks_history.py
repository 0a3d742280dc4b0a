"""`coachkit playbooks history` and `diff`: what changed, when and why, and who decided what."""

import difflib
from pathlib import Path

import click

from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_heading, print_json, print_line, print_table
from coachkit.counts import format_count
from coachkit.errors import NotFoundError
from coachkit.models import LineChoice
from coachkit.store.library import Library
from coachkit.store.reading.playbooks import playbook_history

_COLUMNS = (
    Column(name="when"),
    Column(name="who"),
    Column(name="what"),
    Column(name="line", grows=True),
    Column(name="text", grows=True),
)
_DONE = {"approve": "approved", "edit": "reworded", "strike": "struck", "restore": "restored"}


@click.command("history")
@click.argument("name")
@db_option
@json_option
def history(name: str, db: Path, as_json: bool) -> None:
    """Show the versions of a playbook with what changed and why, and who decided what of its lines.

    Example: coachkit playbooks history zenlane
    """
    with Library.open(db) as library:
        found = playbook_history(library, name)
    if as_json:
        print_json(found)
        return
    print_line(found.title or f"{found.playbook_id}: this comes up in no call any more", style="bold")
    if not found.versions:
        print_line("No line of it has ever stood, so there is no version yet.")
    for version in found.versions:
        print_heading(f"Version {version.n} ({_when(version.made_at)})")
        for change in version.changes:
            print_line(change, indent=2)
    if found.choices:
        print_heading("What people decided")
        print_table(_COLUMNS, map(_row, found.choices), empty="")


@click.command("diff")
@click.argument("name")
@click.argument("old", type=click.IntRange(min=1), required=False)
@click.argument("new", type=click.IntRange(min=1), required=False)
@db_option
def diff(name: str, old: int | None, new: int | None, db: Path) -> None:
    """Show what differs between two versions of a playbook, by themselves the newest two.

    Example: coachkit playbooks diff zenlane 1 3
    """
    with Library.open(db) as library:
        found = playbook_history(library, name)
    if old is None and len(found.versions) < 2:
        there = format_count(len(found.versions), "version")
        raise NotFoundError(f"{found.playbook_id} has {there}: there is nothing to compare")
    newest = len(found.versions)
    after = found.version(new or newest)
    before = found.version(old or newest - 1)
    lines = difflib.unified_diff(
        before.text.splitlines(),
        after.text.splitlines(),
        f"version {before.n}",
        f"version {after.n}",
        lineterm="",
    )
    for line in lines:
        print_line(line, style=_STYLES.get(line[:1], ""))


_STYLES = {"+": "green", "-": "red", "@": "dim"}


def _row(choice: LineChoice) -> tuple[object, ...]:
    return _when(choice.made_at), choice.author, _DONE[choice.action], choice.line, choice.text


def _when(moment: str) -> str:
    return moment[:16].replace("T", " ")
