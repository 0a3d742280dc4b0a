"""The search page: what was asked, what was found, and what to try where there is nothing."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Path

from coachkit.counts import format_count
from coachkit.errors import NotFoundError, QueryError
from coachkit.searching.as_values import Values, found_values
from coachkit.searching.results import (
    AgentGroup,
    Answer,
    Answers,
    Asked,
    CallFacts,
    Extent,
    Found,
    FoundAgents,
    FoundCalls,
    Hit,
    NearMiss,
)
from coachkit.searching.showing import line_of
from coachkit.searching.told import tell_by_what, tell_extent, tell_missing, tell_why
from coachkit.searching.views import AnyFound, find
from coachkit.store.reading.asking import check_words_indexed
from coachkit.store.reading.turns import turns_between
from coachkit.web.library_pool import Opened, OpenedLibrary
from coachkit.web.pages.search_choices import Choices, read_choices
from coachkit.web.pages.search_form import Chip, SearchForm
from coachkit.web.pages.search_problem import QueryProblem, problem_of_query
from coachkit.web.pages.search_start import SearchStart, read_start

PAGE_LENGTH = 20
"""Places or calls that are shown at once."""
MOST_PAGES = 10
MOST_ANSWERS = 12
WIDE_CONTEXT = 5
"""So many turns before and after a hit are shown on demand."""

Form = Annotated[SearchForm, Depends()]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHit:
    """A hit as it is drawn."""

    hit: Hit
    pieces: tuple[tuple[str, bool], ...]
    """The quote in pieces, and whether each is marked."""
    why: str
    places: int = 1
    """How many its call has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """A search with what it found; without one, what may be searched for."""

    form: SearchForm
    chips: tuple[Chip, ...]
    counted: str
    """How much was found, in a sentence; empty where nothing was asked."""
    understood: str = ""
    searched: Extent | None = None
    hits: tuple[ShownHit, ...] = ()
    agents: tuple[AgentGroup, ...] = ()
    answers: tuple[Answer, ...] = ()
    has_more: bool = False
    is_unfinished: bool = False
    notes: tuple[str, ...] = ()
    near: tuple[NearMiss, ...] = ()
    problem: QueryProblem | None = None
    start: SearchStart | None = None
    choices: Choices | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """More of what is said before and after a hit."""

    key: str
    """Of the hit on its page."""
    before: tuple[object, ...]
    after: tuple[object, ...]


def read_search(opened: Opened, form: Form) -> SearchPage:
    """Return the whole page of a search; a query that is wrong is part of the page."""
    choices = opened.kept("search choices", read_choices)
    if not form.is_asked:
        return SearchPage(form=form, chips=(), counted="", start=_start(opened), choices=choices)
    return read_found(opened, form, choices=choices)


def read_found(
    opened: OpenedLibrary, form: SearchForm, *, is_unfinished: bool = False, choices: Choices | None = None
) -> SearchPage:
    """Return what a search finds; `is_unfinished`: its last word is still being typed, and speed counts."""
    if not form.is_asked:
        return SearchPage(form=form, chips=(), counted="", start=_start(opened))
    chips = form.chips
    try:
        found = _find(opened, form, is_unfinished=is_unfinished)
    except QueryError as error:
        problem = problem_of_query(form, error)
        return SearchPage(form=form, chips=chips, counted="", problem=problem, choices=choices)
    if not found.understood:
        nothing = "There is no word in it to look for."
        return SearchPage(form=form, chips=chips, counted=nothing, start=_start(opened), choices=choices)
    hits = _shown(found)
    return SearchPage(
        form=form,
        chips=chips,
        counted=_counted(found, form),
        understood=found.understood,
        searched=found.searched,
        hits=hits,
        agents=found.groups if isinstance(found, FoundAgents) else (),
        answers=found.answers if isinstance(found, Answers) else (),
        has_more=_has_more(found, form),
        is_unfinished=is_unfinished,
        notes=found.notes,
        near=found.near,
        choices=choices,
    )


def read_search_data(opened: Opened, form: Form) -> Values:
    """Return what a search finds as data, as `coachkit search --json` does; links lead to these pages.

    Raises:
        QueryError: The query cannot be understood; the text shows where.
    """
    return {"query": form.query} | found_values(_find(opened, form), _address_of)


def read_around(
    opened: Opened, call_id: str, turn: Annotated[int, Path(ge=0, le=10_000_000)], reach: int = WIDE_CONTEXT
) -> Around:
    """Return what is said around a turn of a call.

    Raises:
        NotFoundError: There is no such turn.
    """
    reach = max(1, min(reach, 20))
    turns = turns_between(opened.library, call_id, turn - reach, turn + reach)
    if not any(one.n == turn for one in turns):
        raise NotFoundError(f"call “{call_id}” has no place {turn}")
    return Around(
        key=f"{call_id}-{turn}",
        before=tuple(line_of(one, most=80, at_end=True) for one in turns if one.n < turn),
        after=tuple(line_of(one, most=80) for one in turns if one.n > turn),
    )


def _find(opened: OpenedLibrary, form: SearchForm, *, is_unfinished: bool = False) -> AnyFound:
    check_words_indexed(opened.library)
    filters = form.filters
    limit = MOST_ANSWERS if form.view == "answers" else PAGE_LENGTH
    asked = Asked(
        text=form.q.lstrip() if is_unfinished else form.text,  # a space ends a word
        mode="keyword" if is_unfinished else None,
        filters=filters,
        limit=limit,
        context=1 if form.view in ("places", "calls") else 0,
        skip=(form.page - 1) * PAGE_LENGTH,
        is_unfinished=is_unfinished,
    )
    return find(opened.searcher, asked, form.view)


def _start(opened: OpenedLibrary) -> SearchStart:
    start = opened.kept("search start", read_start)
    # the team's own searches may name whoever it is
    return start if opened.viewer is None else replace(start, saved=())


def _shown(found: AnyFound) -> tuple[ShownHit, ...]:
    match found:
        case Found(hits=hits):
            return tuple(ShownHit(hit=one, pieces=pieces_of(one), why=tell_why(one.why)) for one in hits)
        case FoundCalls(groups=groups):
            return tuple(
                ShownHit(
                    hit=one.best, pieces=pieces_of(one.best), why=tell_why(one.best.why), places=one.hits
                )
                for one in groups
            )
    return ()


def pieces_of(hit: Hit) -> tuple[tuple[str, bool], ...]:
    """Return a quote cut where its marks begin and end."""
    pieces, last = [], 0
    for start, end in hit.matches:
        pieces += [(hit.quote[last:start], False), (hit.quote[start:end], True)]
        last = end
    return tuple(piece for piece in [*pieces, (hit.quote[last:], False)] if piece[0])


def _has_more(found: AnyFound, form: SearchForm) -> bool:
    if form.page >= MOST_PAGES:
        return False
    if isinstance(found, FoundCalls):
        return found.total > form.page * PAGE_LENGTH
    return isinstance(found, Found) and found.left > 0


def _counted(found: AnyFound, form: SearchForm) -> str:
    match found:
        case Found():
            return _places(found, form.page)
        case FoundCalls(total=total, is_exact=is_exact):
            if not total:
                return f"No call fits, of {format_count(found.searched.calls, 'call')}."
            more = "" if is_exact else "more than "
            shown = min(total, form.page * PAGE_LENGTH)
            first = f"The first {shown} of {more}" if shown < total else more
            told = f"{first}{format_count(total, 'call')}, the best first."
            return told[:1].upper() + told[1:]
        case Answers(answers=answers, questions=questions):
            if not questions:
                return f"Customers asked nothing like it in {format_count(found.searched.calls, 'call')}."
            times = {1: "once", 2: "twice"}.get(questions) or f"{questions:,} times"
            if not answers:
                return f"Customers asked something like it {times} and got no reply to it."
            replies = "1 reply" if len(answers) == 1 else f"{len(answers)} replies, the best received first"
            return f"{replies}. Customers asked something like it {times}."
        case FoundAgents(groups=groups):
            saying = sum(one.calls_with > 0 for one in groups)
            return f"{saying} of {format_count(len(groups), 'agent')} have it on some call."


def _places(found: Found, page: int) -> str:
    shown = len(found.hits) + (page - 1) * PAGE_LENGTH
    if not found.hits:
        nothing = f"Nothing found in {tell_extent(found.searched)}." if page == 1 else "There is no more."
        return " ".join(filter(None, (nothing, tell_missing(found))))
    if found.total is not None and found.total > shown:
        about = "more than " if not found.is_exact else ""
        return f"The first {shown} of {about}{found.total:,} places, the best first."
    if found.left:
        return " ".join(
            filter(None, (f"The first {shown} of {shown + found.left} places.", tell_missing(found)))
        )
    by_what = tell_by_what(found) if page == 1 else ""
    told = f"{format_count(shown, 'place')}{': ' + by_what if by_what else ''}."
    return " ".join(filter(None, (told, tell_missing(found))))


def _address_of(call: CallFacts, start: float, _end: float) -> str:
    return f"/calls/{call.id}?at={start:.2f}"
