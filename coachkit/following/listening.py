"""What an agent notes to an assignment: clips heard, how far into one, acknowledged, a comment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coachkit.errors import EditError, NotFoundError
from coachkit.export.clock import format_clock
from coachkit.following.assigning import Stamp, row_of
from coachkit.following.completion import progress_of
from coachkit.following.standing import Standing, standing_of
from coachkit.models import Clip, Listening, ListeningKind
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinions
from coachkit.store.reading.following import listenings_of
from coachkit.text_files import clean_text


def clip_numbered(standing: Standing, number: int) -> Clip:
    """Return the clip with this number, from 1, as the list is shown.

    Raises:
        EditError: The list has no such clip.
    """
    if 1 <= number <= len(standing.clips):
        return standing.clips[number - 1]
    title = standing.playlist.title
    if standing.playlist.is_gone:
        raise EditError(f"the list “{title}” was dropped, so there is nothing left to hear")
    if not standing.clips:
        raise EditError(f"“{title}” has no clips now, so there is nothing to hear")
    there = f"its clips are 1 to {len(standing.clips)}" if len(standing.clips) > 1 else "it has clip 1 only"
    raise EditError(f"“{title}” has no clip {number}; {there}")


def is_played(seconds: float, length: float) -> bool:
    """Say whether a player that ran for so many seconds played all of a clip of this length.

    Players end a little before the last sound is out, so the last second does not count, of a short clip
    the last fifth.
    """
    return seconds >= length - min(1.0, length / 5)


def note_heard(library: Library, standing: Standing, numbers: Sequence[int], *, stamp: Stamp) -> Standing:
    """Note that clips, by their numbers from 1, were heard to the end; return how it stands then.

    Heard twice is heard once. With the last clip of those in the list, the list is finished.

    Raises:
        EditError: The list has no such clip; nothing is noted then.
        LibraryError: The database cannot be written.
    """
    clips = [clip_numbered(standing, number) for number in dict.fromkeys(numbers)]
    is_heard = dict(zip(standing.clips, standing.progress.is_heard, strict=True))
    rows = [_on_clip(standing, clip, "heard", stamp) for clip in clips if not is_heard[clip]]
    if not rows:
        return standing
    known = listenings_of(library, [standing.assignment])
    after = progress_of(standing.assignment, [*known, *rows], standing.clips, today=stamp.day)
    if after.to_hear == 0 and standing.progress.finished_at is None:
        rows.append(row_of(standing, "finished", stamp))
    return _keep(library, standing, rows, stamp)


def note_position(
    library: Library, standing: Standing, number: int, second: float, *, stamp: Stamp
) -> Standing:
    """Note how far into a clip the agent is, in seconds; return how it stands then.

    Raises:
        EditError: The list has no such clip, or the clip is shorter.
        LibraryError: The database cannot be written.
    """
    clip = clip_numbered(standing, number)
    length = clip.end - clip.start
    if second > length:
        raise EditError(
            f"clip {number} lasts {format_clock(length)}, so {format_clock(second)} is past its end; "
            f"heard to the end is: coachkit playlists heard {standing.playlist.id} {number}"
        )
    row = replace(_on_clip(standing, clip, "position", stamp), seconds=second)
    return _keep(library, standing, [row], stamp)


def note_acknowledged(library: Library, standing: Standing, *, stamp: Stamp) -> Standing:
    """Note that the agent has taken the list in; return how it stands then. Twice is once.

    Raises:
        LibraryError: The database cannot be written.
    """
    if standing.progress.acknowledged_at is not None:
        return standing
    return _keep(library, standing, [row_of(standing, "acknowledged", stamp)], stamp)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a comment is about; nothing said: the list."""

    number: int | None = None
    """A clip, from 1."""
    second: float | None = None
    """Which second of the clip."""
    reply_to: int | None = None
    """The number of a comment that is answered; it is about what that is about."""


_THE_LIST = About()


def keep_comment(
    library: Library, standing: Standing, text: str, *, about: About = _THE_LIST, stamp: Stamp
) -> Standing:
    """Keep what somebody writes to the list, to a clip of it, or to a comment; return how it stands then.

    Raises:
        EditError: The comment is empty, or the list has no such clip or second.
        NotFoundError: There is no such comment to answer.
        LibraryError: The database cannot be written.
    """
    said = clean_text(text)
    if not said:
        raise EditError("the comment is empty; write it after the list")
    row = row_of(standing, "comment", stamp)
    if about.reply_to is not None:
        row = replace(_answering(library, standing, about.reply_to, row), reply_to=about.reply_to)
    elif about.number is not None:
        clip = clip_numbered(standing, about.number)
        if about.second is not None and not 0 <= about.second <= clip.end - clip.start:
            raise EditError(
                f"clip {about.number} lasts {format_clock(clip.end - clip.start)}, so it has no "
                f"{format_clock(max(0.0, about.second))}"
            )
        row = replace(_on_clip(standing, clip, "comment", stamp), seconds=about.second)
    return _keep(library, standing, [replace(row, text=said)], stamp)


def count_no_more(library: Library, standing: Standing, numbers: Iterable[int], *, stamp: Stamp) -> Standing:
    """Take back what happened to an assignment, by its numbers; it stays in the record.

    Raises:
        LibraryError: The database cannot be written.
    """
    rows = [replace(row_of(standing, "taken back", stamp), reply_to=n) for n in numbers]
    return _keep(library, standing, rows, stamp)


def _answering(library: Library, standing: Standing, number: int, row: Listening) -> Listening:
    """Return an answer about the same as what it answers."""
    happened = listenings_of(library, [standing.assignment])
    asked = next((one for one in happened if one.kind == "comment" and one.n == number), None)
    if asked is None:
        raise NotFoundError("the comment that this answers is not there any more")
    return replace(row, call_id=asked.call_id, start=asked.start, end=asked.end)


def _on_clip(standing: Standing, clip: Clip, kind: ListeningKind, stamp: Stamp) -> Listening:
    row = row_of(standing, kind, stamp)
    return replace(row, call_id=clip.call_id, start=clip.start, end=clip.end)


def _keep(library: Library, standing: Standing, rows: Sequence[Listening], stamp: Stamp) -> Standing:
    add_opinions(library, rows)
    happened = listenings_of(library, [standing.assignment])
    return standing_of(standing.assignment, standing.playlist, standing.clips, happened, today=stamp.day)
