"""Edits: what people changed on single lines, laid on the segments at the same time and channel.

An edit lies on the call's time line. A line with exactly its times is the one that was edited; where the
call was heard again and its lines begin and end elsewhere, the words that were said then are changed and
no others, so that a better transcript loses nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from coachkit.models import Edit, Segment, Word
from coachkit.word_times import SpokenWord, spoken_words, word_form

EDIT_FIELDS = ("text", "speaker", "role")
"""What of a line can be edited (`Edit.field`)."""
NOTHING_LEFT = "…"
SAME_TIME = 0.01
"""Times that differ by less than so many seconds are the same."""
NEAR = 1.5
"""A word may be heard so many seconds earlier or later in another hearing."""
FEW_WORDS = 3
"""So many words at either end of an edited line are looked for beyond its times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """The words of a segment that an edit changes."""

    segment: Segment
    words: list[SpokenWord]


def line_edits(edits: Iterable[Edit], *fields: str) -> list[Edit]:
    """Return the edits of these fields of a line, in the order in which they were made."""
    return sorted((edit for edit in edits if edit.field in fields), key=lambda edit: edit.n)


def edit_texts(
    segments: Sequence[Segment], heard: Mapping[int, Sequence[Word]], edits: Iterable[Edit]
) -> list[Segment]:
    """Return the segments with people's texts; `heard` are each segment's words by `Segment.n`.

    A line of which nothing is left, as others have taken up its words, reads `…`.
    """
    edited = list(segments)
    for edit in line_edits(edits, "text"):
        texts = _edited_texts(edited, heard, edit)
        edited = [replace(s, text=texts[s.n] or NOTHING_LEFT) if s.n in texts else s for s in edited]
    return edited


def edit_speakers(segments: Sequence[Segment], edit: Edit) -> set[int]:
    """Return the `Segment.n` of all lines whose speaker or role an edit changes."""
    lines = edited_lines(segments, edit)
    if not (edit.everywhere and lines):
        return {line.n for line in lines}
    speaker = (lines[0].channel, lines[0].speaker)
    return {segment.n for segment in segments if (segment.channel, segment.speaker) == speaker}


def hand_changed(segments: Sequence[Segment], edits: Iterable[Edit]) -> set[int]:
    """Return the `Segment.n` of the lines that people changed in any way."""
    changed: set[int] = set()
    for edit in line_edits(edits, *EDIT_FIELDS):
        changed |= edit_speakers(segments, edit)
    return changed


def edited_lines(segments: Sequence[Segment], edit: Edit) -> list[Segment]:
    """Return the lines on which an edit lies: the one with its times, else those mostly within them."""
    own = _on_channel(segments, edit)
    exact = _at_its_times(own, edit)
    return [exact] if exact else [s for s in own if edit.start <= (s.start + s.end) / 2 <= edit.end]


def _on_channel(segments: Sequence[Segment], edit: Edit) -> list[Segment]:
    """Return the segments near an edit in time; those of its channel only, if the call still has it."""
    same = [s for s in segments if s.channel == edit.channel] or segments
    return [s for s in same if s.start <= edit.end + NEAR and s.end >= edit.start - NEAR]


def _at_its_times(segments: Iterable[Segment], edit: Edit) -> Segment | None:
    """Return the segment with the times of an edit; of several, one that reads as before it, or after."""
    times = (edit.start, edit.end)
    exact = [s for s in segments if max(abs(s.start - times[0]), abs(s.end - times[1])) < SAME_TIME]
    # Lines that were given without times of their own may lie on one another.
    if len(exact) > 1 and edit.field in EDIT_FIELDS:
        for value in (edit.old, edit.new):
            same = [s for s in exact if getattr(s, edit.field) == value]
            if same:
                return same[0]
    return next(iter(exact), None)


def _edited_texts(
    segments: Sequence[Segment], heard: Mapping[int, Sequence[Word]], edit: Edit
) -> dict[int, str]:
    """Return the new texts by `Segment.n`; nothing where nothing is said at the time of the edit."""
    own = _on_channel(segments, edit)
    exact = _at_its_times(own, edit)
    if exact:
        return {exact.n: edit.new}
    pieces = _pieces(own, heard, edit)
    if len(pieces) < 2:
        return {piece.segment.n: _with_words(piece, edit.new) for piece in pieces}
    return _spread(pieces, edit)


def _pieces(segments: Iterable[Segment], heard: Mapping[int, Sequence[Word]], edit: Edit) -> list[_Piece]:
    """Return what an edit changes, in time order, on the channel on which most is said at its time."""
    said: dict[int, list[tuple[Segment, SpokenWord]]] = {}
    for segment in sorted(segments, key=lambda s: (s.start, s.n)):
        spoken = spoken_words(segment, heard.get(segment.n, ()))
        said.setdefault(segment.channel, []).extend((segment, word) for word in spoken)
    ranges = {channel: _changed(own, edit) for channel, own in said.items()}
    channel = max(sorted(ranges), key=lambda one: len(ranges[one]), default=None)
    pieces: dict[int, _Piece] = {}
    for segment, word in [said[channel][i] for i in ranges[channel]] if channel is not None else []:
        pieces.setdefault(segment.n, _Piece(segment=segment, words=[])).words.append(word)
    return [*pieces.values()]


def _changed(said: Sequence[tuple[Segment, SpokenWord]], edit: Edit) -> range:
    """Return which words an edit changes: by their times, and by how the edited line began and ended.

    Times alone would leave a word over, or take one too many, as no two hearings agree on them.
    """
    middles = [(word.start + word.end) / 2 for _, word in said]
    inside = [i for i, middle in enumerate(middles) if edit.start <= middle <= edit.end]
    if not inside:
        return range(0)
    first, end = inside[0], inside[-1] + 1
    before = [word_form(word) for word in edit.old.split()]
    least, most = max(first - FEW_WORDS, 0), min(end + FEW_WORDS, len(said))
    now = [word_form(segment.text[word.start_char : word.end_char]) for segment, word in said[least:most]]
    blocks = SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks()[:-1]
    if 2 * sum(block.size for block in blocks) < len(before) or not blocks:
        return range(first, end)
    from_start, to_end = least + blocks[0].b, least + blocks[-1].b + blocks[-1].size
    first = from_start if blocks[0].a == 0 else min(first, from_start)
    end = to_end if blocks[-1].a + blocks[-1].size == len(before) else max(end, to_end)
    return range(first, end)


def _with_words(piece: _Piece, words: str) -> str:
    """Return a segment's text with other words in place of those of the piece."""
    text = piece.segment.text
    before, after = text[: piece.words[0].start_char], text[piece.words[-1].end_char :]
    return " ".join(f"{before}{words}{after}".split())


def _spread(pieces: Sequence[_Piece], edit: Edit) -> dict[int, str]:
    """Share out an edit's text over several segments: each word goes where it is said."""
    said = [(piece, word) for piece in pieces for word in piece.words]
    whole = replace(pieces[0].segment, text=edit.new, start=edit.start, end=edit.end)
    words = [_as_heard(piece.segment, word) for piece, word in said]
    shares: dict[int, list[str]] = {piece.segment.n: [] for piece in pieces}
    for word in spoken_words(whole, words):
        middle = (word.start + word.end) / 2
        later = [piece for piece in pieces if piece.segment.start <= middle]
        shares[(later or pieces)[-1 if later else 0].segment.n].append(
            edit.new[word.start_char : word.end_char]
        )
    return {piece.segment.n: _with_words(piece, " ".join(shares[piece.segment.n])) for piece in pieces}


def _as_heard(segment: Segment, word: SpokenWord) -> Word:
    return Word(
        call_id=segment.call_id,
        n=0,
        raw_segment=0,
        channel=segment.channel,
        start=word.start,
        end=word.end,
        text=" " + segment.text[word.start_char : word.end_char],
        probability=word.certainty,
    )
