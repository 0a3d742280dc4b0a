"""Reading `coachkit.toml`: whatever is wrong in it is one clear line that names the key."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coachkit.config.explaining import explain, line_of
from coachkit.config.settings import Settings
from coachkit.errors import SettingsError

SETTINGS_NAME = "coachkit.toml"


def load_settings(path: Path | None) -> Settings:
    """Read settings from `path`, or return the defaults for None.

    Raises:
        SettingsError: The file is missing, is not TOML, or holds something coachkit does not know.
    """
    if path is None:
        return Settings()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SettingsError(f"{path}: there is no such file; `coachkit init` writes one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as text ({error})") from None
    return beside(parse_settings(text, name=str(path)), path)


def beside(settings: Settings, path: Path) -> Settings:
    """Return settings with the folder of score cards as a whole path, seen from the settings' own file."""
    folder = str((path.resolve().parent / settings.scoring.folder).resolve())
    return settings.model_copy(update={"scoring": settings.scoring.model_copy(update={"folder": folder})})


def parse_settings(text: str, *, name: str = SETTINGS_NAME, is_written: bool = True) -> Settings:
    """Return the settings in `text`; messages begin with `name`, and with a line's number if `is_written`.

    Raises:
        SettingsError: It is not TOML, or holds something coachkit does not know.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}: not valid TOML: {error}") from None
    try:
        return Settings.model_validate_json(_as_json(values))
    except ValidationError as error:
        location, told = explain(error.errors()[0], Settings)
        line = line_of(text, location) if is_written and location else None
        place = f"{name}, line {line}" if line else name
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        raise SettingsError(f"{place}: {told}{more}") from None


def find_settings(folder: Path) -> Path | None:
    """Return the `coachkit.toml` of `folder`, else of the current folder, else None."""
    for place in (folder, Path()):
        if (place / SETTINGS_NAME).is_file():
            return place / SETTINGS_NAME
    return None


def _as_json(values: dict[str, Any]) -> str:
    """Return TOML's values as JSON, whose arrays and dates strict validation takes for tuples and dates."""
    import json

    return json.dumps(values, default=lambda value: value.isoformat())
