"""A query that cannot be understood: what is wrong, where, and what to write instead."""

import re
from dataclasses import dataclass

from coachkit.errors import QueryError
from coachkit.query.parse import parse
from coachkit.query.tokens import clean
from coachkit.web.pages.search_form import SearchForm

_MEANT = re.compile(r"did you mean (?:“([^”]+)”|([a-z-]+:))")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryProblem:
    """What is wrong with a query; `before`, `wrong` and `after` are the query in three pieces."""

    message: str
    before: str
    wrong: str
    after: str
    at: tuple[int, int] | None
    """Where the wrong piece is, in characters; None where it is not in the query's own text."""
    instead: str | None
    """The query as it was probably meant."""
    address: str | None
    """Where that is asked."""


def problem_of_query(form: SearchForm, error: QueryError) -> QueryProblem:
    """Return what to show of an error in what was asked."""
    text, at = form.text, error.at
    message = re.sub(r"^--([a-z-]+: )", r"\1", error.message)
    message = message[:1].upper() + message[1:].rstrip(".") + ("" if message.endswith((")", "?")) else ".")
    if at is None:
        return QueryProblem(
            message=message, before="", wrong="", after="", at=None, instead=None, address=None
        )
    start, end = min(at[0], len(text)), min(max(at), len(text))
    instead = _instead(text, (start, end), error.message)
    return QueryProblem(
        message=message,
        before=text[:start],
        wrong=text[start:end],
        after=text[end:],
        at=(start, end),
        instead=instead,
        address=None if instead is None else form.address(q=instead),
    )


def _instead(text: str, at: tuple[int, int], message: str) -> str | None:
    """Return the query with what was probably meant in the wrong place; None where that is not known."""
    found = _MEANT.search(message)
    if found is None:
        return None
    field, _, value = clean(text[slice(*at)]).partition(":")
    if found[2]:
        better = found[2]
    elif value and "," not in value:
        better = f'{field}:"{found[1]}"' if re.search(r"[\s,()]", found[1]) else f"{field}:{found[1]}"
    else:
        return None
    instead = text[: at[0]] + better + text[at[1] :]
    try:
        parse(instead)
    except QueryError:
        return None
    return instead
