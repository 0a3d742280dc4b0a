"""What a recording's file name says about the call, by a pattern in plain form.

A pattern is the name as people would write it down, `{date}_{time}_{extension}_{agent}`, rather than a
regular expression: whoever sets up the recorder can read it, and every mistake in it has a place.
`coachkit.filename_proposal` finds the pattern of a folder.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from coachkit.errors import SettingsError
from coachkit.models import CallDetails

_YEAR, _MONTH, _DAY = r"(?:19|20)\d\d", r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"

DATE_FORMATS: Mapping[str, tuple[str, str]] = {
    "YYYYMMDD": (rf"{_YEAR}{_MONTH}{_DAY}", "%Y%m%d"),
    "YYYY-MM-DD": (rf"{_YEAR}-{_MONTH}-{_DAY}", "%Y-%m-%d"),
    "YYYY_MM_DD": (rf"{_YEAR}_{_MONTH}_{_DAY}", "%Y_%m_%d"),
    "YYYY.MM.DD": (rf"{_YEAR}\.{_MONTH}\.{_DAY}", "%Y.%m.%d"),
    "DD.MM.YYYY": (rf"{_DAY}\.{_MONTH}\.{_YEAR}", "%d.%m.%Y"),
    "DDMMYYYY": (rf"{_DAY}{_MONTH}{_YEAR}", "%d%m%Y"),
    "MMDDYYYY": (rf"{_MONTH}{_DAY}{_YEAR}", "%m%d%Y"),
}
"""Ways to write a date: (regular expression, `strptime` format)."""

_PLAIN_DATES = ("YYYYMMDD", "YYYY-MM-DD", "YYYY_MM_DD", "YYYY.MM.DD", "DD.MM.YYYY")
_HOUR, _SIXTY = r"(?:[01]\d|2[0-3])", r"[0-5]\d"
TIME_EXPRESSION = (
    "(?:" + "|".join(rf"{_HOUR}{gap}{_SIXTY}(?:{gap}{_SIXTY})?" for gap in ("", "-", r"\.", ":", "_")) + ")"
)
"""HHMM or HHMMSS, with one separator throughout or none."""

FIELDS: Mapping[str, str] = {
    "date": "",
    "time": TIME_EXPRESSION,
    "extension": r"\d+",
    "agent": r".+?",
    "customer": r".+?",
    "kind": r".+?",
    "id": r".+?",
    "_": r".+?",
}
"""What a pattern may name, and what each matches; `_` is text of no interest and may occur again."""

_FIELD = re.compile(r"\{(?P<name>[^{}:]*)(?::(?P<format>[^{}]*))?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePattern:
    """A checked pattern: its text, the fields in it, and the regular expression it stands for."""

    text: str
    fields: tuple[str, ...]
    expression: re.Pattern[str]
    date_formats: tuple[str, ...]


@lru_cache(maxsize=64)
def compile_pattern(text: str) -> FilePattern:
    """Return `text` as a pattern that reads names.

    Raises SettingsError, with the place, for a stray brace, an unknown field or date format, a field
    named twice, or two fields with nothing between them (`{date}{time}` is fine: both have a length).
    """
    fields: list[str] = []
    expression = ""
    date_formats: tuple[str, ...] = _PLAIN_DATES
    end = 0
    for found in _FIELD.finditer(text):
        literal, name, form = text[end : found.start()], found["name"], found["format"]
        _refuse_braces(text, literal, end)
        _refuse_field(text, found, fields, adjacent=bool(fields) and not literal)
        if name == "date":
            date_formats = (form,) if form else _PLAIN_DATES
        expression += re.escape(literal) + _group(name, date_formats)
        fields.append(name)
        end = found.end()
    _refuse_braces(text, text[end:], end)
    if not fields:
        raise SettingsError(f"The file-name pattern {text!r} names no field; use {_known_fields()}.")
    compiled = re.compile(expression + re.escape(text[end:]), re.IGNORECASE | re.DOTALL | re.ASCII)
    return FilePattern(text=text, fields=tuple(fields), expression=compiled, date_formats=date_formats)


def read_details(pattern: str, stem: str) -> CallDetails:
    """Return what `stem`, a file name without its suffix, says by `pattern`.

    A name that does not fit gives empty details with source `none`. Without an agent field, the
    extension stands for the agent (extensions are aliases of agents). Without a time, the call
    starts at midnight of its date. Raises SettingsError if the pattern is wrong.
    """
    values = read_fields(pattern, stem)
    if values is None:
        return CallDetails()
    return CallDetails(
        agent=values.get("agent") or values.get("extension"),
        customer=values.get("customer"),
        started_at=_started_at(compile_pattern(pattern), values),
        kind=values.get("kind"),
        source="file name",
    )


def read_fields(pattern: str, stem: str) -> dict[str, str] | None:
    """Return the text of each field of `pattern` in `stem`, or None if the name does not fit."""
    compiled = compile_pattern(pattern)
    found = compiled.expression.fullmatch(stem)
    if found is None:
        return None
    values = {name: text.strip() for name, text in found.groupdict().items()}
    if "date" in values and parse_date(values["date"], compiled.date_formats) is None:
        return None
    return values


def parse_date(text: str, formats: tuple[str, ...] = _PLAIN_DATES) -> date | None:
    """Return the day that `text` names in one of `formats` (keys of `DATE_FORMATS`), if it is one."""
    for name in formats:
        expression, form = DATE_FORMATS[name]
        if re.fullmatch(expression, text, re.ASCII):
            try:
                return datetime.strptime(text, form).date()
            except ValueError:
                return None
    return None


def _started_at(pattern: FilePattern, values: Mapping[str, str]) -> datetime | None:
    if "date" not in values:
        return None
    day = parse_date(values["date"], pattern.date_formats)
    digits = re.sub(r"\D", "", values.get("time", "")).ljust(6, "0")
    clock = time(int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    return datetime.combine(day, clock) if day else None


def _group(name: str, date_formats: tuple[str, ...]) -> str:
    if name == "_":
        return f"(?:{FIELDS[name]})"
    if name == "date":
        return f"(?P<date>{'|'.join(DATE_FORMATS[form][0] for form in date_formats)})"
    return f"(?P<{name}>{FIELDS[name]})"


def _refuse_braces(pattern: str, literal: str, offset: int) -> None:
    stray = re.search(r"[{}]", literal)
    if stray:
        raise SettingsError(
            f"The file-name pattern {pattern!r} has a stray {stray[0]!r} at character"
            f" {offset + stray.start() + 1}; write fields as {{date}}."
        )


def _refuse_field(pattern: str, found: re.Match[str], before: list[str], *, adjacent: bool) -> None:
    name, form = found["name"], found["format"]
    problem: tuple[str, str] | None = None
    if name not in FIELDS:
        problem = f"an unknown field {name!r}", f"use {_known_fields()}"
    elif form is not None and name != "date":
        problem = f"a format on {name!r}", "only {date:…} takes one"
    elif form is not None and form not in DATE_FORMATS:
        problem = f"an unknown date format {form!r}", f"use {', '.join(DATE_FORMATS)}"
    elif name != "_" and name in before:
        problem = f"the field {name!r} a second time", "write {_} for text of no interest"
    elif adjacent and (before[-1], name) != ("date", "time"):
        problem = f"{name!r} directly after {before[-1]!r}", "put the text that separates them between"
    if problem:
        what, remedy = problem
        place = found.start() + 1
        raise SettingsError(f"The file-name pattern {pattern!r} has {what} at character {place}; {remedy}.")


def _known_fields() -> str:
    return ", ".join(f"{{{name}}}" for name in FIELDS)
