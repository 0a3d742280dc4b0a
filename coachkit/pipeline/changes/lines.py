"""Which line of a call a person means: by the time that is shown beside it, or by its number."""

from collections.abc import Sequence

from coachkit.errors import EditError
from coachkit.models import Segment
from coachkit.transcripts.clock import parse_time

MOST_SHOWN = 5
MOST_LETTERS = 40


def find_line(segments: Sequence[Segment], at: str) -> Segment:
    """Return the line at a time (`1:23`, `1:02:03`, `1:23.5`), or with a number (`12`, `Segment.n`).

    A time is first looked for among those at which lines begin, to the second, as they are shown; else
    it is the line that is being said then.

    Raises:
        EditError: No line is there, or several are; says which come near, with their numbers.
    """
    if not segments:
        raise EditError("the call has no transcript yet; `coachkit build` makes it")
    number = at.strip().removeprefix("#")
    if number.isascii() and number.isdigit():
        return _numbered(segments, int(number))
    wanted = parse_time(at)
    if wanted is None:
        raise EditError(f"“{at}” is neither a time such as 1:23 nor the number of a line such as 12")
    begin = [s for s in segments if int(s.start) == wanted]
    said = [s for s in segments if s.start <= wanted < s.end]
    found = begin or said
    if len(found) == 1:
        return found[0]
    if found:
        lines = "; ".join(map(_shown, found[:MOST_SHOWN]))
        raise EditError(f"several lines are at {at}: {lines}. Name one by its number")
    near = min(segments, key=lambda s: (min(abs(s.start - wanted), abs(s.end - wanted)), s.n))
    raise EditError(f"nobody speaks at {at}; the nearest line is {_shown(near)}")


def _numbered(segments: Sequence[Segment], number: int) -> Segment:
    found = next((s for s in segments if s.n == number), None)
    if found is None:
        last = max(s.n for s in segments)
        raise EditError(
            f"there is no line {number}; they are numbered 0 to {last}. A time has a colon, as in 1:23"
        )
    return found


def _shown(segment: Segment) -> str:
    text = segment.text
    short = text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1].rstrip() + "…"
    return f"{segment.n} ({segment.speaker}) “{short}”"
