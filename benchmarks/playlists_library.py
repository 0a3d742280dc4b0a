"""A library of any size for filling playlists from: calls put together as `scale_library.py` does it.

What is heard of each call is left out, as playlists are filled from what was found in it. Every exchange is
told in words of its own, as a few exchanges of the source would else be the same words again and again.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from coachkit import models
from coachkit.clipping import timed_talk
from coachkit.config import PlaylistSettings
from coachkit.stages.highlight import Heard, highlights_of
from coachkit.store.library import Library
from scale_library import BATCH, NewCall, Recombined, all_rows, free_turns, insert
from scale_source import other_word

LEFT_OUT = (models.RawSegment, models.Word, models.Annotation, models.Vector, models.PackedVectors)
"""Most of a library, and nothing that a playlist is made of."""
OTHER_WORDS = 0.5
"""Share of the words of a quote or a prompt that give way to others."""
GRADES = "A" * 12 + "B" * 5 + "CCD"
"""How well calls are heard, as often as this says."""


def fill(
    library: Library, source: Library, made: Recombined, numbers: Sequence[int], tell: Callable[[int], None]
) -> None:
    """Write calls in bulk, with what is worth playing of each; `tell` hears how many there are."""
    if not library.rows(models.Agent):
        nouns = (models.CorpusModel, models.Topic, models.TopicCentre)
        known: dict[type, list[object]] = {noun: [*source.rows(noun)] for noun in nouns}
        insert(library, {models.Agent: [*made.agents], models.Customer: [*made.customers], **known})
    for start in range(0, len(numbers), BATCH):
        together: dict[type, list[object]] = {}
        for number in numbers[start : start + BATCH]:
            for noun, rows in all_rows(playable(made.call(number, free_turns(library)))):
                together.setdefault(noun, []).extend(rows)
        insert(library, together)
        tell(numbers[start] + len(numbers[start : start + BATCH]))


def playable(new: NewCall) -> NewCall:
    """Return a call with its highlights, and without what playlists are not made of."""
    chance = random.Random(new.call.id)  # noqa: S311 - not for secrets
    rows = {noun: found for noun, found in new.rows.items() if noun not in LEFT_OUT}
    rows[models.Exchange] = [_told_otherwise(one, chance) for one in rows.get(models.Exchange, ())]  # type: ignore[arg-type]
    rows[models.Grade] = [replace(one, grade=chance.choice(GRADES)) for one in rows.get(models.Grade, ())]  # type: ignore[type-var]
    heard = Heard(
        talk=timed_talk(rows.get(models.Segment, ()), (), duration=new.call.duration),  # type: ignore[arg-type]
        exchanges=rows[models.Exchange],  # type: ignore[arg-type]
        points=rows.get(models.ScorePoint, ()),  # type: ignore[arg-type]
        label=next(iter(rows.get(models.Label, ())), None),  # type: ignore[arg-type]
        moments=rows.get(models.Moment, ()),  # type: ignore[arg-type]
        topics=rows.get(models.TopicPassage, ()),  # type: ignore[arg-type]
        passages=rows.get(models.Passage, ()),  # type: ignore[arg-type]
    )
    rows[models.Highlight] = [*highlights_of(heard, PlaylistSettings())]
    return replace(new, rows=rows)


def _told_otherwise(exchange: models.Exchange, chance: random.Random) -> models.Exchange:
    strength = 0.0 if exchange.verdict == "neutral" else min(1.0, max(0.2, chance.gauss(0.55, 0.2)))
    return replace(
        exchange,
        prompt=_other_words(exchange.prompt, chance),
        quote=_other_words(exchange.quote, chance),
        strength=round(strength, 4),
    )


def _other_words(text: str, chance: random.Random) -> str:
    return " ".join(
        other_word(word, chance) if chance.random() < OTHER_WORDS else word for word in text.split()
    )
