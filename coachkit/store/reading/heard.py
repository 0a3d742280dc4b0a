"""What was heard on a call, as text, whatever was corrected or edited since."""

from collections.abc import Iterable
from dataclasses import dataclass

from coachkit.models import RawSegment, Segment, Word
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import stored_call
from coachkit.word_times import heard_text, words_by_segment


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardLine:
    """A line of the transcript as it was heard, or as a given transcript has it."""

    n: int
    """`Segment.n`."""
    channel: int
    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    text: str


def heard_lines(library: Library, call_id: str) -> list[HeardLine]:
    """Return the lines of a call as they were heard, without corrections and edits."""
    segments = library.rows(Segment, call_id=call_id)
    if stored_call(library, call_id).medium == "transcript":
        texts = _given_texts(segments, library.rows(RawSegment, call_id=call_id))
    else:
        words = words_by_segment(segments, library.rows(Word, call_id=call_id))
        texts = {n: heard_text(own) for n, own in words.items()}
    return [
        HeardLine(n=s.n, channel=s.channel, start=s.start, end=s.end, text=texts.get(s.n, ""))
        for s in segments
    ]


def _given_texts(segments: Iterable[Segment], raw: Iterable[RawSegment]) -> dict[int, str]:
    """Return the text of each given line by `Segment.n`: a line is one segment, at the same time."""
    texts: dict[tuple[int, float], list[str]] = {}
    for line in raw:
        texts.setdefault((line.channel, line.start), []).append(line.text)
    found = {}
    for segment in segments:
        same = texts.get((segment.channel, segment.start))
        if same:
            found[segment.n] = same.pop(0)
    return found


def texts_of_channels(library: Library, call_id: str) -> list[str]:
    """Return all that was heard on each channel of a call, in order, one text a channel."""
    found = library.find(
        _Text,
        """
        select group_concat(text, char(10)) from
            (select channel, text from raw_segments where call_id = :call order by channel, n)
        group by channel order by channel
        """,
        {"call": call_id},
    )
    return [one.text for one in found]
