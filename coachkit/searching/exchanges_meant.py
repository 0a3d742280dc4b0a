"""Which exchanges a query means in the turns that it finds: those about what it names, that went as it asks.

They say why a turn was found by how it went, and which stretch around it is worth playing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from coachkit.models import Verdict
from coachkit.query.fields import MOMENTS
from coachkit.query.pairing import is_about, paired, subjects_in
from coachkit.query.tree import All, Any, Moment, Node, Subject, Then, Went
from coachkit.searching.archive import Archive
from coachkit.store.reading.exchanges import VERDICTS, TurnExchange, exchanges_of_turns, tracked_in_exchanges


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    verdict: Verdict | None
    """None: any."""
    about: tuple[Subject, ...]
    """Any of them; none: anything."""

    def holds(self, one: TurnExchange) -> bool:
        if self.verdict not in (None, one.verdict):
            return False
        return not self.about or any(is_about(subject, one.kind, one.name) for subject in self.about)


def exchanges_meant(
    archive: Archive, node: Node, turns: Iterable[int], *, only_went: bool = False
) -> dict[int, list[TurnExchange]] | None:
    """Return the exchanges that `node` means in each of these turns (by number), the shortest first.

    None where it means none: it asks neither how one went nor, unless `only_went`, for anything that
    exchanges are about. A turn without one is left out.
    """
    meant = _meant(archive, node, only_went=only_went)
    if not meant:
        return None
    found: dict[int, list[TurnExchange]] = {}
    verdicts = {one.verdict for one in meant if one.verdict is not None} or VERDICTS
    held: dict[tuple[str, str, str], bool] = {}  # tens of thousands are about a few dozen things
    for one in exchanges_of_turns(archive.library, turns, verdicts):
        about = one.kind, one.name, one.verdict
        if about not in held:
            held[about] = any(way.holds(one) for way in meant)
        if held[about]:
            found.setdefault(one.turn, []).append(one)
    return found


def _meant(archive: Archive, node: Node, *, only_went: bool) -> list[_Meant]:
    asked = paired(node)
    meant = [_Meant(verdict=one.verdict, about=one.about) for one in _went(asked)]
    if not meant and not only_went and (about := subjects_in(asked)):
        meant = [_Meant(verdict=None, about=about)]
    named = {name for one in meant for name in _trackers(one.about)}
    lacking = named - tracked_in_exchanges(archive.library) if named else named
    # beside a tracker that no exchange is about, any counts, and by itself it means none
    anything = [replace(one, about=()) if _trackers(one.about) & lacking else one for one in meant]
    return [one for one in anything if one.about or one.verdict is not None]


def _trackers(subjects: Iterable[Subject]) -> set[str]:
    return {one.kind for one in subjects if isinstance(one, Moment) and one.kind not in MOMENTS}


def _went(node: Node) -> Iterator[Went]:
    """Yield what is asked of the turn itself, and not denied."""
    match node:
        case Went():
            yield node
        case All(nodes=nodes) | Any(nodes=nodes):
            for one in nodes:
                yield from _went(one)
        case Then(first=first):
            yield from _went(first)
