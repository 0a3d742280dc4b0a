"""A tree as SQL: a condition on rows of `turns`, or of `calls` where it asks nothing of a turn.

Words are looked up in the full-text index, all of a conjunction in one expression. What a query says is
handed over as parameters only; the SQL itself is made of constants. The predicate (`predicate.py`) says the
same of one call; what the nodes mean in detail is written there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coachkit.models.kinds import RANGE_BITS
from coachkit.query.call_sql import calls_sql
from coachkit.query.finds_sql import Bound, and_, or_, subject_sql, went_sql
from coachkit.query.full_text import NOTHING, FullText
from coachkit.query.pairing import paired
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
    Went,
)
from coachkit.query.wording import Vocabulary

_REACH = 8 << RANGE_BITS
"""The turns of a call have numbers that lie nearer to each other than this."""
_ANY_TURN = All(nodes=())


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
    return writer.sql(writer.of_turn(paired(node), "t", is_narrowed=is_narrowed))


def calls_where(node: Node, vocabulary: Vocabulary) -> Sql:
    """Return a condition on rows `c` of `calls`; what is asked of a turn must hold somewhere in the call."""
    writer = _Writer(full_text=FullText(vocabulary=vocabulary))
    node = paired(node)
    return writer.sql(writer.of_call(node if asks_calls(node) else Somewhere(node=node), "c.id"))


def plan(node: Node, vocabulary: Vocabulary, *, is_narrowed: bool = False, reads_all: bool = False) -> Plan:
    """Return what the index, the turns and the calls are asked: together the same as `turns_where`.

    `reads_all`: not only the newest turns that fit are read.
    """
    parts = _conjunction(paired(node))
    on_calls = [one for one in parts if asks_calls(one)]
    writer = _Writer(full_text=FullText(vocabulary=vocabulary), reads_all=reads_all and not on_calls)
    match, rest = writer.split([one for one in parts if not asks_calls(one)])
    where = [*writer.side_by_side(rest, "t", is_narrowed=is_narrowed or match is not None)]
    if match == NOTHING:
        match, where = None, ["0"]
    calls = writer.of_call(All(nodes=tuple(on_calls)), "c.id") if on_calls else None
    return Plan(
        match=match,
        where=writer.sql(and_(where)) if where else None,
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
    """Writes conditions."""

    full_text: FullText
    bound: Bound = field(default_factory=Bound)
    reads_all: bool = False

    def sql(self, text: str) -> Sql:
        return Sql(text=text, parameters=dict(self.bound.parameters), cut=tuple(self.full_text.cut))

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
                return and_([*found, *self.side_by_side(rest, t, is_narrowed=narrowed)])
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
                return f"{t}.role = {self.bound.bind(role)}"
            case Position():
                return self._position(node, t)
            case Named() | Moment():
                return subject_sql(node, t, self.bound, is_narrowed=is_narrowed)
            case Went():
                return went_sql(node, t, self.bound, is_narrowed=is_narrowed)
        return self._indexed(self.full_text.expression(node) or NOTHING, t)

    def side_by_side(self, nodes: Sequence[Node], t: str, *, is_narrowed: bool) -> Iterator[str]:
        """Yield the conditions on rows `t` of nodes that are all true.

        Turns are part of exchanges more often than not, so each is asked whether it is rather than all
        looked up, unless all are read; and a subject is looked up only in calls in which an exchange about
        it went as is asked.
        """
        is_read_through = self.reads_all and not any(isinstance(one, Named | Moment) for one in nodes)
        went = {one.about[0]: one for one in nodes if isinstance(one, Went) and len(one.about) == 1}
        for one in nodes:
            if isinstance(one, Named | Moment):
                yield subject_sql(one, t, self.bound, is_narrowed=is_narrowed, went=went.get(one))
            else:
                is_common = isinstance(one, Went) and not one.about and not is_read_through
                yield self.of_turn(one, t, is_narrowed=is_narrowed or is_common)

    def of_call(self, node: Node, call: str) -> str:
        """Return the condition on the call whose id the SQL `call` is; `node` asks nothing of a turn."""
        match node:
            case All(nodes=nodes):
                return and_([self.of_call(one, call) for one in nodes])
            case Any(nodes=nodes):
                return or_([self.of_call(one, call) for one in nodes])
            case Not(node=inner):
                return f"not ({self.of_call(inner, call)})"
            case Somewhere(node=inner):
                return self._somewhere(inner, call)
            case OfCall():
                return f"{call} in ({calls_sql(node, self.bound.bind)})"
        raise TypeError(f"{type(node).__name__} asks something of a turn")

    def _somewhere(self, node: Node, call: str) -> str:
        """Return that a turn of the call is so; of words alone, each call in the index is looked up once."""
        u = self.bound.alias()
        match, rest = self.split(_conjunction(node))
        if rest or not match:
            return f"{call} in (select {u}.call_id from turns {u} where {self.of_turn(node, u)})"
        return f"""{call} in (select (select call_id from turns where id >= {u}.key << {RANGE_BITS}
            order by id limit 1) from (select distinct rowid >> {RANGE_BITS} as key from turn_index
            where turn_index match {self.bound.bind(match)}) {u})"""

    def _any(self, nodes: Sequence[Node], t: str, *, is_narrowed: bool) -> str:
        told = [(one, self.full_text.expression(one)) for one in nodes]
        match = self.full_text.expression(Any(nodes=tuple(one for one, part in told if part is not None)))
        rest = [one for one, part in told if part is None]
        found = [self._indexed(match, t)] if match else []
        return or_([*found, *(self.of_turn(one, t, is_narrowed=is_narrowed) for one in rest)])

    def _then(self, node: Then, t: str, *, is_narrowed: bool) -> str:
        """Return that a turn is followed by one of which `node.second` is true.

        The turns that follow are run through by their numbers: each + keeps SQLite from another way.
        """
        u = self.bound.alias()
        self.bound.run_through.add(u)
        second = self.of_turn(node.second, u, is_narrowed=is_narrowed)
        within = (
            "" if node.seconds is None else f'and {u}.start <= {t}."end" + {self.bound.bind(node.seconds)}'
        )
        return f"""exists (select 1 from turns {u}
            where {u}.id > {t}.id and {u}.id < {t}.id + {_REACH} and +{u}.call_id = {t}.call_id
            {within} and ({second}))"""

    def _position(self, node: Position, t: str) -> str:
        length = f"(select duration from calls where id = {t}.call_id)"
        amount = self.bound.bind(float(node.amount))
        if node.unit == "%":
            amount = f"{amount} * {length} / 100.0"
        if node.end == "first":
            return f"{t}.start < {amount}"
        return f"{t}.start >= {length} - {amount}"

    def _indexed(self, match: str, t: str) -> str:
        if match == NOTHING:
            return "0"
        found = f"select rowid from turn_index where turn_index match {self.bound.bind(match)}"
        return f"{self.bound.number(t)} in ({found})"


def _conjunction(node: Node) -> list[Node]:
    """Return nodes that are all true where `node` is, as many as there are."""
    match node:
        case All(nodes=nodes):
            return [part for one in nodes for part in _conjunction(one)]
        case Then(first=first) if first != _ANY_TURN:
            return [*_conjunction(first), replace(node, first=_ANY_TURN)]
    return [node]
