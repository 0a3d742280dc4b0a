"""The calls most like one, and those that went better: read after the page, as it can take a second."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Path

from coachkit.comparing.likeness import likeness_words
from coachkit.comparing.results import SimilarCall, SimilarCalls
from coachkit.comparing.similar import similar_calls
from coachkit.store.reading import find_call
from coachkit.web.library_pool import Opened

SHOWN = 4
"""Calls that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarPage:
    """What comes near a call."""

    found: SimilarCalls
    better: bool
    """Whether only calls that went better were looked for."""
    alike: tuple[str, ...]
    """How alike each of `calls` is, in words."""

    @property
    def calls(self) -> list[tuple[SimilarCall, str]]:
        """The calls that are shown, each with how alike it is."""
        nearest = (self.found.nearest,) if self.found.nearest else ()
        return list(zip((*self.found.calls, *nearest), self.alike, strict=True))


def read_similar(
    opened: Opened, call: Annotated[str, Path(max_length=400)], better: bool = False
) -> SimilarPage:
    """Return the calls most like one; with `better` only those that went better, and where they part.

    Raises:
        NotFoundError: There is no such call; says what comes near.
    """
    archive = opened.searcher.archive
    found = similar_calls(archive, find_call(opened.library, call), better=better, limit=SHOWN)
    shown = (*found.calls, *((found.nearest,) if found.nearest else ()))
    return SimilarPage(found=found, better=better, alike=tuple(likeness_words(one.likeness) for one in shown))
