"""What an exchange is about that `went:` asks for: what stands beside it.

`name:zenlane went:good` means the exchange about Zenlane, and no other that the turn happens to be part of.
Beside it is what must be true of the same turn: in the same brackets, or around them. Of several subjects
the exchange may be about any. Moments that nobody replies to (a hold, thanks) are no subject.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from coachkit.query.fields import MOMENTS, REPLIED_TO
from coachkit.query.tree import All, Any, Moment, Named, Node, Not, Somewhere, Subject, Then, Went


def paired(node: Node) -> Node:
    """Return the tree in which every `went:` says what its exchange is about."""
    return _paired(node, ())


def subjects_in(node: Node) -> tuple[Subject, ...]:
    """Return what a turn of which `node` is true has at least one of: names, trackers and moments."""
    return tuple(dict.fromkeys(_subjects(node)))


def is_about(subject: Subject, kind: str, name: str) -> bool:
    """Say whether an exchange (its kind and name) is about a subject."""
    match subject:
        case Named(name=named):
            return kind in ("competitor", "feature") and name == named
        case Moment(kind="competitor" | "feature" as named):
            return kind == named
        case Moment(kind=named):
            return name == named and kind == ("moment" if named in MOMENTS else "tracker")


def _paired(node: Node, beside: tuple[Subject, ...]) -> Node:
    match node:
        case Went():
            return replace(node, about=beside)
        case All(nodes=nodes):
            inside = _each_once((*beside, *_subjects(node)))
            return replace(node, nodes=tuple(_paired(one, inside) for one in nodes))
        case Any(nodes=nodes):
            return replace(node, nodes=tuple(_paired(one, beside) for one in nodes))
        case Not(node=inner):
            return replace(node, node=_paired(inner, beside))
        case Then(first=first, second=second):
            inside = _each_once((*beside, *_subjects(first)))
            return replace(node, first=_paired(first, inside), second=_paired(second, ()))
        case Somewhere(node=inner):
            return replace(node, node=_paired(inner, ()))
    return node


def _each_once(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    return tuple(dict.fromkeys(subjects))


def _subjects(node: Node) -> Iterator[Subject]:
    match node:
        case Named():
            yield node
        case Moment(kind=kind):
            if kind not in MOMENTS or kind in REPLIED_TO or kind in ("competitor", "feature"):
                yield node
        case All(nodes=nodes):
            for one in nodes:
                yield from _subjects(one)
        case Any(nodes=nodes):
            found = [[*_subjects(one)] for one in nodes]
            # where a turn may have none of them, the exchange may be about anything
            if all(found):
                yield from (subject for those in found for subject in those)
        case Then(first=first):
            yield from _subjects(first)
