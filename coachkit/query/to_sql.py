"""A tree as SQL: a condition on rows of `turns`, or of `calls` where it asks nothing of a turn.

Words are looked up in the full-text index, all of a conjunction in one expression. What a query says is
handed over as parameters only; the SQL itself is made of constants. The predicate (`predicate.py`) says the
same of one call; what the nodes mean in detail is written there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from coachkit.models.kinds import RANGE_BITS
from coachkit.query.call_sql import TRACKER_HITS, calls_sql
from coachkit.query.fields import MOMENTS
from coachkit.query.full_text import NOTHING, FullText
from coachkit.query.tree import (
    All,
    Any,
    Moment,
    Named,
    Node,
    Not,
    OfCall,
    Position,
    SaidBy,
    Somewhere,
    Then,
)
from coachkit.query.wording import Vocabulary

# what is found in lines, as tables with a condition on their rows `h`; {} is the name
_Finds: TypeAlias = tuple[tuple[str, str], ...]
_MOMENTS: Mapping[str, _Finds] = {
    "competitor": (("mentions", "h.kind = 'competitor'"),),
    "feature": (("mentions", "h.kind = 'feature'"),),
}
_OF_KIND: _Finds = (("moments", "h.kind = {}"),)
_NAMED: _Finds = (("mentions", "h.name = {} and h.kind in ('competitor', 'feature')"),)
_TRACKED: _Finds = tuple((table, f"h.tracker = {{}} and {counts}") for table, counts in TRACKER_HITS)
_REACH = 8 << RANGE_BITS
"""The turns of a call have numbers that lie nearer to each other than this."""
_ANY_TURN = All(nodes=())
# what turns are counted for when they are indexed
_COUNTS: Mapping[str, str] = {"question": "questions"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sql:
    """A condition, with the values that its named parameters stand for."""

    text: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    cut: tuple[str, ...] = ()
    """Words of the query of which only the commonest forms are looked for: `a*` begins too many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A query in three parts, all of which must hold: for reading turns from the newest on."""

    match: str | None
    """For the full-text index of turns; None where no word narrows the search."""
    where: Sql | None
    """On rows `t` of `turns`."""
    calls: Sql | None
    """On rows `c` of `calls`."""
    cut: tuple[str, ...] = ()
    """As `Sql.cut`, of all parts."""


def turns_where(node: Node, vocabulary: Vocabulary, *, is_narrowed: bool = False) -> Sql:
    """Return a condition on rows `t` of `turns`; `is_narrowed`: only a few thousand are asked."""
    writer = _Writer(full_text=FullText(vocabulary=vocabulary))
    return writer.sql(writer.of_turn(node, "t", is_narrowed=is_narrowed))


def calls_where(node: Node, vocabulary: Vocabulary) -> Sql:
    """Return a condition on rows `c` of `calls`; what is asked of a turn must hold somewhere in the call."""
    writer = _Writer(full_text=FullText(vocabulary=vocabulary))
    return writer.sql(writer.of_call(node if asks_calls(node) else Somewhere(node=node), "c.id"))


def plan(node: Node, vocabulary: Vocabulary, *, is_narrowed: bool = False) -> Plan:
    """Return what the index, the turns and the calls are asked: together the same as `turns_where`."""
    writer = _Writer(full_text=FullText(vocabulary=vocabulary))
    parts = _conjunction(node)
    on_calls = [one for one in parts if asks_calls(one)]
    match, rest = writer.split([one for one in parts if not asks_calls(one)])
    where = [writer.of_turn(one, "t", is_narrowed=is_narrowed or match is not None) for one in rest]
    if match == NOTHING:
        match, where = None, ["0"]
    calls = writer.of_call(All(nodes=tuple(on_calls)), "c.id") if on_calls else None
    return Plan(
        match=match,
        where=writer.sql(_and(where)) if where else None,
        calls=writer.sql(calls) if calls else None,
        cut=tuple(writer.full_text.cut),
    )


def asks_calls(node: Node) -> bool:
    """Say whether a node is the same for all turns of a call."""
    match node:
        case OfCall() | Somewhere():
            return True
        case Not(node=inner):
            return asks_calls(inner)
        case All(nodes=nodes) | Any(nodes=nodes):
            return all(map(asks_calls, nodes))
    return False


@dataclass(slots=True, kw_only=True)
class _Writer:
    """Writes conditions; every value becomes a parameter, every turn that is looked for an alias."""

    full_text: FullText
    parameters: dict[str, object] = field(default_factory=dict)
    aliases: int = 0
    run_through: set[str] = field(default_factory=set)
    """Aliases of turns that are looked at one after the other, whatever else narrows them."""

    def sql(self, text: str) -> Sql:
        return Sql(text=text, parameters=dict(self.parameters), cut=tuple(self.full_text.cut))

    def bind(self, value: object) -> str:
        name = f"q{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def split(self, nodes: Sequence[Node]) -> tuple[str | None, list[Node]]:
        """Return the one expression for all that the full-text index can tell, and the other nodes."""
        told = [one for one in nodes if self.full_text.can_tell(one)]
        match = self.full_text.all_of(told)
        return match, [one for one in nodes if match is None or one not in told]

    def of_turn(self, node: Node, t: str, *, is_narrowed: bool = False) -> str:
        """Return the condition on rows `t`; `is_narrowed`: few rows are left when it is looked at."""
        match node:
            case All():
                match, rest = self.split(_conjunction(node))
                narrowed = is_narrowed or match is not None
                found = [self._indexed(match, t)] if match is not None else []
                return _and([*found, *(self.of_turn(one, t, is_narrowed=narrowed) for one in rest)])
            case Any(nodes=nodes):
                return self._any(nodes, t, is_narrowed=is_narrowed)
            case Not(node=inner):
                return f"not ({self.of_turn(inner, t, is_narrowed=is_narrowed)})"
            case OfCall() | Somewhere():
                return self.of_call(node, f"{t}.call_id")
            case Then(first=first) if first != _ANY_TURN:
                return self.of_turn(All(nodes=(node,)), t, is_narrowed=is_narrowed)
            case Then():
                return self._then(node, t, is_narrowed=is_narrowed)
            case SaidBy(role=role):
                return f"{t}.role = {self.bind(role)}"
            case Position():
                return self._position(node, t)
            case Named(name=name):
                return self._found(_NAMED, t, name=name, is_narrowed=is_narrowed)
            case Moment(kind=kind):
                if kind in _COUNTS:
                    return f"{t}.{_COUNTS[kind]} > 0"
                if kind in MOMENTS and kind not in _MOMENTS:
                    return self._happens(kind, t, is_narrowed=is_narrowed)
                return self._found(_MOMENTS.get(kind, _TRACKED), t, name=kind, is_narrowed=is_narrowed)
        return self._indexed(self.full_text.expression(node) or NOTHING, t)

    def of_call(self, node: Node, call: str) -> str:
        """Return the condition on the call whose id the SQL `call` is; `node` asks nothing of a turn."""
        match node:
            case All(nodes=nodes):
                return _and([self.of_call(one, call) for one in nodes])
            case Any(nodes=nodes):
                return _or([self.of_call(one, call) for one in nodes])
            case Not(node=inner):
                return f"not ({self.of_call(inner, call)})"
            case Somewhere(node=inner):
                return self._somewhere(inner, call)
            case OfCall():
                return f"{call} in ({calls_sql(node, self.bind)})"
        raise TypeError(f"{type(node).__name__} asks something of a turn")

    def _somewhere(self, node: Node, call: str) -> str:
        """Return that a turn of the call is so; of words alone, each call in the index is looked up once."""
        u = self._alias()
        match, rest = self.split(_conjunction(node))
        if rest or not match:
            return f"{call} in (select {u}.call_id from turns {u} where {self.of_turn(node, u)})"
        return f"""{call} in (select (select call_id from turns where id >= {u}.key << {RANGE_BITS}
            order by id limit 1) from (select distinct rowid >> {RANGE_BITS} as key from turn_index
            where turn_index match {self.bind(match)}) {u})"""

    def _any(self, nodes: Sequence[Node], t: str, *, is_narrowed: bool) -> str:
        told = [(one, self.full_text.expression(one)) for one in nodes]
        match = self.full_text.expression(Any(nodes=tuple(one for one, part in told if part is not None)))
        rest = [one for one, part in told if part is None]
        found = [self._indexed(match, t)] if match else []
        return _or([*found, *(self.of_turn(one, t, is_narrowed=is_narrowed) for one in rest)])

    def _then(self, node: Then, t: str, *, is_narrowed: bool) -> str:
        """Return that a turn is followed by one of which `node.second` is true.

        The turns that follow are run through by their numbers: each + keeps SQLite from another way.
        """
        u = self._alias()
        self.run_through.add(u)
        second = self.of_turn(node.second, u, is_narrowed=is_narrowed)
        within = "" if node.seconds is None else f'and {u}.start <= {t}."end" + {self.bind(node.seconds)}'
        return f"""exists (select 1 from turns {u}
            where {u}.id > {t}.id and {u}.id < {t}.id + {_REACH} and +{u}.call_id = {t}.call_id
            {within} and ({second}))"""

    def _position(self, node: Position, t: str) -> str:
        length = f"(select duration from calls where id = {t}.call_id)"
        amount = self.bind(float(node.amount))
        if node.unit == "%":
            amount = f"{amount} * {length} / 100.0"
        if node.end == "first":
            return f"{t}.start < {amount}"
        return f"{t}.start >= {length} - {amount}"

    def _found(self, finds: _Finds, t: str, *, name: str, is_narrowed: bool) -> str:
        """Return that a turn holds a line in which something is found.

        Where few turns are looked at, each is asked what is found in its call; else all that is found is
        asked for its turn: the last that begins at or before the line, and holds it.
        """
        named = self.bind(name)
        tables = [(table, condition.format(named)) for table, condition in finds]
        if is_narrowed:
            # the + keeps SQLite from running through all that has the name, for every turn
            return _or(
                [
                    f"""exists (select 1 from {table} h where h.call_id = {t}.call_id
                    and {_holds(t, "h.segment")} and {condition.replace("h.name =", "+h.name =")})"""
                    for table, condition in tables
                ]
            )
        u = self._alias()
        every = " union all ".join(
            f"select h.call_id, h.segment from {table} h where {condition}" for table, condition in tables
        )
        number = f"+{t}.id" if t in self.run_through else f"{t}.id"
        return f"""{number} in (select turn from (select (select {u}.id from turns {u}
            where {u}.call_id = f.call_id and {u}.first_segment <= f.segment and {_holds(u, "f.segment")}
            order by {u}.first_segment desc limit 1) as turn from ({every}) f) where turn is not null)"""

    def _happens(self, kind: str, t: str, *, is_narrowed: bool) -> str:
        """Return that a moment is in a turn; a silent one is in the turn that began last before it."""
        said = self._found(_OF_KIND, t, name=kind, is_narrowed=is_narrowed)
        u, named = self._alias(), self.bind(kind)
        before = f"""(select max({u}.id) from turns {u}
            where {u}.call_id = h.call_id and {u}.start <= h.start)"""
        silent = f"h.kind = {named} and h.segment is null"
        if is_narrowed:
            unsaid = f"""exists (select 1 from moments h
                where h.call_id = {t}.call_id and {silent} and {t}.id = {before})"""
        else:
            number = f"+{t}.id" if t in self.run_through else f"{t}.id"
            unsaid = f"""{number} in (select turn from
                (select {before} as turn from moments h where {silent}) where turn is not null)"""
        return _or([said, unsaid])

    def _indexed(self, match: str, t: str) -> str:
        if match == NOTHING:
            return "0"
        number = f"+{t}.id" if t in self.run_through else f"{t}.id"
        return f"{number} in (select rowid from turn_index where turn_index match {self.bind(match)})"

    def _alias(self) -> str:
        self.aliases += 1
        return f"t{self.aliases}"


def _holds(t: str, segment: str) -> str:
    """Return that a segment is in a turn; most turns are one segment, or two."""
    return f"""({segment} = {t}.first_segment or {segment} = {t}.last_segment
        or ({segment} between {t}.first_segment and {t}.last_segment
        and {segment} in (select value from json_each({t}.segments))))"""


def _conjunction(node: Node) -> list[Node]:
    """Return nodes that are all true where `node` is, as many as there are."""
    match node:
        case All(nodes=nodes):
            return [part for one in nodes for part in _conjunction(one)]
        case Then(first=first) if first != _ANY_TURN:
            return [*_conjunction(first), replace(node, first=_ANY_TURN)]
    return [node]


def _and(conditions: Sequence[str]) -> str:
    return " and ".join(f"({one})" for one in conditions) or "1"


def _or(conditions: Sequence[str]) -> str:
    return " or ".join(f"({one})" for one in conditions) or "0"
