"""Dropped files that were not taken."""

from dataclasses import dataclass

from coachkit.web.building.order import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedUpload:
    """Why nothing of what was dropped was taken."""

    text: str
    files: tuple[Trouble, ...]
    """What was wrong with each, where they were looked at."""
