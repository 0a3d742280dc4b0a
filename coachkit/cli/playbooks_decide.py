"""`coachkit playbooks approve`, `edit`, `strike` and `restore`: what a person decides of a line."""

from typing import TYPE_CHECKING

import click

from coachkit.cli.author import author
from coachkit.cli.library_settings import settings_of
from coachkit.cli.list_now import by_option
from coachkit.cli.people_changes import Place, place_options
from coachkit.cli.screen import print_line
from coachkit.models import LineAction
from coachkit.store.library import Library

if TYPE_CHECKING:
    from coachkit.pipeline.changes.playbook_lines import LineReport

_name = click.argument("name")
_line = click.argument("line")
_why = click.option("--why", help="Why, in a sentence; `history` shows it.")


@click.command("approve")
@_name
@_line
@_why
@by_option
@place_options
def approve(name: str, line: str, why: str | None, by: str | None, place: Place) -> None:
    """Approve a LINE, named by its number as `show` counts or by its key, of a playbook.

    It is withdrawn all the same when the calls do not bear it out any more, and says so.

    Example: coachkit playbooks approve zenlane 1
    """
    _tell(_decide(name, line, "approve", why, by, place), "Approved")


@click.command("edit")
@_name
@_line
@click.argument("sentence", nargs=-1, required=True)
@by_option
@place_options
def edit(name: str, line: str, sentence: tuple[str, ...], by: str | None, place: Place) -> None:
    """Write your own SENTENCE for a LINE of a playbook; what it rests on stays.

    Example: coachkit playbooks edit zenlane 1 "Ask what matters most to them before you compare."
    """
    _tell(_decide(name, line, "edit", " ".join(sentence), by, place), "Reworded")


@click.command("strike")
@_name
@_line
@_why
@by_option
@place_options
def strike(name: str, line: str, why: str | None, by: str | None, place: Place) -> None:
    """Take a LINE out of a playbook; it stays out whatever is found later, until it is restored.

    Example: coachkit playbooks strike zenlane 2 --why "Not how we want to sell"
    """
    report = _decide(name, line, "strike", why, by, place)
    _tell(report, "Struck")
    print_line(f"To bring it back: coachkit playbooks restore {_named(report)}", style="dim")


@click.command("restore")
@_name
@_line
@_why
@by_option
@place_options
def restore(name: str, line: str, why: str | None, by: str | None, place: Place) -> None:
    """Bring a struck LINE back; of one that is not struck, take approval and wording back.

    Example: coachkit playbooks restore zenlane "Ask which plan they are on."
    """
    _tell(_decide(name, line, "restore", why, by, place), "Restored")


def _decide(
    name: str, line: str, action: LineAction, text: str | None, by: str | None, place: Place
) -> "LineReport":
    from coachkit.cli.progress import choose_progress
    from coachkit.pipeline.changes.playbook_lines import LineEditor

    with Library.open(place.db) as library:
        editor = LineEditor(
            library=library,
            settings=settings_of(library, place.config),
            name=by or author(),
            tools=click.get_current_context().obj,
            progress=choose_progress(is_wanted=not place.no_progress),
        )
        return editor.decide(name, line, action, text=text)


def _tell(report: "LineReport", done: str) -> None:
    line = report.after or report.before
    print_line(f"{done}: {line.text}", style="bold")
    if report.after is None:
        print_line("Nothing is found of it now, so it is not in the playbook any more.", indent=2)
    elif line.withheld and not line.struck_by:
        print_line(f"It is not claimed: {line.withheld}", indent=2)
    if report.version:
        print_line(f"Version {report.version.n} of {report.version.playbook_id}.", indent=2, style="dim")


def _named(report: "LineReport") -> str:
    return f"{report.before.playbook_id} {report.before.behaviour!r}"
