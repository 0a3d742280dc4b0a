"""What is learned about phrases over the archive."""

import json
from collections.abc import Iterable

from coachkit.models import PhraseCount
from coachkit.store.library import Library

_COUNTS = """
select epoch, phrase, calls from phrase_counts
where phrase in (select value from json_each(:phrases))
order by phrase
"""


def phrase_counts(library: Library, phrases: Iterable[str]) -> dict[str, int]:
    """Return in how many calls each of these phrases is said; those of a single call are not known."""
    wanted = json.dumps(sorted(phrases), ensure_ascii=False)
    return {one.phrase: one.calls for one in library.find(PhraseCount, _COUNTS, {"phrases": wanted})}
