"""The moments of other calls most like one: what customers said, what agents replied, how it was taken.

A moment is a customer's move with its reply. The passages of all calls are compared with what is said at
the moment; in those that come nearest, the customers' moves themselves are compared.
"""

from collections.abc import Sequence
from dataclasses import replace

from coachkit.comparing.moves import moves_of, said
from coachkit.comparing.places import NearPlace, Place, nearest_places, place_at
from coachkit.comparing.results import Moment, Said, SimilarMoments
from coachkit.comparing.showing import open_embedding
from coachkit.comparing.similar import others_allowed
from coachkit.comparing.stating import NO_MOMENT, ONLY_CALL, UNFIT, WORDS_ONLY, no_meaning_note
from coachkit.comparing.taking import better_taken, replied
from coachkit.conversation import turns_of
from coachkit.searching.archive import Archive
from coachkit.searching.showing import facts_of
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import call_heads
from coachkit.store.reading.similar import model_of, talk_of_calls

ALIKE = 0.45
"""Customers' words whose cosine is less are not called alike."""
NOBODY = "nobody speaks with a customer in this call, or it is not known who does"
UNJUDGED = (
    "how the customer took the reply is not known here, so no other moment can be said to have gone better"
)


def similar_moments(
    archive: Archive,
    call_id: str,
    at: float,
    *,
    better: bool = False,
    limit: int = 5,
    condition: str | None = None,
) -> SimilarMoments:
    """Return the moments of other calls most like the one `at` seconds of a call, which must exist.

    With `better` only those whose reply was taken better: by the verdict of the exchange where there is
    one, else by the customer's next words. One moment a call; copies of the call are left out.

    Raises:
        QueryError: The condition cannot be understood, or a name in it is not in the library.
        NotFoundError: There is no word in it.
    """
    archive.refresh()
    library = archive.library
    allowed = others_allowed(archive, call_id, condition)
    nothing = SimilarMoments(asked=None, moments=(), searched=len(allowed))
    why_not = no_meaning_note(library, call_id)
    if why_not:
        return replace(nothing, notes=(why_not,))
    model = model_of(library, call_id) or ""
    turns = turns_of(talk_of_calls(library, [call_id]))
    moves = moves_of(turns)
    if not moves:
        return replace(nothing, notes=(NOBODY,))
    end = max(turn.end for turn in turns)
    if at > end:
        return replace(nothing, notes=(f"this call ends at {int(end) // 60}:{int(end) % 60:02}",))
    asked = Place(call_id=call_id, moves=moves, n=place_at(moves, at))
    page = replace(nothing, asked=_moment(library, NearPlace(place=asked, similarity=1.0)))
    if not allowed:
        return replace(page, notes=(ONLY_CALL if condition is None else UNFIT,))
    encoder = open_embedding(archive, model)
    notes = () if encoder.knows_meaning else (WORDS_ONLY,)
    found = nearest_places(library, archive.meanings_by(model), asked, allowed, encoder)
    return _answer(library, replace(page, notes=notes), found, better=better, limit=limit)


def _answer(
    library: Library, page: SimilarMoments, found: Sequence[NearPlace], *, better: bool, limit: int
) -> SimilarMoments:
    if not found:
        return replace(page, notes=(*page.notes, NO_MOMENT))
    mine = page.asked.reception if page.asked else None
    if better and (mine is None or mine.verdict is None):
        return replace(page, notes=(*page.notes, UNJUDGED))
    alike = [one for one in found if one.similarity >= ALIKE]
    moments: list[Moment] = []
    for one in alike:
        moment = _moment(library, one)
        if better and mine is not None:
            why = better_taken(moment.reception, mine) if moment.reception else None
            if why is None:
                continue
            moment = replace(moment, better=why)
        moments.append(moment)
        if len(moments) > limit:
            break
    if moments:
        return replace(page, moments=tuple(moments[:limit]), has_more=len(moments) > limit)
    notes = page.notes
    if better and alike:
        which = "the moment" if len(alike) == 1 else f"each of the {len(alike)} moments"
        notes = (*notes, f"{which} most like it had a reply that was taken no better")
    return replace(page, nearest=_moment(library, found[0]), notes=notes)


def _moment(library: Library, near: NearPlace) -> Moment:
    place = near.place
    move = place.move
    answer = replied(library, place.call_id, move)
    reply = tuple(
        Said(start=line.start, end=line.end, role=line.role, speaker=line.speaker, text=line.text)
        for line in (answer.reply if answer else ())
    )
    reception = answer.reception if answer else None
    ends = [move.customer[-1].end, *(one.end for one in reply)]
    if reception and reception.quote:
        ends.append(reception.end)
    return Moment(
        call=facts_of(call_heads(library, [place.call_id])[place.call_id]),
        start=move.customer[0].start,
        end=max(ends),
        customer=said(move.customer),
        reply=reply,
        reception=reception,
        similarity=round(near.similarity, 3),
    )
