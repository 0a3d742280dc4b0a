"""From calls that are alike to what is shown of them: the words of both, what they share, where they part."""

from collections.abc import Sequence
from dataclasses import replace

from coachkit.comparing.better import went_better
from coachkit.comparing.explaining import Told, part, read_told, shared_passages
from coachkit.comparing.likeness import ALIKE
from coachkit.comparing.nearest import Asked, Near
from coachkit.comparing.results import SimilarCall
from coachkit.comparing.shared import shared_traits
from coachkit.comparing.stating import WORDS_ONLY, purposes_note
from coachkit.comparing.wording import ByWords, EachOnce
from coachkit.errors import ModelError
from coachkit.searching.archive import Archive
from coachkit.searching.showing import facts_of
from coachkit.store.reading.call_facts import call_heads
from coachkit.store.reading.similar import standings, traits_of


def open_embedding(archive: Archive, model: str) -> EachOnce:
    """Return the archive's encoder, or one that knows words alone where its weights are missing.

    `model` is what made the vectors that are stored.
    """
    try:
        encoder = archive.open_encoder()
    except ModelError:
        return EachOnce(ByWords(), knows_meaning=False)
    return EachOnce(encoder, compares=encoder.can_compare(model))


def explained(
    archive: Archive, asked: Asked, near: Sequence[Near], *, better: bool
) -> tuple[list[SimilarCall], list[str]]:
    """Return these calls with what makes them alike, and what there is to say of all of them."""
    library = archive.library
    notes = [note for note in [purposes_note(asked.known)] if note]
    encoder = open_embedding(archive, asked.model)
    if not encoder.knows_meaning:
        notes.append(WORDS_ONLY)
    told = read_told(library, {asked.call_id: asked.known} | {one.call_id: one.known for one in near})
    ids = [*told]
    traits = traits_of(library, ids)
    heads, standing = call_heads(library, ids), standings(library, ids)
    shown = []
    for one in near:
        pairs = shared_passages(told[asked.call_id], told[one.call_id], encoder=encoder)
        other = standing[one.call_id]
        call = SimilarCall(
            call=facts_of(heads[one.call_id]),
            likeness=round(one.likeness, 3),
            label=other.label,
            label_reason=other.label_reason,
            score=next((value for _, value in other.scores), None),
            pairs=tuple(pairs),
            shared=shared_traits(
                [trait for trait in traits if trait.call_id == asked.call_id],
                [trait for trait in traits if trait.call_id == one.call_id],
            ),
        )
        if better:
            if one.likeness >= ALIKE:
                call = _with_parting(call, told[asked.call_id], told[one.call_id], encoder)
            call = replace(call, better=went_better(other, asked.standing))
        shown.append(call)
    return shown, notes


def _with_parting(call: SimilarCall, mine: Told, theirs: Told, encoder: EachOnce) -> SimilarCall:
    found = part(mine, theirs, call.pairs, encoder=encoder)
    return replace(call, no_parting=found) if isinstance(found, str) else replace(call, parting=found)
