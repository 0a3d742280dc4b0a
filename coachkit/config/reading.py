"""Reading `coachkit.toml`: whatever is wrong in it is one clear line that names the key."""

import difflib
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

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
    return parse_settings(text, name=str(path))


def parse_settings(text: str, *, name: str = SETTINGS_NAME) -> Settings:
    """Return the settings written in `text`; `name` stands in front of error messages."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}: not valid TOML: {error}") from None
    try:
        return Settings.model_validate_json(_as_json(values))
    except ValidationError as error:
        first = error.errors()[0]
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        raise SettingsError(f"{name}: {_explain(first)}{more}") from None


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


def _explain(problem: Any) -> str:
    """Put one of pydantic's findings (a dict) into plain words."""
    place = _key_path(problem["loc"])
    if problem["type"] == "extra_forbidden":
        known = _known_keys(problem["loc"])
        near = difflib.get_close_matches(str(problem["loc"][-1]), known, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"known here: {', '.join(known)}"
        return f"unknown key “{place}”; {hint}"
    if problem["type"] == "value_error":
        is_tracked = problem["loc"][:1] and problem["loc"][0] in _TRACKED
        return f"“{place}”: {problem['ctx']['error']}" if is_tracked else str(problem["ctx"]["error"])
    wanted = {
        "string_type": "a text in quotes",
        "tuple_type": 'a list such as ["one", "two"]',
        "int_type": "a whole number",
        "float_type": "a number",
        "missing": "a value (the key is missing)",
        "literal_error": f"one of {problem.get('ctx', {}).get('expected')}",
        "model_type": "a table of keys",
    }.get(problem["type"], problem["msg"][0].lower() + problem["msg"][1:])
    given = "" if problem["type"] == "missing" else f", got {problem['input']!r}"
    return f"“{place}” needs {wanted}{given}"


_TRACKED = ("trackers", "competitors", "features", "packs")
"""Sections whose messages do not say themselves which key is meant."""


def _key_path(location: tuple[int | str, ...]) -> str:
    """Return ("competitors", 1, "name") as `competitors[2].name`, counted from one as people do."""
    path = ""
    for part in location:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


def _known_keys(location: tuple[int | str, ...]) -> list[str]:
    section: Any = Settings
    for part in location[:-1]:
        if isinstance(part, int):
            continue
        kind = section.model_fields[part].annotation
        section = next((a for a in getattr(kind, "__args__", ()) if isinstance(a, type)), kind)
    return sorted(section.model_fields)
