"""The words and annotations of some lines of a call, where reading all of them would take long."""

from collections.abc import Collection, Sequence
from itertools import starmap
from typing import NamedTuple

from coachkit.models import Annotation, Segment, Word
from coachkit.store import coding
from coachkit.store.library import Library
from coachkit.store.tables import TABLE_OF


class HeardWord(NamedTuple):
    """What of a stored word says when it is heard: a named tuple, as a call has a thousand of them."""

    n: int
    start: float
    end: float
    text: str
    probability: float


def heard_words(library: Library, call_id: str) -> list[HeardWord]:
    """Return the words that were heard in a call, in order."""
    names = ", ".join(f'"{name}"' for name in HeardWord._fields)
    sql = f"select {names} from {TABLE_OF[Word].name} where call_id = :call order by n"  # noqa: S608 - names from the registry
    return [*starmap(HeardWord, library.values(sql, {"call": call_id}))]


def words_of(library: Library, segments: Sequence[Segment]) -> list[Word]:
    """Return the words that were heard in these segments of one call, in order."""
    names = ", ".join(f'"{column.name}"' for column in coding.columns_of(Word))
    found: list[Word] = []
    for segment in sorted(segments, key=lambda one: one.first_word):
        found += library.find(
            Word,
            f"""
            select {names} from {TABLE_OF[Word].name}
            where call_id = :call and n >= :first and n < :past order by n
            """,  # noqa: S608 - names from the registry
            {
                "call": segment.call_id,
                "first": segment.first_word,
                "past": segment.first_word + segment.word_count,
            },
        )
    return found


def annotations_with(library: Library, call_id: str, lemmas: Collection[str]) -> list[Annotation]:
    """Return the annotations of a call's lines in which any of these base forms was stored."""
    names = ", ".join(f'"{column.name}"' for column in coding.columns_of(Annotation))
    has_any = " or ".join(f"instr(' ' || lemmas || ' ', :l{i})" for i in range(len(lemmas)))
    if not has_any:
        return []
    return library.find(
        Annotation,
        f"select {names} from {TABLE_OF[Annotation].name} where call_id = :call and ({has_any}) order by n",  # noqa: S608 - names from the registry
        {"call": call_id} | {f"l{i}": f" {lemma} " for i, lemma in enumerate(sorted(lemmas))},
    )
