"""Rules in the query language: what must or must not be said, and in which order."""

from dataclasses import replace

from coachkit.query.call_view import CallView, TurnView
from coachkit.query.predicate import holds
from coachkit.query.to_sql import asks_calls
from coachkit.query.tree import All, Node, Position, SaidBy, Speaker, Then
from coachkit.scorecards.card import Line
from coachkit.scorecards.evidence import Evidence, Finding, nobody, share_for, unread

_NO_TURN = TurnView(n=0, role="unknown", start=0.0, end=0.0, words=(), lemmas=())


def is_so(node: Node, view: CallView) -> bool:
    """Say whether a condition on calls is true of a call, be anything said in it or not."""
    return bool(holds(node, view if view.turns else replace(view, turns=(_NO_TURN,))))


def query(line: Line, evidence: Evidence) -> Finding:
    """Give the points where as many turns as asked fit a query, less those that fit `unless`."""
    node = line.nodes["find"]
    if asks_calls(node):
        return Finding(share=share_for(int(is_so(node, evidence.view)), line.written))
    found = _turns(node, evidence)
    if "unless" in line.nodes:
        but = {turn.n for turn in _turns(line.nodes["unless"], evidence)}
        found = [turn for turn in found if turn.n not in but]
    where = _turns(_narrowing(node), evidence)
    if not where:
        return nobody(_role_in(node))
    if not found and (other := _unread(where, evidence)):
        return other
    shown = found[0] if found else where[-1]
    times = "" if len(found) < 2 else f"{len(found)} times"
    share = share_for(len(found), line.written)
    place = evidence.words_of(shown)
    return Finding(share=share, detail=times, place=place, is_found=bool(found))


def order(line: Line, evidence: Evidence) -> Finding:
    """Give the points where the first turn that fits `then` comes after one that fits `first`."""
    later = _turns(line.nodes["then"], evidence)
    if not later:
        where = _turns(_narrowing(line.nodes["then"]), evidence)
        other = _unread(where, evidence) if where else nobody(_role_in(line.nodes["then"]))
        return other or Finding(share=None, detail="what should come second does not come")
    target = later[0]
    within = line.written.within
    before = [
        turn
        for turn in _turns(line.nodes["first"], evidence)
        if turn.n < target.n and (within is None or target.start <= turn.end + within)
    ]
    if before:
        return Finding(share=1.0, place=evidence.words_of(before[-1]))
    return Finding(share=0.0, detail="nothing of it comes before", place=evidence.words_of(target))


def _turns(node: Node, evidence: Evidence) -> list[TurnView]:
    by_n = {turn.n: turn for turn in evidence.view.turns}
    return [by_n[n] for n in holds(node, evidence.view)]


def _narrowing(node: Node) -> Node:
    """Return what a query says of where to look: who speaks, and in which part of the call."""
    match node:
        case SaidBy() | Speaker() | Position():
            return node
        case All(nodes=nodes):
            return All(nodes=tuple(_narrowing(one) for one in nodes))
        case Then(first=first):
            return _narrowing(first)
    return All(nodes=())


def _role_in(node: Node) -> str | None:
    match node:
        case SaidBy(role=role):
            return role
        case All(nodes=nodes):
            return next((side for one in nodes if (side := _role_in(one))), None)
        case Then(first=first):
            return _role_in(first)
    return None


def _unread(turns: list[TurnView], evidence: Evidence) -> Finding | None:
    inside = [
        s for s in evidence.segments if any(t.role == s.role and t.start <= s.start <= t.end for t in turns)
    ]
    return unread(inside)
