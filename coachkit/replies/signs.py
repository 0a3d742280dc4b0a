"""Signs: the phrases of a turn that tell how a reply is taken, and which of them decides.

One sentence often holds words for and against: “I wouldn't count on that”, “not bad at all”, “I thought
you'd say no”. What begins first, or is longer, holds the others: a way of saying no is written as a whole.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from coachkit.models import ReactionKind

SIGNS: Mapping[str, tuple[ReactionKind, float]] = {
    "acceptance": ("acceptance", 0.5),
    "customer_accepts": ("acceptance", 0.5),
    "agreement": ("agreement", 0.5),
    "thanks": ("thanks", 0.25),
    "rejection": ("rejection", -0.5),
    "customer_rejects": ("rejection", -0.5),
    "repeat": ("repeat", -0.5),
    "escalation": ("escalation", -0.8),
}
"""What each list of phrases says of a reaction, and how much (-1 to 1); `thanks` alone counts half."""
Span = tuple[int, int]
"""(first word, end) of a phrase in a turn."""
Sign = tuple[int, int, str]
"""(first word, end, list) of a phrase."""
Told = ReactionKind | Literal["unclear"] | None
"""“unclear” where only polite words are said; None where there is no sign."""
Places = Callable[[str], Sequence[Span]]
"""Where the phrases of a list stand in a turn."""


def signs_in(places: Places) -> list[Sign]:
    """Return the phrases of a turn in order; polite words take away the thanks and the yes they overlap."""
    found = [(a, b, name) for name in SIGNS for a, b in places(name)]
    polite = [(a, b, "courtesy") for a, b in places("courtesy")]
    supposed, denied = places("supposed"), places("asked_or_denied")
    kept = [
        sign
        for sign in found
        if not _is_held(sign, found)
        and not any(_follows(sign, span, gap=1) for span in supposed)
        and (_is_against(sign) or not _is_denied(sign, denied, polite))
    ]
    # where two lists hold the same words, the finer one decides
    return sorted((*kept, *polite), key=lambda one: (one[0], not one[2].startswith("customer_"), one))


def decisive(signs: Sequence[Sign], *, is_closing: bool) -> tuple[Told, float]:
    """Return the sign that a turn's reaction goes by, with its points; None where there is none.

    The last strong one decides: “I was about to cancel, but that works” is good, “brilliant, so nobody
    knows” is not. Thanks count where nothing strong is said, and not in a goodbye.
    """
    strong = [(name, *SIGNS[name]) for _, _, name in signs if name not in ("thanks", "courtesy")]
    names = {name for _, _, name in signs}
    if not strong:
        if "courtesy" in names or ("thanks" in names and is_closing):
            return "unclear", 0.0
        return SIGNS["thanks"] if "thanks" in names else (None, 0.0)
    _, kind, points = strong[-1]
    negative = [points for _, _, points in strong if points < 0]
    if points > 0:
        is_polite = any(name == "courtesy" for _, _, name in signs[-1:])
        return kind, points / 2 if negative or is_polite else points
    worst = min(strong, key=lambda one: one[2])
    return worst[1], worst[2]


def _is_against(sign: Sign) -> bool:
    return SIGNS[sign[2]][1] < 0


def _is_held(sign: Sign, found: Sequence[Sign]) -> bool:
    """Say whether words of the other meaning, begun before or longer, overlap it."""
    first, end, _ = sign
    return any(
        _is_against(sign) != _is_against(other)
        and other[0] < end
        and first < other[1]
        and (other[0], -other[1]) < (first, -end)
        for other in found
    )


def _follows(sign: Sign, span: Span, *, gap: int) -> bool:
    """Say whether a sign begins within a span, but not before it, or within `gap` words after it."""
    return span[0] <= sign[0] <= span[1] + gap


def _is_denied(sign: Sign, denied: Sequence[Span], polite: Sequence[Sign]) -> bool:
    # “can't complain” is itself for the reply, so words that begin with the no are not denied by it
    is_denied = any(span[0] < sign[0] and _follows(sign, span, gap=0) for span in denied)
    return is_denied or any(a < sign[1] and sign[0] < b for a, b, _ in polite)
