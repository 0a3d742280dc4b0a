"""Clips of one list that overlap become one: nobody wants to hear the same seconds twice."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from coachkit.models import Verdict

if TYPE_CHECKING:
    from dataclasses import Field


class _Playable(Protocol):
    """A stretch of a call that may be played, such as a highlight."""

    __dataclass_fields__: ClassVar[dict[str, "Field[Any]"]]

    @property
    def call_id(self) -> str: ...
    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...
    @property
    def verdict(self) -> Verdict: ...
    @property
    def moments(self) -> tuple[str, ...]: ...


P = TypeVar("P", bound=_Playable)


def merge_overlapping(stretches: Iterable[P], *, max_seconds: float) -> list[P]:
    """Return stretches, best first, so that no two of a call overlap.

    Of those that overlap and went alike, the first keeps its reason, score and quote, and is widened to show
    the others too; one with which it would last more than `max_seconds`, or that went otherwise, is left out.
    """
    kept: dict[str, list[P]] = {}
    order: list[tuple[str, int]] = []
    for one in stretches:
        own = kept.setdefault(one.call_id, [])
        met = [n for n, other in enumerate(own) if other.start < one.end and one.start < other.end]
        if not met:
            order.append((one.call_id, len(own)))
            own.append(one)
        elif len(met) == 1 and own[met[0]].verdict == one.verdict:
            joined = _joined(own[met[0]], one)
            if joined.end - joined.start <= max_seconds:
                own[met[0]] = joined
    return [kept[call_id][n] for call_id, n in order]


def _joined(better: P, other: P) -> P:
    first, second = sorted((better, other), key=lambda one: (one.start, one.end))
    return replace(
        better,
        start=first.start,
        end=max(first.end, second.end),
        moments=tuple(dict.fromkeys((*first.moments, *second.moments))),
    )
