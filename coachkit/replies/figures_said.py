"""Figures that are said: prices, days and times, and other numbers, in digits or in words.

A recogniser writes the same price as “£26”, “26 pounds” or “twenty-six a month”; all of them are one.
"""

import re
from functools import lru_cache

_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million"
).split()
_WORD = rf"(?:{'|'.join(_WORDS)})"
_NUMBER = (
    r"(?:\d[\d,.]*\d|\d|"
    rf"(?:(?:one|a|half a) (?=hundred|thousand|million))?{_WORD}(?:[ -](?:and )?{_WORD})*)"
)
_UNIT = "month year week seat user head person visit licence license unit night item hour".replace(" ", "|")
_EACH = rf"(?:an?|per|each|every) (?:{_UNIT})"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:january|february|april|june|july|august|september|october|november|december|"
    r"(?:in|by|of|until|from|since|next|last) (?:march|may))"
)
_PART = r"(?: (?:morning|afternoon|evening))?"
_SPAN = r"(?:minutes?|hours?|days?|weeks?|months?|years?)"


def _one_of(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w£$€])(?:" + "|".join(patterns) + r")(?!\w)", re.IGNORECASE)


PRICES = _one_of(
    r"[£$€] ?\d[\d,.]*\d(?:k| million)?|[£$€] ?\d",
    rf"{_NUMBER} ?(?:pounds?|euros?|dollars?|quid|pence|cents?|bucks|grand|€|£)(?: {_EACH})?",
    rf"{_NUMBER} {_EACH}",
    rf"{_NUMBER} ?(?:%|per cent|percent) (?:off|discount|less|cheaper)",
    r"free of charge|for free|at no (?:extra )?(?:charge|cost)|no (?:extra )?(?:charge|cost|fee)",
)
TIMES = _one_of(
    rf"(?:(?:on|by|until|next|this) )?{_DAY}{_PART}|{_MONTH}",
    rf"tomorrow{_PART}|tonight|today|(?:this|next) (?:morning|afternoon|evening|week|month|year)",
    r"(?:with)?in the (?:hour|day|week)",
    rf"(?:(?:with)?in |inside )(?:an?|one) (?:working |business )?{_SPAN}",
    rf"(?:(?:with)?in |inside )?{_NUMBER} (?:working |business )?{_SPAN}",
    rf"(?:at|by|before|until|till) (?:noon|midday|lunch|lunchtime|{_NUMBER}(?: o'clock)?(?! \w+s\b))",
    rf"{_NUMBER} o'clock|\d{{1,2}}(?::\d{{2}})? ?(?:am|pm|a\.m\.|p\.m\.)|\d{{1,2}}:\d{{2}}",
    r"(?:the )?end of (?:the |this |next )?(?:day|week|month|year)|(?:the )?\d{1,2}(?:st|nd|rd|th)",
)
_LARGE = rf"(?:{'|'.join(_WORDS[8:])})"
AHEAD = re.compile(
    r"\b(?:will|shall|won't|going to|can|could|would|\w+'ll)\b|\b(?:with)?in (?!the (?:morning|past|last))",
    re.IGNORECASE,
)
"""Words of what is still to come: with a time they say when it will happen, not when something did."""
NUMBERS = _one_of(
    r"(?!\d{5})\d[\d,.]*\d%?",
    r"\d ?(?:%|per cent|percent)",
    rf"(?:{_WORD}[ -])?{_LARGE}(?:[ -](?:and )?{_WORD})*",
)
"""From ten on: “two of them” gives no figure. Five digits and more in a row name an account or a phone."""


def first_of(kind: re.Pattern[str], text: str) -> str | None:
    """Return the first price, time or number of a text as it is said; None where it has none.

    A time is none of its own where it is part of a price (“40 a month”), a number where it is part of either.
    """
    return _figures_in(text)[(PRICES, TIMES, NUMBERS).index(kind)]


@lru_cache(maxsize=1024)
def _figures_in(text: str) -> tuple[str | None, ...]:
    """Return the first figure of each kind; several traits ask for them, one after the other."""
    found: list[str | None] = []
    for kind in (PRICES, TIMES, NUMBERS):
        first = kind.search(text)
        found.append(first.group() if first else None)
        if first:
            text = kind.sub(" — ", text)
    return tuple(found)
