"""Two strengths and one focus, of all that was weighed; or none, where nothing stands out."""

from collections.abc import Iterator, Sequence

from coachkit.preparing.weighing import LEAST_APART, Basis, Weighed

STRENGTHS = 2
OFTEN = 0.25
"""A thing that goes badly on fewer of the calls is no focus, however well it goes with colleagues."""
_LEAST_BADLY = 3
"""Nor one that went badly on fewer calls than this."""
_ORDER: tuple[Basis, ...] = ("colleagues", "before", "target")


def choose_strengths(weighed: Sequence[Weighed], *, most: int = STRENGTHS) -> list[Weighed]:
    """Return what goes better than with colleagues (or than before), then what goes well as a rule.

    Only what is beyond chance is a strength, and each thing is one only once. What goes well as a rule is
    none where it goes better with colleagues.
    """
    better = {one.aspect.on for one in weighed if one.basis == "colleagues" and one.apart <= -LEAST_APART}
    found: list[Weighed] = []
    for one in sorted(filter(_is_strength, weighed), key=_place):
        if one.basis == "target" and one.aspect.on in better:
            continue
        if all(one.aspect.on != other.aspect.on for other in found):
            found.append(one)
    return found[:most]


def choose_focus(weighed: Sequence[Weighed]) -> Weighed | None:
    """Return the one thing to work on: what differs most from colleagues, else from what is good.

    It goes badly often enough, and less well than there beyond chance. A figure that is out of its range as a
    rule is one only where it is so with colleagues less often: else it is a matter for all of them. Lines of
    the score card, and replies, are held against half of the calls only where there are no colleagues.
    """
    return min(_focuses(weighed), key=_place, default=None)


def _is_strength(one: Weighed) -> bool:
    return one.is_claimed and one.apart > 0


def _focuses(weighed: Sequence[Weighed]) -> Iterator[Weighed]:
    for_all = {one.aspect.on for one in weighed if one.basis == "colleagues" and one.apart > -LEAST_APART}
    for one in weighed:
        badly = one.here.calls - one.here.held
        if not one.is_claimed or one.apart >= 0 or badly < _LEAST_BADLY or badly < OFTEN * one.here.calls:
            continue
        is_shared = one.aspect.kind != "metric" or one.aspect.on in for_all
        if one.basis == "target" and one.colleagues.calls and is_shared:
            continue
        yield one


def _place(one: Weighed) -> tuple[object, ...]:
    return (_ORDER.index(one.basis), -abs(one.apart) * (0.5 + one.aspect.importance / 2), one.aspect.on)
