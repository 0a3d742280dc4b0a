"""A playbook and its lines, as they belong together."""

from dataclasses import dataclass

from coachkit.models import Playbook, PlaybookLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A playbook with its lines, those that are withheld among them."""

    playbook: Playbook
    lines: tuple[PlaybookLine, ...]
