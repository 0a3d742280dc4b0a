"""Which settings file a library was last built with."""

from pathlib import Path

from coachkit.config import find_settings
from coachkit.errors import SettingsError
from coachkit.models import BuiltFolder
from coachkit.store.library import Library


def settings_path(library: Library, config: Path | None) -> Path | None:
    """Return `config`, else the settings file of the last build, which is None where it had none.

    Raises:
        SettingsError: It is not there any more.
    """
    path = config or settings_of_last_build(library)
    if path and not path.is_file():
        raise SettingsError(f"{path}: the settings are not there; name them with --config")
    return path


def settings_of_last_build(library: Library) -> Path | None:
    """Return the settings of the last build; of a library that was never built, those of this folder."""
    folders = sorted(library.rows(BuiltFolder), key=lambda one: (one.built_at, one.path))
    if not folders:
        return find_settings(Path())
    return Path(folders[-1].settings) if folders[-1].settings else None
