"""What is wrong in a score card: the file, the line and the key, and what to write instead."""

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from coachkit.config.explaining import explain
from coachkit.errors import NotFoundError, QueryError, SettingsError
from coachkit.near import pick
from coachkit.scorecards.written import ALWAYS, NEEDED, TAKEN, WrittenCard, WrittenLine

Found = TypeVar("Found")


def refuse(place: str, what: str, *, line: str = "", key: str = "") -> SettingsError:
    """Return the error for something in the card at `place`."""
    where = [place, *([f"line “{line}”"] if line else []), *([f"“{key}”"] if key else [])]
    return SettingsError(f"{': '.join(where)}: {what}")


def at_key(place: str, line: str, key: str, find: Callable[[], Found]) -> Found:
    """Return what `find` returns; a name or query that it refuses is told with its line and key."""
    try:
        return find()
    except NotFoundError as error:
        raise refuse(place, str(error), line=line, key=key) from None
    except QueryError as error:
        raise refuse(place, str(error).removeprefix("query: "), line=line, key=key) from None


def named(place: str, line: str, key: str, wanted: str, known: Iterable[tuple[str, str]], what: str) -> str:
    """Return the name that is meant."""
    return at_key(place, line, key, lambda: pick(wanted, known, what=what))


def check_keys(place: str, lines: Sequence[Mapping[str, Any]]) -> None:
    """Refuse lines without an id, two of one id, unknown rules, and keys that the rule does not look at.

    Raises:
        SettingsError: As said.
    """
    seen: set[str] = set()
    for n, line in enumerate(lines, 1):
        name = line.get("id")
        if not isinstance(name, str) or not name.strip():
            raise refuse(place, 'it needs an “id”, such as id = "next_step"', line=f"number {n}")
        if name in seen:
            raise refuse(place, "there are two lines with this id; give one of them another", line=name)
        seen.add(name)
        rule = line.get("rule")
        if rule not in NEEDED:
            what = f"there is no rule “{rule}”" if rule is not None else "it says no rule"
            raise refuse(place, f"{what}; {_nearest(str(rule), NEEDED)}", line=name, key="rule")
        allowed = (*ALWAYS, *NEEDED[rule], *TAKEN[rule])
        for key in line:
            if key not in allowed:
                what = f"rule “{rule}” does not look at it; {_nearest(key, allowed)}"
                raise refuse(place, what, line=name, key=key)
        for key in NEEDED[rule]:
            if not line.get(key):
                raise refuse(place, f"rule “{rule}” needs it", line=name, key=key)


def explained(place: str, error: ValidationError, lines: Sequence[Mapping[str, Any]]) -> SettingsError:
    """Return the first of pydantic's findings in plain words."""
    first = error.errors()[0]
    location = first["loc"]
    if len(location) > 1 and location[0] == "criteria" and isinstance(location[1], int):
        # a text or a list: what is said of the last kind tried adds its name to the place
        key = location[2:3]
        _, told = explain({**first, "loc": key}, WrittenLine)
        return refuse(place, told, line=str(lines[location[1]].get("id")))
    if location == ("criteria",):
        return refuse(place, "it has no lines; write one or more blocks that begin with [[criteria]]")
    _, told = explain(first, WrittenCard)
    return refuse(place, told)


def _nearest(wanted: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(wanted, known, n=1)
    return f"did you mean “{near[0]}”?" if near else f"there are: {', '.join(known)}"
