"""Conditions on calls as SQL: for each field a select of the calls that have one of the values.

Columns are those of the tables in `docs/schema.md`. A comparison with a figure that is not known is false;
whoever denies it gets the calls of which it is not known as well.
"""

import json
from collections.abc import Callable, Mapping

from coachkit.query.tree import OfCall, Value

COUNTED = "coalesce(h.accepted, 1) and (h.modality != 'negated' or h.accepted)"
"""Of rows `h` of `v_tracker_hits`: those that a person rejected do not count, nor those that are denied."""
DISPUTE_STANDS = """(d.outcome is null or d.outcome = 'granted') and not exists (select 1 from disputes l
    where l.call_id = d.call_id and l.card = d.card and l.criterion = d.criterion and l.n > d.n)"""
"""Of rows `d` of `v_disputes`: those that are open or were granted; of several the newest counts."""
_ACCEPTED = """(select v.accepted from tracker_verdicts v where v.tracker = h.tracker
    and v.call_id = h.call_id and v.start < h."end" and h.start < v."end" order by v.made_at desc limit 1)"""
TRACKER_HITS = (
    ("tracker_hits", f"coalesce({_ACCEPTED}, h.modality != 'negated')"),
    ("sensed_hits", f"coalesce({_ACCEPTED}, 1)"),
)
"""The same hits as tables, and which of their rows `h` count: the view looks up much more for each."""
_COUNTED_HITS = " union ".join(
    f"select call_id from {table} h where {{0}}{counts}" for table, counts in TRACKER_HITS
)

Bind = Callable[[object], str]
"""Keeps a value and returns the parameter that stands for it in SQL."""

# {} are the values, as a select of texts
_NAMES: Mapping[str, str] = {
    "agent": "select call_id from v_call_agents where agent in {}",
    "team": "select o.call_id from v_call_agents o join agents a on a.name = o.agent where a.team in {}",
    "customer": "select call_id from v_call_customers where customer in {}",
    "topic": "select call_id from topic_passages where topic_id in {} and is_main",
    "tracker": " union ".join(
        f"select call_id from {table} h where h.tracker in {{0}} and {counts}"
        for table, counts in TRACKER_HITS
    ),
    "competitor": "select call_id from mentions where kind = 'competitor' and name in {}",
    "feature": "select call_id from mentions where kind = 'feature' and name in {}",
    "playlist": "select call_id from clips where playlist_id in {}",
    # nobody can tag a call yet
    "tag": "select id from calls where '' in {} and 0",
    "kind": "select id from calls where kind in {}",
    # what is said in another language than English has left something out, see `omissions`
    "language": "select id from calls where language in {0} "
    "union select call_id from hearings where language in {0} "
    "union select call_id from omissions where language in {0}",
    "call": "select id from calls where id in {}",
    "label": "select call_id from labels where label in {}",
    "medium": "select id from calls where medium in {}",
    "grade": "select call_id from grades where grade in {}",
}
_HAS: Mapping[str, str] = {
    "agent": "select call_id from v_call_agents",
    "competitor": "select call_id from mentions where kind = 'competitor'",
    "customer": "select call_id from v_call_customers where customer is not null",
    "date": "select id from calls where started_at is not null",
    "dispute": f"select call_id from v_disputes d where {DISPUTE_STANDS}",
    "feature": "select call_id from mentions where kind = 'feature'",
    "label": "select call_id from labels where label is not null",
    "outcome": "select call_id from outcomes",
    "rating": "select call_id from v_ratings",
    "score": "select call_id from scores where value is not null",
    "topic": "select call_id from topic_passages where is_main",
    "tracker": " union ".join(
        f"select call_id from {table} h where {counts}" for table, counts in TRACKER_HITS
    ),
}
# (select of calls, the figure or day that is compared)
_RANGES: Mapping[str, tuple[str, str]] = {
    "date": ("select id from calls where {}", "substr(started_at, 1, 10)"),
    "new-since": (
        "select o.call_id from v_call_agents o join agents a on a.name = o.agent where {}",
        "a.started",
    ),
    "duration": ("select id from calls where {}", "duration"),
    "unheard": (
        "select call_id from channels where same_as is null group by call_id having {}",
        "sum(unheard)",
    ),
}
# as `_RANGES`, for what has a name; last, which of them are meant where none is given
_FIGURES: Mapping[str, tuple[str, str, str]] = {
    "score": ("select call_id from scores where {name} and {range}", "card", "is_main"),
    "metric": ("select call_id from metrics where {name} and {range}", "name", "1"),
}
# a figure only where the whole text is one, so that “5 stars” is not 5
_OUTCOME = "case when json_valid(value) then case when json_type(value) in ('integer', 'real') then \
cast(value as real) end end"


def calls_sql(node: OfCall, bind: Bind) -> str:
    """Return a select of the ids of the calls of which `node` is true.

    Raises KeyError for a field that is none of the call's.
    """
    if node.field == "has":
        return " union ".join(_HAS[value.text or ""] for value in node.values)
    if node.field in _NAMES:
        names = [value.text for value in node.values if value.text is not None]
        listed = f"(select value from json_each({bind(json.dumps(names))}))"
        return _NAMES[node.field].format(listed)
    return " union ".join(_compared(node.field, value, bind) for value in node.values)


def _compared(name: str, value: Value, bind: Bind) -> str:
    if name == "outcome":
        kind = f"kind = {bind(value.name)}"
        if value.text is not None:
            # as SQLite folds: ASCII alone
            return f"select call_id from outcomes where {kind} and lower(value) = lower({bind(value.text)})"
        has_range = value.low is not None or value.high is not None
        return f"select call_id from outcomes where {kind}" + (
            f" and {_within(_OUTCOME, value, bind)}" if has_range else ""
        )
    if name in _FIGURES:
        select, column, unnamed = _FIGURES[name]
        named = f"{column} = {bind(value.name)}" if value.name is not None else unnamed
        return select.format(name=named, range=_within("value", value, bind))
    select, column = _RANGES[name]
    return select.format(_within(column, value, bind))


def _within(column: str, value: Value, bind: Bind) -> str:
    """Return the condition that a column is known and between the ends of a value, where it has any."""
    conditions = [f"{column} is not null"]
    if value.low is not None:
        conditions.append(f"{column} {'>' if value.without_low else '>='} {bind(value.low)}")
    if value.high is not None:
        conditions.append(f"{column} {'<' if value.without_high else '<='} {bind(value.high)}")
    return " and ".join(conditions)
