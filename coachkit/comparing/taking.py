"""How customers took replies, and which reply was taken better."""

from coachkit.comparing.moves import Move
from coachkit.models import Verdict
from coachkit.searching.replies import Replied, replied_to_lines
from coachkit.searching.results import Reception
from coachkit.store.library import Library

CLEARLY = 0.3
"""By so much (of -1 to 1) the customer's words after a reply must be warmer where the verdict is the same."""
_RANK: dict[Verdict, int] = {"bad": 0, "neutral": 1, "good": 2}
_TAKEN: dict[Verdict, str] = {"good": "well", "neutral": "without a clear reaction", "bad": "badly"}


def replied(library: Library, call_id: str, move: Move) -> Replied | None:
    """Return what the agent says to a customer's move, and how that is taken."""
    last = move.customer[-1]
    return replied_to_lines(library, call_id, last.segments, start=last.end)


def better_taken(other: Reception, than: Reception) -> str | None:
    """Return why one reply was taken better than another; None where it was not, or nobody can tell."""
    if other.verdict is None or than.verdict is None:
        return None
    step = _RANK[other.verdict] - _RANK[than.verdict]
    if step > 0:
        return f"the customer takes the reply {_TAKEN[other.verdict]}, here {_TAKEN[than.verdict]}"
    if step == 0 and other.balance - than.balance >= CLEARLY:
        return f"the customer's words after it are warmer ({other.balance:+.1f} against {than.balance:+.1f})"
    return None
