"""The words of some lines of a call, where reading all of them would take long."""

from collections.abc import Sequence

from coachkit.models import Segment, Word
from coachkit.store import coding
from coachkit.store.library import Library
from coachkit.store.tables import TABLE_OF


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
