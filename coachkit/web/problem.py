"""What could not be done, as a page tells it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What could not be done, and what to do about it."""

    status: int
    title: str
    text: str
    advice: str
