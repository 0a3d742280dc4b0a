"""The values of fields, as they are written: `<50`, `10m..20m`, `talk_ratio>0.6`, `deal=won`, `first60s`.

Everything that needs neither the library nor the day of today is read here; names and days are left as
texts for `resolve`.
"""

import re
from collections.abc import Callable
from typing import Literal

from coachkit.query.fields import GRADES, IN_SECONDS, Field
from coachkit.query.tree import Value

_SECONDS = {"s": 1, "sec": 1, "second": 1, "m": 60, "min": 60, "minute": 60, "h": 3600, "hour": 3600}
_UNIT = r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hours?)"
_AMOUNT = r"\d{1,7}(?:\.\d{1,4})?"
_NUMBER = re.compile(rf"(-?{_AMOUNT})\s*(%|{_UNIT})?", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})")
_COMPARED = re.compile(r"(<=|>=|<|>|=)?\s*(.*)", re.DOTALL)
_FIGURE = re.compile(r"([^<>=]+?)\s*((?:<=|>=|<|>|=).*)?", re.DOTALL)
_PLACE = re.compile(rf"(first|last)[\s-]*({_AMOUNT})?[\s-]*(%|percent|{_UNIT})", re.IGNORECASE)


def seconds_of(amount: str, unit: str) -> float:
    """Return a length of time in seconds: (`1.5`, `m`) → 90."""
    return round(float(amount) * _SECONDS[unit.lower().rstrip("s") or "s"], 3)


def duration_of(text: str, *, bare: bool = False) -> float | None:
    """Return the seconds that `30s`, `2 min` or `1h` stand for, else None; `bare`: `30` is seconds."""
    found = _NUMBER.fullmatch(text)
    if not found or found[2] == "%" or (found[2] is None and not bare) or found[1].startswith("-"):
        return None
    return seconds_of(found[1], found[2] or "s")


def place_of(text: str) -> tuple[Literal["first", "last"], float, Literal["s", "%"]]:
    """Return what `first60s`, `last 10%` or `last-2m` mean: which end, how much, of what.

    Raises:
        ValueError: It is no place in a call.
    """
    found = _PLACE.fullmatch(text.strip())
    amount, unit = (found[2], found[3].lower()) if found else (None, "")
    if not found or (amount is None and unit in ("%", "percent")):
        raise ValueError(f"“{text}” is no place in a call; write first60s, last2m or last10%")
    end: Literal["first", "last"] = "first" if found[1].lower() == "first" else "last"
    if unit not in ("%", "percent"):
        return end, seconds_of(amount or "1", unit), "s"
    share = float(amount or 0)
    if share > 100:
        raise ValueError(f"“{text}” is more than the whole call; write at most {end}100%")
    return end, share, "%"


def value_of(field: Field, text: str) -> Value:
    """Return the value that `text` stands for in this field; names and days stay as they are typed.

    Raises:
        ValueError: It cannot be one; the message says what can.
    """
    if field.takes == "number":
        return _number_value(field, text)
    if field.takes == "metric":
        return _figure_value(text, example=field.example)
    if field.takes == "outcome":
        return _outcome_value(text, example=field.example)
    return Value(text=text)


def grades_of(text: str) -> list[str]:
    """Return the grades that `B`, `>=B` (B or better) or `A..C` name, the best first.

    Raises:
        ValueError: It names none.
    """
    sign, rest = _split(text)
    low, dots, high = (part.strip().upper() for part in rest.partition(".."))
    known = [grade in GRADES for grade in (low, high) if grade]
    if not (known and all(known)) or (dots and (sign or not (low and high))):
        raise ValueError(f"“{text}” is no grade; write A, B, C or D, or >=B for B and better")
    if dots:
        first, last = sorted((GRADES.index(low), GRADES.index(high)))
        return list(GRADES[first : last + 1])
    n = GRADES.index(low)
    reach = {">=": (0, n + 1), ">": (0, n), "<=": (n, 4), "<": (n + 1, 4)}.get(sign, (n, n + 1))
    found = list(GRADES[slice(*reach)])
    if not found:
        raise ValueError(f"no grade is {'better' if sign == '>' else 'worse'} than {low}")
    return found


def range_of(text: str, read: Callable[[str], float]) -> Value:
    """Return what `<5`, `>=5`, `5..10`, `5..` or `5` say, each bound read by `read`.

    Raises:
        ValueError: A bound is missing, or `read` refuses it.
    """
    sign, rest = _split(text)
    low, dots, high = (part.strip() for part in rest.partition(".."))
    if not (low or high) or (sign and dots):
        raise ValueError(f"“{text}” lacks a value; write it without spaces, like >5 or 5..10")
    if dots:
        lowest, highest = read(low) if low else None, read(high) if high else None
        if lowest is not None and highest is not None and lowest > highest:
            raise ValueError(f"“{text}” begins after it ends; write the smaller one first")
        return Value(low=lowest, high=highest)
    bound = read(low)
    if sign.startswith(">"):
        return Value(low=bound, without_low=sign == ">")
    if sign.startswith("<"):
        return Value(high=bound, without_high=sign == "<")
    return Value(low=bound, high=bound)


class Reader:
    """Reads one bound of a range of numbers; `unit` is what figures without one would be."""

    def __init__(self, *, in_seconds: bool, example: str) -> None:
        self.in_seconds = in_seconds
        self.example = example

    def __call__(self, text: str) -> float:
        """Return the number: seconds for lengths of time, 0.6 for 60%.

        Raises:
            ValueError: It is no number, or a length of time without a unit.
        """
        clock = _CLOCK.fullmatch(text) if self.in_seconds else None
        if clock:
            return float(int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3]))
        found = _NUMBER.fullmatch(text)
        if not found:
            raise ValueError(f"“{text}” is no number; write it like {self.example}")
        if found[2] == "%":
            return round(float(found[1]) / 100, 6)
        if found[2] is None and self.in_seconds:
            raise ValueError(f"“{text}”: say of what; write {text}s or {text}m")
        return float(found[1]) if found[2] is None else seconds_of(found[1], found[2])


def _number_value(field: Field, text: str) -> Value:
    reader = Reader(in_seconds=field.name in IN_SECONDS, example=field.example)
    if field.name != "score":
        return range_of(text, reader)
    figure = text.replace("%", "")  # a score is a percentage anyway
    if re.match(r"[<>=\d.\s]", figure):
        return range_of(figure, reader)
    return _figure_value(figure, example=field.example)


def _figure_value(text: str, *, example: str) -> Value:
    found = _FIGURE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text}” names nothing to compare; write it like {example}")
    if found[2] is None:
        return Value(name=found[1])
    bounds = range_of(found[2].removeprefix("=") if ".." in found[2] else found[2], _plain(example))
    return Value(
        name=found[1],
        low=bounds.low,
        high=bounds.high,
        without_low=bounds.without_low,
        without_high=bounds.without_high,
    )


def _outcome_value(text: str, *, example: str) -> Value:
    kind, sign, said = text.partition("=")
    if sign and not kind.rstrip().endswith(("<", ">")):
        if not kind.strip() or not said.strip():
            raise ValueError(f"“{text}” is no outcome; write it like {example}")
        if ".." not in said and not _NUMBER.fullmatch(said.strip()):
            return Value(name=kind.strip(), text=said.strip())
    return _figure_value(text, example=example)


def _plain(example: str) -> Reader:
    return Reader(in_seconds=False, example=example)


def _split(text: str) -> tuple[str, str]:
    found = _COMPARED.fullmatch(text.strip())
    return (found[1] or "", found[2].strip()) if found else ("", text)
