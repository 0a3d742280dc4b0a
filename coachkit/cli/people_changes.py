"""What commands that change agents or customers have in common: the settings first, then the library.

The settings are the one truth about people, so a change is written there and holds for every later build.
A library that is there already is brought in line at once, without reading a recording.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coachkit.cli.library_settings import changeable_settings
from coachkit.cli.options import db_option
from coachkit.cli.screen import print_line
from coachkit.config import Settings
from coachkit.counts import format_count
from coachkit.store.library import Library
from coachkit.store.reading import list_agents, list_calls, list_customers, names_on_calls

if TYPE_CHECKING:
    from coachkit.pipeline.people.roster import PeopleSection, Person, PersonChange
    from coachkit.pipeline.people.roster_table import RosterReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a change is made: the library's file, the settings where they are named, and what is shown."""

    db: Path
    config: Path | None
    no_progress: bool


def place_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--db`, `--config` and `--no-progress`, which are passed together, as `place`."""

    @db_option
    @click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
    @click.option("--no-progress", is_flag=True, help="Show no progress.")
    @wraps(command)
    def at_place(*given: Any, db: Path, config: Path | None, no_progress: bool, **options: Any) -> None:
        # `given` and `options` are click's own, of every kind
        command(*given, place=Place(db=db, config=config, no_progress=no_progress), **options)

    return at_place


def add_person(
    section: "PeopleSection", person: "Person", *, dropped: tuple[str, ...] = (), place: Place
) -> None:
    """Add or change one person, say what has changed, and bring the library in line."""
    from coachkit.config import load_settings
    from coachkit.pipeline.people.roster import Draft

    with _library_at(place.db) as library:
        path = changeable_settings(library, place.config)
        draft = Draft(load_settings(path), section)
        change = draft.add(person, dropped=dropped)
        settings = draft.write(path)
        print_line(told(change))
        _bring_in_line(library, settings, place)


def merge_people(section: "PeopleSection", other: str, name: str, *, place: Place) -> None:
    """Make one person of two, say so, and bring the library in line."""
    from coachkit.config import load_settings
    from coachkit.pipeline.people.roster import Draft

    with _library_at(place.db) as library:
        path = changeable_settings(library, place.config)
        draft = Draft(load_settings(path), section)
        change = draft.merge(other, name, known=_known(library, section))
        settings = draft.write(path)
        print_line(f"“{other}” is “{change.after.name}” now. {told(change)}")
        _bring_in_line(library, settings, place)


def import_people(section: "PeopleSection", table: Path, *, dry_run: bool, place: Place) -> bool:
    """Put a table of people into the settings; return whether every row could be used."""
    from coachkit.config import load_settings
    from coachkit.pipeline.people import roster_table

    with _library_at(place.db) as library:
        path = changeable_settings(library, place.config)
        report = roster_table.import_people(path, table, section, dry_run=dry_run)
        _print_report(report, table.name)
        if dry_run:
            click.echo("Nothing was written (--dry-run).", err=True)
        elif report.changes:
            _bring_in_line(library, load_settings(path), place)
    return not report.bad_rows


def told(change: "PersonChange") -> str:
    """Return what became of a person, in words."""
    before, after = change.before, change.after
    if before == after:
        return f"{after.name}: as before"
    facts = [("aliases", ", ".join(after.aliases)), ("team", after.team), ("started", after.started)]
    old = (
        {"aliases": ", ".join(before.aliases), "team": before.team, "started": before.started}
        if before
        else {}
    )
    news = [f"{key} {value or 'none'}" for key, value in facts if (value or None) != (old.get(key) or None)]
    return f"{after.name}: {'changed' if before else 'added'}" + (f" ({'; '.join(news)})" if news else "")


def _print_report(report: "RosterReport", name: str) -> None:
    for change in report.changes:
        print_line(f"line {change.line}: {told(change)}")
    for row in report.bad_rows:
        print_line(f"{name}, line {row.line}: not used: {row.reason}", style="red")
    added = sum(change.before is None for change in report.changes)
    print_line(
        f"{added} added, {len(report.changes) - added} changed, {report.unchanged} as before, "
        f"{len(report.bad_rows)} not used"
    )


def _library_at(db: Path) -> "Library | nullcontext[None]":
    """Open the library, if there is one yet: people may be named before the first build."""
    return Library.open(db) if db.exists() else nullcontext()


def _known(library: Library | None, section: "PeopleSection") -> list[str]:
    if library is None:
        return []
    people = list_agents(library) if section == "agents" else list_customers(library)
    return [*(one.name for one in people), *names_on_calls(library)]


def _bring_in_line(library: Library | None, settings: Settings, place: Place) -> None:
    if library is None:
        click.echo("There is no library yet; the build will take it from the settings.", err=True)
        return
    from coachkit.cli.progress import choose_progress
    from coachkit.pipeline.build import refresh_library

    before = _who_is_on(library)
    refresh_library(
        library,
        settings,
        tools=click.get_current_context().obj,
        progress=choose_progress(is_wanted=not place.no_progress),
    )
    after = _who_is_on(library)
    moved = sum(before.get(call_id) != people for call_id, people in after.items())
    print_line(f"{format_count(moved, 'call')} under another name than before.")


def _who_is_on(library: Library) -> dict[str, tuple[object, ...]]:
    """Return agents and customer of every call, by call id."""
    return {call.id: (call.agents, call.customer) for call in list_calls(library)}
