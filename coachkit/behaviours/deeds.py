"""Deeds: what an agent does in one case, as `Case.deeds` holds them."""

import re
from dataclasses import dataclass

from coachkit.models import Case, VerdictFrom

UNTOLD = "?"
"""Before the name of what cannot be told of a case, done or not done."""
LAST_QUESTION, LAST_OFFER = "?last_question", "?last_offer"
"""One of them stands among the deeds where the customer's reaction answers a question, or an offer that is
put as one, which is not read."""
_STORED = re.compile(r"(?P<name>[^@:]+)(?:@(?P<place>\d+))?(?:: (?P<words>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that an agent does in a case."""

    name: str
    """Of a trait (`coachkit.replies.traits`); `?asks_first` where it cannot be told whether it is done."""
    place: int | None = None
    """Number of the sentence that shows it first; None where none does, such as of a pause."""
    words: str = ""
    """What is said that shows it."""

    def __str__(self) -> str:
        """Return it as it is stored: `asks_first@0: which plan are you on`, or `answers_late`."""
        at = "" if self.place is None else f"@{self.place}"
        return f"{self.name}{at}: {self.words}" if self.words else f"{self.name}{at}"


def how_read(case: Case) -> tuple[VerdictFrom, str]:
    """Return what the verdict of a case is read from, and what the reaction answers.

    Only cases that are read alike can be compared: outcomes are good more or less often than reactions, and
    where a question is answered a short yes is no reaction, so that fewer of these cases go well, whatever
    else the agent does. It answers `LAST_QUESTION`, `LAST_OFFER`, or neither (empty).
    """
    return case.verdict_from, next((one for one in case.deeds if one in (LAST_QUESTION, LAST_OFFER)), "")


def cannot_be_told(name: str) -> Deed:
    """Return that it cannot be told whether the agent does something."""
    return Deed(name=f"{UNTOLD}{name}")


def read_deed(stored: str) -> Deed:
    """Return a deed as it is in `Case.deeds`.

    Raises:
        ValueError: It is no deed.
    """
    found = _STORED.fullmatch(stored)
    if found is None:
        raise ValueError(f"“{stored}” is no deed")
    place = found["place"]
    return Deed(name=found["name"], place=None if place is None else int(place), words=found["words"] or "")
