"""The times that a person gives a clip: read, checked, and put where they cut no word."""

from coachkit.clipping import TimedTalk, timed_talk
from coachkit.errors import EditError
from coachkit.models import Call, Segment, Word
from coachkit.pipeline.changes.stretches import on_clock
from coachkit.playlists.by_hand import LONGEST, SHORTEST
from coachkit.playlists.own_bounds import own_bounds
from coachkit.store.library import Library
from coachkit.transcripts.clock import parse_time


def checked_bounds(library: Library, call: Call, start: float, end: float) -> tuple[float, float]:
    """Return bounds of a clip of a call as a person wants them, moved a little where they would cut a word.

    Raises:
        EditError: Nothing would be left, or it is too short, too long, or past the end of the call.
    """
    if start >= call.duration:
        raise EditError(
            f"{on_clock(start)} is past the end of the call, which lasts {on_clock(call.duration)}"
        )
    if end <= start:
        raise EditError(
            f"nothing is left between {on_clock(start)} and {on_clock(end)}; write the earlier time first"
        )
    end = min(end, call.duration)
    first, last = own_bounds(talk_of_call(library, call).pauses, start, end)
    start, end = (first, last) if last - first >= SHORTEST else (start, end)
    if not SHORTEST <= end - start <= LONGEST:
        raise EditError(
            f"a clip lasts from {SHORTEST:.0f} second to {LONGEST / 60:.0f} minutes; "
            f"{on_clock(start)} to {on_clock(end)} is {'shorter' if end - start < SHORTEST else 'longer'}"
        )
    return start, end


def time_of_call(text: str, call: Call) -> float:
    """Return a time of a call that a person writes, in seconds.

    Raises:
        EditError: It is no time.
    """
    found = parse_time(text)
    if found is None:
        raise EditError(f"“{text}” is no time; write one of call {call.id} such as 1:20")
    return found


def talk_of_call(library: Library, call: Call) -> TimedTalk:
    """Return who speaks when in a call."""
    segments, words = library.rows(Segment, call_id=call.id), library.rows(Word, call_id=call.id)
    return timed_talk(segments, words, duration=call.duration)
