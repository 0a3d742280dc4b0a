"""Which calls a command is meant for: some that are named, or all that fit a query."""

from collections.abc import Sequence
from datetime import date

from coachkit.errors import NotFoundError
from coachkit.store.library import Library
from coachkit.store.reading.call_filters import CallFilter
from coachkit.store.reading.calls import CallSummary, find_call, list_calls, summarise_call


def choose_calls(
    library: Library, named: Sequence[str], where: str | None = None, *, today: date | None = None
) -> list[CallSummary]:
    """Return the calls that are named (as `find_call` understands it) and those that fit the query `where`.

    Each is returned once, the named ones first. `today` is as in `list_calls`.

    Raises:
        NotFoundError: A name fits no call, or several; or nothing is asked for.
        QueryError: `where` cannot be understood, or a name in it is not in the library.
    """
    chosen = [summarise_call(library, find_call(library, name)) for name in named]
    if where is not None:
        if not where.strip():
            raise NotFoundError("where: say which calls, by words that are said or by fields like agent:jana")
        chosen += list_calls(library, CallFilter(text=where), today=today)
    return list({call.id: call for call in chosen}.values())
