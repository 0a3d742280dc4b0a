"""Turns as they are read: their text, put together from segments, and the words in it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.models import Part, Role
from coachkit.query.words import Token, tokens_of
from coachkit.store.library import Library

_TURNS = """
    select t.id, t.call_id, t.n, t.first_segment, t.last_segment, t.role, t.speaker, t.part, t.start, t."end",
        t.lemmas,
        (select json_group_array(json_array(n, start, "end", text)) from
            (select s.n, s.start, s."end", s.text from json_each(t.segments) j
            join segments s on s.call_id = t.call_id and s.n = j.value order by j.key))
    from turns t
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A turn as it is read and shown."""

    id: int
    call_id: str
    n: int
    first_segment: int
    last_segment: int
    role: Role
    speaker: str
    part: Part
    start: float
    end: float
    lemmas: str
    """The base form of each word, in order."""
    lines: tuple[tuple[int, float, float, str], ...]
    """(`Segment.n`, start, end, text) of its segments, in order."""

    @property
    def text(self) -> str:
        """What is said: the segments, parted by one space."""
        return " ".join(text for _, _, _, text in self.lines)

    @property
    def tokens(self) -> list[tuple[Token, str]]:
        """Each word with its place in `text`, and its base form."""
        words = tokens_of(self.text)
        # a transcript that was composed anew is indexed a moment later
        lemmas = [*self.lemmas.split(" "), *(word.plain for word in words)]
        return list(zip(words, lemmas, strict=False))


def read_turns(library: Library, ids: Sequence[int]) -> list[Saying]:
    """Return the turns of these numbers (`turns.id`), in that order; those that are gone are left out."""
    sql = f"{_TURNS} where t.id in (select value from json_each(:ids))"  # noqa: S608 - a constant
    found = {one.id: one for one in library.find(Saying, sql, {"ids": json.dumps(list(ids))})}
    return [found[number] for number in ids if number in found]


def turns_between(library: Library, call_id: str, first: int, last: int) -> list[Saying]:
    """Return a call's turns whose `n` is from `first` to `last`, both included, in order."""
    sql = f"{_TURNS} where t.call_id = :call and t.n between :first and :last order by t.id"
    return library.find(Saying, sql, {"call": call_id, "first": first, "last": last})


def turns_around(library: Library, turns: Sequence[Saying], context: int) -> dict[int, list[Saying]]:
    """Return for each turn, by its number (`Saying.id`), so many turns before and after it in its call."""
    ids = {turn.id + step for turn in turns for step in range(-context, context + 1) if step}
    near = {one.id: one for one in read_turns(library, sorted(ids))}
    return {
        turn.id: [
            one
            for step in range(-context, context + 1)
            if step and (one := near.get(turn.id + step)) and one.call_id == turn.call_id
        ]
        for turn in turns
    }
