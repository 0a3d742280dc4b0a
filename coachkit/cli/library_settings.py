"""The settings of commands that name no folder: those that the library was last built with."""

from pathlib import Path

import click

from coachkit.config import Settings, find_settings, load_settings
from coachkit.errors import SettingsError
from coachkit.models import BuiltFolder
from coachkit.store.library import Library
from coachkit.store.reading.settings_used import settings_of_last_build, settings_path


def settings_of(library: Library, config: Path | None) -> Settings:
    """Return the settings in `config`, else those of the last build, and say on stderr which they are.

    Raises:
        SettingsError: They are not there any more, or hold something that coachkit does not know.
    """
    path = settings_path(library, config)
    click.echo(f"Settings: {path}" if path else "No coachkit.toml was used to build this library.", err=True)
    return load_settings(path)


def changeable_settings(library: Library | None, config: Path | None) -> Path:
    """Return the settings file that a command is to change, and say on stderr which one it is.

    That is `config`, else the file of the last build, else one in the folder built last or in this folder.

    Raises:
        SettingsError: There is none yet.
    """
    path = config or (settings_of_last_build(library) if library else None)
    if path is None:
        folders = [Path(one.path) for one in library.rows(BuiltFolder)] if library else []
        path = next((found for folder in (*folders, Path()) if (found := find_settings(folder))), None)
    if path is None:
        raise SettingsError(
            "there is no coachkit.toml to keep this in; `coachkit init FOLDER` writes one, or name yours "
            "with --config"
        )
    click.echo(f"Settings: {path}", err=True)
    return path
