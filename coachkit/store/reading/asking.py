"""Which calls a query of the query language asks for, as a condition for SQL."""

from dataclasses import dataclass
from datetime import date

from coachkit.errors import NotFoundError
from coachkit.query.of_calls import of_calls
from coachkit.query.parse import parse
from coachkit.query.resolve import resolve
from coachkit.query.to_sql import Sql, asks_calls, calls_where
from coachkit.store.library import Library
from coachkit.store.reading.known_names import known_names
from coachkit.store.reading.vocabulary import StoredVocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    has_turns: bool
    has_segments: bool


def calls_asked(library: Library, text: str, *, today: date) -> Sql:
    """Return the condition on rows `c` of `calls` that a query is; words must be said somewhere in the call.

    Raises:
        QueryError: It cannot be understood, or a name in it is not in the library.
        NotFoundError: There is no word in it; or it asks for words that no build has indexed yet.
    """
    query = parse(text)
    if query.node is None:
        raise NotFoundError(f"there is no word to search for in “{text}”")
    node = resolve(query.node, known_names(library, query.node), today=today, text=query.text)
    if not asks_calls(node):
        check_words_indexed(library)
    return calls_where(of_calls(node), StoredVocabulary(library))


def check_words_indexed(library: Library) -> None:
    """Refuse to look for words in a library whose calls were built before words were indexed by turns.

    Raises:
        NotFoundError: So it is; says what to do.
    """
    [standing] = library.find(
        _Standing, "select exists (select 1 from turns), exists (select 1 from segments)"
    )
    if standing.has_segments and not standing.has_turns:
        raise NotFoundError(
            "the words of these calls are not indexed yet; run `coachkit build` once (nothing is heard again)"
        )
