"""A transcript in sections: some lines of a call at a time, and of a very long line only its beginning.

A call may have thousands of lines and a line may be megabytes long, so nothing here reads a whole transcript
to show a part of it, except what searches it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.models import Part, Role, TimesFrom
from coachkit.query.call_sql import COUNTED
from coachkit.store.library import Library

_LINES = """
    select n, channel, role, speaker, start, "end", substr(text, 1, :most), length(text), part, language,
        times_from
    from segments where call_id = :call
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptLine:
    """A line of a transcript as it is shown, or its beginning."""

    n: int
    """`Segment.n`."""
    channel: int
    role: Role
    speaker: str
    start: float
    end: float
    text: str
    """Cut after so many characters as were asked for."""
    length: int
    """Characters of the whole line."""
    part: Part
    language: str | None
    times_from: TimesFrom


@dataclass(frozen=True, slots=True, kw_only=True)
class PhrasePlace:
    """Words in a line that a tracker finds, or a whole line that means what one of its examples does."""

    tracker: str
    segment: int
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    n: int
    text: str


def count_lines(library: Library, call_id: str) -> int:
    """Return how many lines a call has."""
    [(count,)] = library.values("select count(*) from segments where call_id = :call", {"call": call_id})
    return int(count or 0)


def line_at(library: Library, call_id: str, at: float) -> tuple[int, int] | None:
    """Return (`Segment.n`, how many lines come before it) of the last line begun by `at` seconds.

    Before the first line that one; None where there is no line.
    """
    # times in addresses have two decimal places
    found = library.values(
        """
        select n from segments where call_id = :call
        order by start > :at, abs(start - :at), n limit 1
        """,
        {"call": call_id, "at": at + 0.006},
    )
    if not found:
        return None
    n = int(found[0][0] or 0)
    [(before,)] = library.values(
        "select count(*) from segments where call_id = :call and n < :n", {"call": call_id, "n": n}
    )
    return n, int(before or 0)


def read_lines(library: Library, call_id: str, first: int, count: int, *, most: int) -> list[TranscriptLine]:
    """Return `count` lines of a call from number `first` on (from 0), each cut after `most` characters."""
    sql = f"{_LINES} order by n limit :count offset :first"
    return library.find(TranscriptLine, sql, {"call": call_id, "most": most, "count": count, "first": first})


def read_lines_named(
    library: Library, call_id: str, numbers: Sequence[int], *, most: int
) -> list[TranscriptLine]:
    """Return those of these lines (`Segment.n`) that are there, each cut after `most` characters."""
    sql = f"{_LINES} and n in (select value from json_each(:numbers)) order by n"  # noqa: S608 - a constant
    return library.find(
        TranscriptLine, sql, {"call": call_id, "most": most, "numbers": json.dumps([*numbers])}
    )


def speakers_of(library: Library, call_id: str) -> list[str]:
    """Return the names of those who speak on a call, by name."""
    found = library.values(
        "select distinct speaker from segments where call_id = :call and speaker != '' order by speaker",
        {"call": call_id},
    )
    return [str(name) for (name,) in found]


def text_of_line(library: Library, call_id: str, n: int, first: int, count: int) -> str:
    """Return `count` characters of a line from number `first` on (from 0); nothing past its end."""
    found = library.values(
        "select substr(text, :first + 1, :count) from segments where call_id = :call and n = :n",
        {"call": call_id, "n": n, "first": first, "count": count},
    )
    return str(found[0][0]) if found else ""


def lines_that_say(library: Library, call_id: str, words: str) -> list[tuple[int, int]]:
    """Return (`Segment.n`, first character) of each place where a line first has `words`, in any case."""
    wanted = re.compile(re.escape(words), re.IGNORECASE)
    lines = library.find(
        _Text, "select n, text from segments where call_id = :call order by n", {"call": call_id}
    )
    return [(one.n, found.start()) for one in lines if (found := wanted.search(one.text))]


def phrase_places(library: Library, call_id: str) -> list[PhrasePlace]:
    """Return where trackers find something in a call that counts, in the order of the lines."""
    return library.find(
        PhrasePlace,
        f"""
        select h.tracker, h.segment, h.start_char, h.end_char from v_tracker_hits h
        where h.call_id = :call and h.segment is not null and {COUNTED}
        order by h.segment, h.start_char, h.tracker
        """,  # noqa: S608 - a constant
        {"call": call_id},
    )


def topic_of_call(library: Library, call_id: str) -> tuple[str, str] | None:
    """Return (id, title) of the topic that a call is filed under."""
    found = library.values(
        """
        select p.topic_id, t.title from topic_passages p join v_topic_titles t on t.topic_id = p.topic_id
        where p.call_id = :call and p.is_main order by p.n limit 1
        """,
        {"call": call_id},
    )
    return (str(found[0][0]), str(found[0][1])) if found else None
