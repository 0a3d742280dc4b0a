"""Values out of JSON that somebody else wrote, checked where they are taken; messages name their place."""

import json
import math
from collections.abc import Iterator
from pathlib import Path

from coachkit.errors import InputError
from coachkit.text_files import read_text

Values = dict[str, object]


def read_json(path: Path) -> object:
    """Return the value in a JSON file.

    Raises:
        InputError: It is not JSON; names the line.
    """
    text = read_text(path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{path.name}, line {error.lineno}: this is not JSON ({error.msg.lower()}); is the file whole?"
        ) from None
    except (RecursionError, ValueError):
        raise InputError(f"{path.name}: this is JSON that cannot be read; is it the right file?") from None


def each(name: str, values: Values, key: str) -> Iterator[tuple[str, Values]]:
    """Yield (place, values) of each entry of a list: (`segments[0]`, {…})."""
    entries = values.get(key)
    if not isinstance(entries, list):
        raise InputError(f"{name}: “{key}” needs a list")
    for n, entry in enumerate(entries):
        if not isinstance(entry, dict):
            raise InputError(f"{name}, {key}[{n}]: needs keys with values, got {_shown(entry)}")
        yield f"{key}[{n}]", entry


def text_in(name: str, place: str, values: Values, key: str) -> str:
    """Return a text, empty where there is none."""
    value = values.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f"{name}, {place}: “{key}” needs a text, got {_shown(value)}")
    return value


def number_in(name: str, place: str, values: Values, key: str, *, unit: float = 1.0) -> float | None:
    """Return a time in seconds, None where there is none; `unit` is how many seconds 1 stands for."""
    value = values.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InputError(f"{name}, {place}: “{key}” needs a number, got {_shown(value)}")
    if abs(value * unit) > 3_600_000:
        raise InputError(f"{name}, {place}: “{key}” is {value:g}, past any call's end")
    return value * unit


def _shown(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 40 else f"{shown[:40]}…"
