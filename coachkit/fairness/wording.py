"""What comparing a group comes to, in words for a team lead."""

from collections.abc import Iterator
from dataclasses import replace

from coachkit.fairness.results import By, Group
from coachkit.statistics.averages import Estimate
from coachkit.statistics.shares import Share

_LESS = 0.5
"""Where less than this share of a difference is left within the same agents' calls, that is said."""


def say(by: By, group: Group, *, others: Share, other_ends: Share) -> Group:
    """Return `group` with its sentences; the shares are those of all other calls."""
    return replace(group, says=" ".join(_sentences(by, group, others, other_ends)))


def subject(by: By, name: str) -> str:
    """Return whose calls a group holds: `Calls with sound C (poor)`."""
    if by == "agent":
        return f"Calls that {name} took"
    if by == "language":
        return f"Calls in {name}"
    if by == "sound":
        return f"Calls with {name}"
    if by == "length":
        kind, _, cut = name.partition(" (")
        return f"{kind.capitalize()} calls ({cut}"
    if by == "kind":
        return f"Calls of the kind {name}"
    return f"Calls in the {name}"


def points(one: Estimate) -> str:
    """Return a difference without its sign: `9 points (4 to 14)`."""
    turned = one if one.value >= 0 else one.times(-1)
    return f"{turned.value:.0f} points ({turned.low:.0f} to {turned.high:.0f})"


def _sentences(by: By, group: Group, others: Share, other_ends: Share) -> Iterator[str]:
    whose = subject(by, group.name)
    if group.difference is None:
        yield f"{whose}: too few to compare."
        return
    if group.verdict in ("higher", "lower"):
        yield f"{whose} score {points(group.difference.by)} {group.verdict} than the others."
        yield _on_ends(group, other_ends)
    elif group.standing == "off" and group.at_same_end:
        more = "higher" if group.at_same_end.by.value > 0 else "lower"
        yield (
            f"{whose} score as the others do, yet among calls that ended the same way they score "
            f"{points(group.at_same_end.by)} {more}: listen to some before you believe these scores."
        )
    elif group.has_other_labels:
        yield f"{whose} score as the others do, but are not labelled as they are."
    else:
        yield f"{whose}: no clear difference."
    if group.has_other_labels:
        yield f"{_percent(group.good)} of them have the label good, of the others {_percent(others)}."
    if group.is_news:
        yield from _on_agents(by, group)


def _on_ends(group: Group, others: Share) -> str:
    if group.standing == "off" and group.at_same_end:
        more = "higher" if group.at_same_end.by.value > 0 else "lower"
        return (
            f"Calls that ended the same way score {points(group.at_same_end.by)} {more} here too: listen to "
            "some before you believe these scores."
        )
    ends = f"{_of(group.ends)} ended well, of the others {_of(others)}"
    if group.standing == "borne out":
        return f"How they ended differs the same way ({ends}), so the scores may well be right."
    if group.ends_difference is None:
        return (
            "Of too few calls it is known how they ended: rate some without looking at the score, and ask "
            "again."
        )
    return f"How they ended does not show it ({ends}): listen to some before you believe these scores."


def _on_agents(by: By, group: Group) -> Iterator[str]:
    if by == "agent":
        yield "Agents may differ in truth, or be given other calls: this alone says nothing about a person."
    elif group.same_agents is not None and group.difference and group.verdict in ("higher", "lower"):
        left = group.same_agents / group.difference.by.value if group.difference.by.value else 0.0
        if left < _LESS:
            yield "Within the same agents' calls little of it is left: it may be a matter of who took them."
        else:
            yield "It is so within the same agents' calls as well."


def _of(share: Share) -> str:
    return f"{share.held} of {share.calls}"


def _percent(share: Share) -> str:
    return f"{100 * (share.value or 0.0):.0f} %"
