"""What is meant: lines that say the same as an example of the pack, and lines that sound plainly unhappy."""

from collections.abc import Iterator, Sequence

import numpy as np

from coachkit.line_vectors import LineMeanings, Matrix
from coachkit.models import Feeling, Segment
from coachkit.moments.finds import Find
from coachkit.moments.pack import MomentRules
from coachkit.moments.said import Said, fits
from coachkit.moments.talk import Talk
from coachkit.phrases import words_in

FEWEST_WORDS, MOST_WORDS = 4, 40
"""Lines with fewer words mean too many things, longer ones hold too many, to be compared."""
UNHAPPY_WORDS, UNHAPPY_MEANING = -0.4, -0.4
"""From here down the words and the meaning of a line are plainly unhappy (-1 to 1)."""


def found_by_meaning(
    talk: Talk,
    said: Said,
    rules: MomentRules,
    likeness: tuple[Sequence[Segment], Matrix],
    asks: frozenset[int],
) -> Iterator[Find]:
    """Yield lines that mean the same as an example of a kind, and are less like what is unlike it.

    `likeness` is that of `likeness_of`.
    """
    lines, cosines = likeness
    owners = np.array([owner for owner, _ in rules.meanings.owners])
    is_like = np.array([like for _, like in rules.meanings.owners], dtype=bool)
    for place, kind in enumerate(rules.kinds):
        [mine] = np.nonzero((owners == place) & is_like)
        [other] = np.nonzero((owners == place) & ~is_like)
        for segment, row in zip(lines, cosines, strict=True) if len(mine) else ():
            best = mine[row[mine].argmax()]
            if row[best] < kind.nearness or (row[other] >= row[best]).any():
                continue
            own = [
                one
                for one in talk.by_segment[segment.n]
                if fits(kind, one, asks) and (place, one.n) not in said.against
            ]
            if own:
                yield Find(
                    kind=kind.kind,
                    first=own[0],
                    last=own[-1],
                    strength=min(float(row[best]), 1.0),
                    method="meaning",
                    detail=rules.meanings.texts[best],
                )


def likeness_of(talk: Talk, lines: LineMeanings, examples: Matrix) -> tuple[Sequence[Segment], Matrix]:
    """Return the lines that may be compared, and their cosines with each of the pack's sentences.

    `examples` has a row for each of these.
    """
    fit = [
        own[0].segment
        for own in talk.by_segment.values()
        if own[0].is_read and FEWEST_WORDS <= len(words_in(own[0].segment.text)) <= MOST_WORDS
    ]
    known, rows = lines.among(fit)
    if not known or not len(examples):
        return [], np.zeros((0, len(examples)), np.float32)
    return known, rows @ examples.T


def found_by_mood(talk: Talk, feelings: Sequence[Feeling]) -> Iterator[Find]:
    """Yield lines of the customer whose words and meaning are both plainly unhappy."""
    for feeling in feelings:
        own = talk.by_segment.get(feeling.n, ())
        if own and feeling.sentiment <= UNHAPPY_WORDS and feeling.acceptance <= UNHAPPY_MEANING:
            yield Find(
                kind="frustration",
                first=own[0],
                last=own[-1],
                strength=min(0.5 - feeling.mood / 2, 0.9),
                method="meaning",
                detail=f"mood {feeling.mood:+.2f}",
            )
