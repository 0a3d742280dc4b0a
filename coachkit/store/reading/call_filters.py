"""Which calls are meant: what people say of them, as a condition on the view of calls."""

from dataclasses import dataclass
from datetime import date, timedelta

from coachkit.models import GradeLetter, Verdict
from coachkit.near import pick
from coachkit.store.library import Library
from coachkit.store.reading.people import agent_named, customer_named, team_named
from coachkit.store.reading.topics import topic_named

CALLS_OF_CUSTOMER = """select id from calls where customer = :customer union all
    select id from calls where customer is null and :customer = (select name from speakers
        where call_id = id and role = 'customer' and name != 'Customer' order by n limit 1)"""
"""As `v_call_customers` says it, but by the index of those whom the call's source names."""
# conditions on rows `v` of `v_calls`; those that nobody asks for are left out
_CONDITIONS = {
    "customer": f"v.call_id in ({CALLS_OF_CUSTOMER})",
    "kind": "v.kind = :kind",
    "grade": "v.grade = :grade",
    "min_grade": "(v.grade <= :min_grade or v.medium = 'transcript')",
    "min_unheard": "v.unheard >= cast(:min_unheard as real)",
    "label": "v.label = :label",
    "topic": "v.topic_id = :topic",
    "since": "v.started_at >= :since",
    "until": "v.started_at < :until",
    "agent": "v.call_id in (select call_id from v_call_agents where agent = :agent)",
    "team": "v.call_id in (select o.call_id from v_call_agents o join agents a on a.name = o.agent "
    "where a.team = :team)",
    "new_since": "v.call_id in (select o.call_id from v_call_agents o join agents a on a.name = o.agent "
    "where a.started >= :new_since)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFilter:
    """Which calls to list; what is None does not narrow the list."""

    agent: str | None = None
    """A name or alias, or the beginning of one."""
    team: str | None = None
    """The agent's team, or the beginning of its name."""
    new_since: date | None = None
    """Calls of agents whose first day at work was this day or a later one."""
    customer: str | None = None
    """A name or alias, or the beginning of one."""
    kind: str | None = None
    grade: GradeLetter | None = None
    min_grade: GradeLetter | None = None
    """Calls with this grade or a better one; a transcript is not hard to hear, so it is among them."""
    min_unheard: float | None = None
    """Calls in which at least so many seconds of speech gave no words."""
    label: Verdict | None = None
    topic: str | None = None
    """A topic's id or label, or the beginning of one: calls that are mainly about it."""
    since: date | None = None
    until: date | None = None
    """The last day that counts."""
    text: str | None = None
    """A query of the query language: what is said somewhere in the call, and conditions on the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition on rows `v` of `v_calls`, and the values of its parameters."""

    text: str
    parameters: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    value: str


def condition_of(library: Library, filters: CallFilter, *, today: date | None = None) -> Condition:
    """Return the condition that a call passes all filters.

    `today` is what `yesterday` in a query is counted from; None: the day on which it is asked.

    Raises:
        NotFoundError: A name in the filters (agent, customer, kind, topic) is not in the library, or the
            text holds no word.
        QueryError: The text cannot be understood as a query.
    """
    values: dict[str, object] = {
        "agent": agent_named(library, filters.agent) if filters.agent else None,
        "team": team_named(library, filters.team) if filters.team else None,
        "new_since": filters.new_since.isoformat() if filters.new_since else None,
        "customer": customer_named(library, filters.customer) if filters.customer else None,
        "kind": kind_named(library, filters.kind) if filters.kind else None,
        "grade": filters.grade,
        "min_grade": filters.min_grade,
        "min_unheard": filters.min_unheard,
        "label": filters.label,
        "topic": topic_named(library, filters.topic) if filters.topic else None,
        "since": filters.since.isoformat() if filters.since else None,
        "until": (filters.until + timedelta(days=1)).isoformat() if filters.until else None,
    }
    parameters = {name: value for name, value in values.items() if value is not None}
    conditions = [condition for name, condition in _CONDITIONS.items() if name in parameters]
    if filters.text is not None:
        from coachkit.store.reading.asking import (
            calls_asked,  # the query language loads only where it is spoken
        )

        said = calls_asked(library, filters.text, today=today or date.today())
        conditions.append(f"v.call_id in (select c.id from calls c where {said.text})")  # noqa: S608 - parameters hold what is asked
        parameters |= said.parameters
    return Condition(text=" and ".join(conditions) or "1", parameters=parameters)


def kind_named(library: Library, wanted: str) -> str:
    """Return the kind of call called `wanted`, or the one whose name begins so.

    Raises:
        NotFoundError: No kind, or more than one, is called so.
    """
    return pick(wanted, [(kind, kind) for kind in kinds_of_calls(library)], what="kind of call")


def kinds_of_calls(library: Library) -> list[str]:
    """Return the kinds that calls of the library are of, in order."""
    sql = "select distinct kind from calls where kind is not null order by kind"
    return [row.value for row in library.find(_Value, sql)]
