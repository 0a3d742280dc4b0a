"""What is wrong in `coachkit.toml`, in one line: where it stands, which key, and what to write instead."""

import difflib
import re
from typing import Any

from pydantic import BaseModel

Location = tuple[int | str, ...]
"""A key as validation names it: ("trackers", 0, "phrases"), counted from zero."""
MOST_SHOWN = 60
"""Characters of a wrong value that are shown."""
_TRACKED = ("trackers", "competitors", "features", "packs", "ranges")
"""Sections whose messages do not say themselves which key is meant."""
_HEADING = re.compile(r"\s*\[\[?\s*([\w. -]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")
_WANTED = {
    "string_type": "a text in quotes",
    "tuple_type": 'a list such as ["one", "two"]',
    "int_type": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_type": "true or false, without quotes",
    "missing": "a value (the key is missing)",
    "model_type": "a table of keys",
    "greater_than": "a number above {gt}",
    "greater_than_equal": "a number from {ge} on",
    "less_than": "a number below {lt}",
    "less_than_equal": "a number of at most {le}",
    "string_too_short": "a text of {min_length} characters or more",
    "too_long": "at most {max_length} entries",
}
"""What should stand there, by the kind of pydantic's finding."""


class MisplacedError(ValueError):
    """A rule between several keys that is broken at one of them."""

    def __init__(self, key: Location, message: str) -> None:
        super().__init__(message)
        self.key = key
        """The key, seen from the section that was checked."""


def explain(problem: Any, settings: type[BaseModel]) -> tuple[Location, str]:
    """Put one of pydantic's findings (a dict) about `settings` into plain words, and say where it is."""
    location: Location = problem["loc"]
    if problem["type"] == "extra_forbidden":
        return location, f"unknown key “{key_path(location)}”; {_nearest_key(location, settings)}"
    if problem["type"] == "value_error":
        error = problem["ctx"]["error"]
        location += error.key if isinstance(error, MisplacedError) else ()
        is_marked = location[:1] and location[0] in _TRACKED
        return location, f"“{key_path(location)}”: {error}" if is_marked else str(error)
    return location, f"“{key_path(location)}” needs {_wanted(problem)}{_given(problem)}"


def key_path(location: Location) -> str:
    """Return ("competitors", 1, "name") as `competitors[2].name`, counted from one as people do."""
    path = ""
    for part in location:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


def line_of(text: str, location: Location) -> int | None:
    """Return the line of TOML, from one, that a key stands on, or the heading of its block.

    None where it is laid out in another way, such as all in one inline table.
    """
    keys = [part for part in location if isinstance(part, str)]
    block = location[1] if len(location) > 1 and isinstance(location[1], int) else 0
    wanted, seen, found = keys[:1], -1, None
    for n, line in enumerate(text.splitlines(), 1):
        heading, key = _HEADING.fullmatch(line), _KEY.match(line)
        if heading:
            seen += heading[1] == keys[0]
            is_block = heading[1] == keys[0] and seen == block
            wanted, found = (keys[1:2], n) if is_block else ([], found)
        elif key and key[1] in wanted:
            return n
    return found


def _wanted(problem: Any) -> str:
    kind, ctx = problem["type"], problem.get("ctx", {})
    if kind == "literal_error":
        return f"one of {ctx['expected']}"
    if kind == "tuple_type" and isinstance(problem["input"], dict):
        return f"two brackets around its heading: [[{problem['loc'][0]}]]"
    plain: str = problem["msg"][0].lower() + problem["msg"][1:]
    limits = {key: f"{value:g}" if isinstance(value, float) else value for key, value in ctx.items()}
    return _WANTED.get(kind, plain).format(**limits)


def _given(problem: Any) -> str:
    value = problem["input"]
    if problem["type"] == "missing" or isinstance(value, dict):
        return ""
    if problem["type"] == "too_long":
        return f", got {len(value)}"
    shown = {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)
    shown = shown if len(shown) <= MOST_SHOWN else f"{shown[:MOST_SHOWN]}…"
    known = re.findall(r"'([^']+)'", str(problem.get("ctx", {}).get("expected", "")))
    near = difflib.get_close_matches(str(value), known, n=1)
    return f", got {shown}" + (f"; did you mean “{near[0]}”?" if near else "")


def _nearest_key(location: Location, settings: type[BaseModel]) -> str:
    section: Any = settings
    for part in location[:-1]:
        if isinstance(part, str):
            kind = section.model_fields[part].annotation
            section = next((a for a in getattr(kind, "__args__", ()) if isinstance(a, type)), kind)
    known = sorted(section.model_fields)
    near = difflib.get_close_matches(str(location[-1]), known, n=1)
    return f"did you mean “{near[0]}”?" if near else f"known here: {', '.join(known)}"
