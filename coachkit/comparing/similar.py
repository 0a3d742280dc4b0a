"""The calls most like one, why they are, and which of them went better."""

from dataclasses import replace

from coachkit.comparing.better import is_better
from coachkit.comparing.likeness import ALIKE
from coachkit.comparing.nearest import MOST_COPIES, Asked, copies_among, nearest_calls
from coachkit.comparing.results import Copy, SimilarCalls
from coachkit.comparing.shortlist import rank_calls, read_known
from coachkit.comparing.showing import explained
from coachkit.comparing.stating import (
    ONLY_CALL,
    UNFIT,
    no_meaning_note,
    nothing_better_note,
    nothing_left_note,
)
from coachkit.searching.archive import Archive
from coachkit.searching.showing import facts_of
from coachkit.store.library import Library
from coachkit.store.reading.asking import calls_asked
from coachkit.store.reading.call_facts import call_heads
from coachkit.store.reading.retrieval import calls_that
from coachkit.store.reading.similar import Standing, model_of, reason_vectors, standings


def similar_calls(
    archive: Archive, call_id: str, *, better: bool = False, limit: int = 5, condition: str | None = None
) -> SimilarCalls:
    """Return the calls most like one, which must exist; with `better` only those that went better.

    `condition` is a query that the others have to fit. Copies of the call are named apart.

    Raises:
        QueryError: The condition cannot be understood, or a name in it is not in the library.
        NotFoundError: There is no word in it.
    """
    archive.refresh()
    library = archive.library
    allowed = others_allowed(archive, call_id, condition)
    known_standings = standings(library, None if better else [call_id])
    mine = known_standings[call_id]
    nothing = _page(library, mine, searched=len(allowed))
    why_not = no_meaning_note(library, call_id)
    if why_not:
        return replace(nothing, notes=(why_not,))
    model = model_of(library, call_id) or ""
    known = read_known(library, [call_id], model)[call_id]
    if not allowed:
        return replace(nothing, notes=(ONLY_CALL if condition is None else UNFIT,))
    wanted = allowed
    if better:
        wanted = frozenset(one for one in allowed if is_better(known_standings[one], mine))
        if not wanted:
            return replace(nothing, notes=(nothing_better_note(mine, known_standings, allowed),))
    asked = Asked(call_id=call_id, known=known, model=model, standing=mine, allowed=allowed, wanted=wanted)
    return _answer(archive, asked, nothing, limit=limit, better=better)


def others_allowed(archive: Archive, call_id: str, condition: str | None) -> frozenset[str]:
    """Return the ids of the other calls that fit a condition (None: all).

    Raises:
        QueryError: The condition cannot be understood, or a name in it is not in the library.
        NotFoundError: There is no word in it.
    """
    where = calls_asked(archive.library, condition, today=archive.today()) if condition else None
    return frozenset(calls_that(archive.library, where)) - {call_id}


def _page(library: Library, standing: Standing, *, searched: int) -> SimilarCalls:
    """Return the page of a call without any answer."""
    return SimilarCalls(
        call=facts_of(call_heads(library, [standing.call_id])[standing.call_id]),
        label=standing.label,
        label_reason=standing.label_reason,
        score=next((value for _, value in standing.scores), None),
        calls=(),
        searched=searched,
    )


def _answer(archive: Archive, asked: Asked, page: SimilarCalls, *, limit: int, better: bool) -> SimilarCalls:
    library = archive.library
    ranked = rank_calls(
        archive.meanings_by(asked.model),
        asked.known.meaning,
        reason_vectors(library, asked.model),
        leave_out=asked.call_id,
    )
    perhaps = (*ranked.twins[:MOST_COPIES], *ranked.call_ids[:MOST_COPIES])
    copies = copies_among(library, asked, [one for one in perhaps if one in asked.allowed])
    near, more = nearest_calls(library, asked, ranked, limit=limit + 1, known_copies=copies)
    copies |= more
    listed = dict(sorted(copies.items(), key=lambda one: (-one[1], one[0]))[:MOST_COPIES])
    alike = [one for one in near if one.likeness >= ALIKE]
    shown, notes = explained(archive, asked, alike[:limit] or near[:1], better=better)
    if not near:
        notes.append(nothing_left_note(better=better))
    heads = call_heads(library, listed)
    twins = sum(one in asked.allowed for one in ranked.twins)
    return replace(
        page,
        calls=tuple(shown) if alike else (),
        has_more=len(alike) > limit,
        nearest=None if alike else next(iter(shown), None),
        copies=tuple(
            Copy(call=facts_of(heads[one]), same_words=round(share, 3)) for one, share in listed.items()
        ),
        more_copies=len(copies) - len(listed) + max(twins - MOST_COPIES, 0),
        notes=tuple(notes),
    )
