"""When nobody speaks: dead air, silence, and how long the agent waits before speaking."""

import itertools
from statistics import median

from coachkit.conversation import DEAD_AIR, silent_spans
from coachkit.measuring.figure import Figure, Figures, ratio
from coachkit.measuring.speaking import NO_LENGTH
from coachkit.measuring.talk import Talk

NO_ANSWERS = "the agent never speaks right after the customer"


def silence_figures(talk: Talk) -> Figures:
    """Return dead air and silence; what lies aside (hold music, menus) is neither."""
    silences = silences_in(talk)
    lengths = [round(end - start, 3) for start, end in silences]
    dead = [length for length in lengths if length >= DEAD_AIR]
    longest = max(silences, key=lambda span: (span[1] - span[0], -span[0]), default=None)
    return {
        "dead_air_count": Figure(value=float(len(dead))),
        "dead_air_seconds": Figure(value=sum(dead)),
        "dead_air_share": ratio(sum(dead), talk.duration, reason=NO_LENGTH),
        "longest_silence": Figure(
            value=max(lengths, default=0.0),
            start=longest[0] if longest else None,
            end=longest[1] if longest else None,
        ),
        "silence_share": ratio(sum(lengths), talk.seconds, reason=NO_LENGTH),
    }


def silences_in(talk: Talk) -> list[tuple[float, float]]:
    """Return the stretches of the conversation in which nobody speaks, in order."""
    return silent_spans(((one.start, one.end) for one in talk.segments), talk.aside, end=talk.end)


def patience_figure(talk: Talk) -> Figures:
    """Return the median gap between the customer's turn and the agent's next; hold is left out."""
    gaps = [
        max(b.start - a.end, 0.0)
        for a, b in itertools.pairwise(talk.turns)
        if a.role == "customer"
        and b.role == "agent"
        and not any(a.end <= start < b.start for start, _ in talk.aside)
    ]
    return {"patience": Figure(value=median(gaps)) if gaps else Figure(value=None, reason=NO_ANSWERS)}
