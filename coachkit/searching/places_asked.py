"""Every place that a query asks for, in no order of merit: what lists are filled from, and why one is empty.

A search shows what fits best; here nothing is ranked, nothing read to be shown, and all words must be said in
one turn. A query that asks nothing of a turn (`agent:jana score:<50`) asks for whole calls.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coachkit.errors import QueryError
from coachkit.query.explain import explain
from coachkit.query.of_calls import conditions_on_calls
from coachkit.query.parse import parse
from coachkit.query.pointing import Misread, pointed
from coachkit.query.resolve import resolve
from coachkit.query.to_sql import asks_calls, plan
from coachkit.query.tree import All, Node, Not, OfCall, Value
from coachkit.query.unparse import unparse
from coachkit.searching.archive import Archive
from coachkit.searching.exchanges_meant import exchanges_meant
from coachkit.store.reading.retrieval import FEW_CALLS, TurnTimes, newest_turns, times_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesAsked:
    """What a query asks for: turns, or whole calls."""

    calls: tuple[str, ...]
    """Ids of all calls that have a place, or that are asked for, the newest first."""
    turns: tuple[TurnTimes, ...] | None
    """The newest call first, each in order of time; None where whole calls are asked for."""
    exchanges: frozenset[tuple[str, int]] | None = None
    """(call id, `Exchange.n`) of those in these turns about what the query names, that went as it asks.

    None where it neither names what exchanges are about nor asks how one went: then any may be meant.
    """

    @property
    def count(self) -> int:
        """How many turns there are, or how many calls where whole calls are asked for."""
        return len(self.calls) if self.turns is None else len(self.turns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """One condition of a query, and what it leaves of what those before it had found."""

    written: str
    """In the query language."""
    said: str
    """In plain words, without a full stop: `where Zenlane is named`."""
    alone: int
    """How many places (turns, or calls where whole calls are asked for) there are with it alone."""
    before: int
    """How many the conditions before it leave; of the first one, all that there are."""
    left: int
    """How many are left with it."""

    @property
    def removed(self) -> int:
        """How many it takes away from what those before it had left."""
        return self.before - self.left


def read_asked(archive: Archive, text: str) -> Node:
    """Return what a query means in this library.

    Raises:
        QueryError: It cannot be understood, names what is not there, or asks for nothing, or for playlists:
            a list that is filled from lists would depend on which is filled first.
    """
    query = parse(text)
    if query.node is None:
        raise QueryError(f"there is nothing to look for in “{query.text.strip()}”")
    for one in conditions_on_calls(query.node):
        if one.field == "playlist":
            what = "a list is filled from calls, not from other lists; leave playlist: out"
            raise pointed(Misread(what, one.at), query.text)
    return resolve(query.node, archive.known_names(query.node), today=archive.today(), text=query.text)


def places_asked(archive: Archive, node: Node, *, among: Collection[str] | None = None) -> PlacesAsked:
    """Return all places that `node` (from `read_asked`) asks for; `among`: only those in these calls."""
    if asks_calls(node):
        return PlacesAsked(calls=tuple(_calls(archive, _among(node, among))), turns=None)
    return places_of(archive, node, _numbers(archive, node, among))


def turns_asked(archive: Archive, node: Node) -> list[int] | None:
    """Return the numbers of all turns that `node` asks for, the newest first; None: it asks for calls."""
    return None if asks_calls(node) else _numbers(archive, node)


def places_of(archive: Archive, node: Node, numbers: Sequence[int]) -> PlacesAsked:
    """Return the places that these turns are, of those that `node` asks for."""
    turns = times_of(archive.library, numbers)
    meant = exchanges_meant(archive, node, numbers)
    return PlacesAsked(
        calls=tuple(dict.fromkeys(one.call_id for one in turns)),
        turns=tuple(turns),
        exchanges=None
        if meant is None
        else frozenset((one.call_id, one.n) for those in meant.values() for one in those),
    )


def what_narrows(archive: Archive, node: Node) -> list[Narrowing]:
    """Return the conditions side by side in a query, each with what it removes.

    Those that say what is looked for come before those that leave something out, and both before conditions
    on calls: who asks why there is nothing wants to see where the places went.
    """
    parts = node.nodes if isinstance(node, All) else (node,)
    is_of_calls = asks_calls(node)
    ordered = sorted(parts, key=lambda one: (asks_calls(one), isinstance(one, Not)))
    left = archive.calls if is_of_calls else archive.turns
    found = []
    for n, part in enumerate(ordered):
        before = left
        left = _count(archive, ordered[: n + 1], is_of_calls=is_of_calls)
        found.append(
            Narrowing(
                written=unparse(part),
                said=explain(part).removeprefix("anything, "),
                alone=left if n == 0 else _count(archive, [part], is_of_calls=is_of_calls),
                before=before,
                left=left,
            )
        )
    return found


def _count(archive: Archive, parts: Sequence[Node], *, is_of_calls: bool) -> int:
    node = All(nodes=tuple(parts))
    return len(_calls(archive, node) if is_of_calls else _numbers(archive, node))


def _numbers(archive: Archive, node: Node, among: Collection[str] | None = None) -> list[int]:
    is_narrowed = among is not None and len(among) <= FEW_CALLS
    parts = plan(_among(node, among), archive.vocabulary, is_narrowed=is_narrowed, reads_all=True)
    calls = None if parts.calls is None else archive.calls_that(parts.calls)
    return newest_turns(archive.library, match=parts.match, where=parts.where, calls=calls)


def _calls(archive: Archive, node: Node) -> list[str]:
    return [one.call_id for one in archive.calls_that(plan(node, archive.vocabulary).calls)]


def _among(node: Node, among: Collection[str] | None) -> Node:
    """Return that the call is one of `among` as well; None: any."""
    if among is None:
        return node
    return All(nodes=(OfCall(field="call", values=tuple(Value(text=one) for one in sorted(among))), node))
