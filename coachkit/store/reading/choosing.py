"""Which calls a command is meant for: some that are named, or all that fit a description."""

import shlex
from collections.abc import Sequence
from datetime import date

from coachkit.errors import NotFoundError
from coachkit.store.library import Library
from coachkit.store.reading.calls import CallFilter, CallSummary, find_call, list_calls, summarise_call

_KEYS = ("agent", "team", "new-since", "customer", "kind", "label", "topic", "since", "until")
_DAYS = ("new-since", "since", "until")
_LABELS = ("good", "bad", "neutral")


def choose_calls(library: Library, named: Sequence[str], where: str | None = None) -> list[CallSummary]:
    """Return the calls that are named (as `find_call` understands it) and those that fit `where`.

    Each is returned once, the named ones first.

    Raises:
        NotFoundError: A name or a word of `where` fits no call, or several.
    """
    chosen = [summarise_call(library, find_call(library, name)) for name in named]
    if where is not None:
        chosen += list_calls(library, parse_where(where))
    return list({call.id: call for call in chosen}.values())


def parse_where(text: str) -> CallFilter:
    """Return a description such as `agent:jana since:2026-11-16 "cancel my account"` as filters.

    What has no key is looked for in what is said.

    Raises:
        NotFoundError: A key is unknown or given twice, a day is no day, or nothing is described.
    """
    try:
        parts = shlex.split(text)
    except ValueError:
        raise NotFoundError(f"where “{text}”: a quotation mark is left open") from None
    values: dict[str, str] = {}
    words = []
    for part in parts:
        key, colon, value = part.partition(":")
        if not (colon and key.replace("-", "").isalpha()):
            words.append(f'"{part}"' if " " in part else part)
        elif key not in _KEYS or key in values or not value:
            raise NotFoundError(f"where “{part}”: write each of these once, with a value: {_known()}")
        else:
            values[key] = value
    if not values and not words:
        raise NotFoundError(f"where: say which calls, by words that are said or by {_known()}")
    if values.get("label", "good") not in _LABELS:
        raise NotFoundError(f"where “label:{values['label']}”: labels are {', '.join(_LABELS)}")
    found = values | {key: _day(key, values[key]) for key in _DAYS if key in values}
    return CallFilter(
        **{key.replace("-", "_"): value for key, value in found.items()},  # type: ignore[arg-type]
        text=" ".join(words) or None,
    )


def _known() -> str:
    return ", ".join(f"{key}:" for key in _KEYS)


def _day(key: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise NotFoundError(f"where “{key}:{value}”: write a day as 2026-11-16") from None
