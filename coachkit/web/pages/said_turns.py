"""What is said in a stretch, turn by turn, as pages show it beside the sound."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from coachkit.models import Role, Segment

_SPEAKERS: Mapping[Role, str] = {"agent": "Agent", "customer": "Customer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """What somebody says without a long pause; times are seconds of the call."""

    start: float
    end: float
    text: str
    is_quoted: bool
    """Whether it is what shows how it went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidTurn:
    """What somebody says until somebody else speaks."""

    role: Role
    speaker: str
    lines: tuple[SaidLine, ...]
    is_outside: bool = False
    """Whether it is before or after what is played."""


def turns_of(
    lines: Iterable[Segment],
    *,
    quoted: tuple[float, float] | None = None,
    is_outside: bool = False,
    is_named: bool = True,
) -> tuple[SaidTurn, ...]:
    """Return lines as turns; those whose middle is in `quoted` (start, end) are marked.

    Without `is_named`, speakers are an agent and a customer.
    """
    return tuple(
        SaidTurn(
            role=role,
            speaker=(speaker if is_named else "") or _SPEAKERS.get(role, "Somebody"),
            lines=tuple(
                SaidLine(start=one.start, end=one.end, text=one.text, is_quoted=_is_within(one, quoted))
                for one in said
            ),
            is_outside=is_outside,
        )
        for (role, speaker), said in groupby(lines, key=lambda one: (one.role, one.speaker))
    )


def _is_within(line: Segment, span: tuple[float, float] | None) -> bool:
    return span is not None and span[0] <= (line.start + line.end) / 2 <= span[1]
