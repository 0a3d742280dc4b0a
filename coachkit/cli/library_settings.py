"""The settings of commands that name no folder: those that the library was last built with."""

from pathlib import Path

import click

from coachkit.config import Settings, find_settings, load_settings
from coachkit.errors import SettingsError
from coachkit.models import BuiltFolder
from coachkit.store.library import Library


def settings_of(library: Library, config: Path | None) -> Settings:
    """Return the settings in `config`, else those of the last build, and say on stderr which they are.

    Raises:
        SettingsError: They are not there any more, or hold something that coachkit does not know.
    """
    path = config or _of_last_build(library)
    if path and not path.is_file():
        raise SettingsError(f"{path}: the settings are not there; name them with --config")
    click.echo(f"Settings: {path}" if path else "No coachkit.toml was used to build this library.", err=True)
    return load_settings(path)


def _of_last_build(library: Library) -> Path | None:
    folders = sorted(library.rows(BuiltFolder), key=lambda one: (one.built_at, one.path))
    if not folders:
        return find_settings(Path())
    return Path(folders[-1].settings) if folders[-1].settings else None
