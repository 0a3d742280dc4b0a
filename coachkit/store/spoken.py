"""Which languages besides English the calls of a library are in."""

from dataclasses import dataclass

from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class _Language:
    code: str


def spoken_languages(library: Library) -> tuple[str, ...]:
    """Return the codes of the languages for which something was left out, in order.

    Every call with talk in another language than English has a row in `omissions`: far fewer rows than
    there are segments, so asking costs a search next to nothing.
    """
    found = library.find(_Language, "select distinct language from omissions order by language")
    return tuple(one.code for one in found)
