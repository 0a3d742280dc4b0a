"""What two calls have in common by name: topic, competitors, features, trackers, key phrases."""

from collections.abc import Sequence

from coachkit.comparing.results import Shared
from coachkit.query.word_forms import base_forms
from coachkit.query.words import plain_words
from coachkit.store.reading.similar import Trait

MOST_PHRASES = 5


def shared_traits(mine: Sequence[Trait], theirs: Sequence[Trait]) -> Shared:
    """Return what both have, in the order of `mine`."""
    there = {(one.kind, one.name) for one in theirs}

    def both(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(t.name for t in mine if t.kind == kind and (kind, t.name) in there))

    return Shared(
        topic=next(iter(both("topic")), None),
        competitors=both("competitor"),
        features=both("feature"),
        trackers=both("tracker"),
        phrases=_phrases(mine, theirs)[:MOST_PHRASES],
    )


def _phrases(mine: Sequence[Trait], theirs: Sequence[Trait]) -> tuple[str, ...]:
    """Return the key phrases that both have, in one form or another: `late refund` and `late refunds`."""
    there = {_key(one.name) for one in theirs if one.kind == "phrase"}
    return tuple(one.name for one in mine if one.kind == "phrase" and _key(one.name) in there)


def _key(phrase: str) -> tuple[str, ...]:
    return tuple((*base_forms(word), word)[0] for word in plain_words(phrase))
