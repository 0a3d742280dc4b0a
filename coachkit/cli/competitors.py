"""`coachkit competitors` and `coachkit features`: the names that are looked for, and adding one."""

from pathlib import Path
from typing import Literal

import click

from coachkit.cli.add_named import add_named
from coachkit.cli.lazy import NounGroup
from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option, json_option
from coachkit.cli.people_changes import Place, place_options
from coachkit.cli.screen import Column, print_json, print_table
from coachkit.store.library import Library
from coachkit.store.reading import count_names

Section = Literal["competitors", "features"]
_COLUMNS = (
    Column(name="name", grows=True),
    Column(name="aliases", grows=True),
    Column(name="mentions", align="right"),
    Column(name="calls", align="right"),
    Column(name="good", align="right"),
    Column(name="bad", align="right"),
)


def _group(section: Section, kind: Literal["competitor", "feature"], example: str) -> click.Group:
    @click.group(
        section,
        cls=NounGroup,
        help=f"List {section} with how often they are named, or add one.\n\n"
        f'Example: coachkit {section} add "{example}"',
    )
    def group() -> None:
        pass

    group.add_command(_list(section, kind))
    group.add_command(_add(section, kind, example))
    return group


def _list(section: Section, kind: Literal["competitor", "feature"]) -> click.Command:
    @click.command(
        "list",
        help=f"List the {section} of the settings with mentions and calls.\n\n"
        f"Example: coachkit {section} --json",
    )
    @db_option
    @json_option
    @click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
    def list_(db: Path, as_json: bool, config: Path | None) -> None:
        with Library.open(db) as library:
            settings = settings_of(library, config)
            counts = {one.name: one for one in count_names(library, kind)}
        things = settings.competitors if section == "competitors" else settings.features
        rows = []
        for thing in things:
            count = counts.get(thing.name)
            figures = (count.mentions, count.calls, count.good, count.bad) if count else (0, 0, 0, 0)
            rows.append((thing.name, thing.aliases, *figures))
        if as_json:
            names = [column.name for column in _COLUMNS]
            print_json([dict(zip(names, row, strict=True)) for row in rows])
        else:
            print_table(_COLUMNS, rows, empty=f"The settings name no {section}.")

    return list_


def _add(section: Section, kind: str, example: str) -> click.Command:
    @click.command(
        "add",
        help=f"Add the {kind} NAME to the settings, look through all calls, and print what is found.\n\n"
        f"No recording is heard again.\n\n"
        f'Example: coachkit {section} add "{example}"',
    )
    @click.argument("name")
    @click.option("--alias", multiple=True, help="Another name for it. Can be given again.")
    @click.option("--exclude", multiple=True, help="A phrase that cancels a find. Can be given again.")
    @place_options
    @click.pass_context
    def add(
        ctx: click.Context, name: str, alias: tuple[str, ...], exclude: tuple[str, ...], place: Place
    ) -> None:
        add_named(ctx, section, name, {"aliases": alias, "exclusions": exclude}, place=place)

    return add


competitors = _group("competitors", "competitor", "Copperdesk")
features = _group("features", "feature", "calendar sync")
