"""Conditions on turns that look at what is found in calls: names, trackers, moments and exchanges.

Where few turns are looked at (`is_narrowed`), each is asked what is found in its call. Else all that is found
is asked for its turns, and no turn is run through.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from coachkit.query.call_sql import TRACKER_HITS
from coachkit.query.fields import MOMENTS
from coachkit.query.tree import Moment, Named, Subject, Went

# what is found in lines, as tables with a condition on their rows `h`; {} is the name
_Finds: TypeAlias = tuple[tuple[str, str], ...]
_MOMENTS: Mapping[str, _Finds] = {
    "competitor": (("mentions", "h.kind = 'competitor'"),),
    "feature": (("mentions", "h.kind = 'feature'"),),
}
_OF_KIND: _Finds = (("moments", "h.kind = {}"),)
_NAMED: _Finds = (("mentions", "h.name = {} and h.kind in ('competitor', 'feature')"),)
_TRACKED: _Finds = tuple((table, f"h.tracker = {{}} and {counts}") for table, counts in TRACKER_HITS)
# what turns are counted for when they are indexed
_COUNTS: Mapping[str, str] = {"question": "questions"}
_NO_TURN = "-1"
"""Of what is in no turn: a list with a null in it would make NOT of it true of nothing."""
_MIDDLE = '({t}.start + {t}."end") / 2.0 between h.start and h."end"'
"""A turn is part of an exchange that its middle lies in: talk that runs over the end of one is not."""


@dataclass(slots=True, kw_only=True)
class Bound:
    """What conditions are written with: every value becomes a parameter, every turn looked for an alias."""

    parameters: dict[str, object] = field(default_factory=dict)
    aliases: int = 0
    run_through: set[str] = field(default_factory=set)
    """Aliases of turns that are looked at one after the other, whatever else narrows them."""

    def bind(self, value: object) -> str:
        """Return the parameter that stands for a value."""
        name = f"q{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def alias(self) -> str:
        """Return a name for rows of `turns` that no other has."""
        self.aliases += 1
        return f"t{self.aliases}"

    def number(self, t: str) -> str:
        """Return the number of a turn as it is compared with those that were looked up."""
        return f"+{t}.id" if t in self.run_through else f"{t}.id"


def subject_sql(node: Subject, t: str, bound: Bound, *, is_narrowed: bool, went: Went | None = None) -> str:
    """Return that a name, a moment or the hit of a tracker is in a turn.

    `went`: only turns of calls are asked for in which an exchange about it went so.
    """
    only = "" if went is None else _in_calls(node, went, bound)
    if isinstance(node, Named):
        return _found(_NAMED, t, bound, name=node.name, is_narrowed=is_narrowed, only=only)
    kind = node.kind
    if kind in _COUNTS:
        return f"{t}.{_COUNTS[kind]} > 0"
    if kind in MOMENTS and kind not in _MOMENTS:
        return _happens(kind, t, bound, is_narrowed=is_narrowed, only=only)
    finds = _MOMENTS.get(kind, _TRACKED)
    return _found(finds, t, bound, name=kind, is_narrowed=is_narrowed, only=only)


def went_sql(node: Went, t: str, bound: Bound, *, is_narrowed: bool) -> str:
    """Return that a turn is part of an exchange that went so, about what stands beside it.

    Of a tracker without exchanges (only those of the settings have some), any exchange counts.
    """
    if not node.about:
        return _part_of("1", node, t, bound, is_narrowed=is_narrowed)
    # what stands beside it is looked up, but for what each turn is asked, and leaves few turns
    is_narrowed = is_narrowed or not any(_is_counted(one) for one in node.about)
    ways = []
    for subject in node.about:
        about, replied = _about(subject, bound)
        way = _part_of(about, node, t, bound, is_narrowed=is_narrowed)
        if replied is not None:
            any_other = _part_of("1", node, t, bound, is_narrowed=True)
            way = or_([way, and_([f"{t}.call_id not in ({replied})", any_other])])
        # a single one stands beside it, and is asked for there
        if len(node.about) > 1:
            way = and_([subject_sql(subject, t, bound, is_narrowed=is_narrowed), way])
        ways.append(way)
    return or_(ways)


def and_(conditions: Sequence[str]) -> str:
    """Return that all conditions are true."""
    return " and ".join(f"({one})" for one in conditions) or "1"


def or_(conditions: Sequence[str]) -> str:
    """Return that one of the conditions is true."""
    return " or ".join(f"({one})" for one in conditions) or "0"


def _is_counted(subject: Subject) -> bool:
    return isinstance(subject, Moment) and subject.kind in _COUNTS


def _in_calls(subject: Subject, went: Went, bound: Bound) -> str:
    """Return that the find `h` is in a call with an exchange about a subject that went so."""
    about, replied = _about(subject, bound)
    if replied is not None:
        return ""
    exchanges = f"select h.call_id from exchanges h where {about} and h.verdict = {bound.bind(went.verdict)}"
    return f" and h.call_id in ({exchanges})"


def _about(subject: Subject, bound: Bound) -> tuple[str, str | None]:
    """Return that an exchange `h` is about a subject, and of a tracker the calls that have such exchanges."""
    match subject:
        case Named(name=name):
            return f"h.name = {bound.bind(name)} and h.kind in ('competitor', 'feature')", None
        case Moment(kind="competitor" | "feature" as kind):
            return f"h.kind = '{kind}'", None
        case Moment(kind=kind) if kind in MOMENTS:
            return f"h.name = {bound.bind(kind)} and h.kind = 'moment'", None
    about = f"h.name = {bound.bind(subject.kind)} and h.kind = 'tracker'"
    return about, f"select h.call_id from exchanges h where {about}"


def _part_of(about: str, node: Went, t: str, bound: Bound, *, is_narrowed: bool) -> str:
    """Return that a turn is part of an exchange of which `about` is true, with the verdict of `node`."""
    went = f"h.verdict = {bound.bind(node.verdict)}"
    if is_narrowed:
        # the + keeps SQLite from running through all that has the name, for every turn
        return f"""exists (select 1 from exchanges h where h.call_id = {t}.call_id and {went}
            and {_MIDDLE.format(t=t)} and {about.replace("h.name =", "+h.name =")})"""
    u = bound.alias()
    return f"""{bound.number(t)} in (select {u}.id from exchanges h
        cross join turns {u} on {u}.call_id = h.call_id and {_MIDDLE.format(t=u)} where {went} and {about})"""


def _found(finds: _Finds, t: str, bound: Bound, *, name: str, is_narrowed: bool, only: str = "") -> str:
    """Return that a turn holds a line in which something is found; `only`: of which this is true as well."""
    tables = _named_finds(finds, bound.bind(name), only)
    if is_narrowed:
        return or_([_has_line(table, condition, t) for table, condition in tables])
    return f"{bound.number(t)} in ({_turns_of_lines(tables, bound.alias())})"


def _happens(kind: str, t: str, bound: Bound, *, is_narrowed: bool, only: str) -> str:
    """Return that a moment is in a turn; a silent one is in the turn that began last before it."""
    u, named = bound.alias(), bound.bind(kind)
    tables = _named_finds(_OF_KIND, named, only)
    before = f"(select max({u}.id) from turns {u} where {u}.call_id = h.call_id and {u}.start <= h.start)"
    silent = f"from moments h where h.kind = {named} and h.segment is null{only}"
    if is_narrowed:
        unsaid = f"exists (select 1 {silent} and h.call_id = {t}.call_id and {t}.id = {before})"
        return or_([_has_line(*tables[0], t), unsaid])
    # one list and not two: SQLite then begins with the newest turns, and stops where enough were found
    said = _turns_of_lines(tables, bound.alias())
    return f"{bound.number(t)} in ({said} union all select coalesce({before}, {_NO_TURN}) {silent})"


def _named_finds(finds: _Finds, named: str, only: str) -> _Finds:
    return tuple((table, condition.format(named) + only) for table, condition in finds)


def _has_line(table: str, condition: str, t: str) -> str:
    # the + as in `_part_of`
    return f"""exists (select 1 from {table} h where h.call_id = {t}.call_id
        and {_holds(t, "h.segment")} and {condition.replace("h.name =", "+h.name =")})"""


def _turns_of_lines(tables: _Finds, u: str) -> str:
    """Return a select of the turns of finds: of each the last that begins by its line, and holds it."""
    every = " union all ".join(
        f"select h.call_id, h.segment from {table} h where {condition}" for table, condition in tables
    )
    return f"""select coalesce((select {u}.id from turns {u}
        where {u}.call_id = f.call_id and {u}.first_segment <= f.segment and {_holds(u, "f.segment")}
        order by {u}.first_segment desc limit 1), {_NO_TURN}) from ({every}) f"""


def _holds(t: str, segment: str) -> str:
    """Return that a segment is in a turn; most turns are one segment, or two."""
    return f"""({segment} = {t}.first_segment or {segment} = {t}.last_segment
        or ({segment} between {t}.first_segment and {t}.last_segment
        and {segment} in (select value from json_each({t}.segments))))"""
