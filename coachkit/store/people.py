"""Writing who the people are: agents and customers, and under which of their names calls stand."""

from collections.abc import Iterable, Sequence

from coachkit.models import Agent, Call, CallAgent, Customer
from coachkit.store import coding
from coachkit.store.library import Library
from coachkit.store.tables import TABLE_OF

Person = Agent | Customer


def save_people(
    library: Library,
    *,
    agents: Iterable[Agent] = (),
    customers: Iterable[Customer] = (),
    call_agents: Sequence[CallAgent] = (),
    calls: Sequence[Call] = (),
) -> None:
    """Store the people that the settings name, and forget those who are not named and have no call.

    `call_agents` and `calls` are rows whose agent or customer goes by another name than before; nothing
    else about them changes. Where everything is so already, nothing is written.
    """
    named = _by_key([*agents, *customers])
    stored = _by_key([*library.rows(Agent), *library.rows(Customer)])
    used = _used(library, call_agents, calls)
    # Whom no setting names any more has a name and nothing else.
    wanted = _by_key([noun(name=name) for noun, name in sorted(used, key=str)]) | named
    changed = [one for key, one in wanted.items() if stored.get(key) != one]
    gone = sorted((noun.__name__, name, noun) for noun, name in stored.keys() - wanted.keys())
    if not (changed or gone or call_agents or calls):
        return
    with library.changing() as connection:
        for one in changed:
            table = TABLE_OF[type(one)]
            sql = f"{coding.insert_sql(table)} on conflict (name) do update set {_SET[type(one)]}"
            connection.executemany(sql, coding.pack([one], table))
        connection.executemany(
            "update call_agents set agent = ?, named = ? where call_id = ? and n = ?",
            [(one.agent, one.named, one.call_id, one.n) for one in call_agents],
        )
        connection.executemany(
            "update calls set customer = ?, customer_named = ? where id = ?",
            [(one.customer, one.customer_named, one.id) for one in calls],
        )
        for _, name, noun in gone:
            connection.execute(f"delete from {TABLE_OF[noun].name} where name = ?", (name,))  # noqa: S608 - name from the registry


def _by_key(people: Iterable[Person]) -> dict[tuple[type[Person], str], Person]:
    return {(type(one), one.name): one for one in people}


_SET: dict[type, str] = {
    Agent: "aliases = excluded.aliases, team = excluded.team, started = excluded.started",
    Customer: "aliases = excluded.aliases",
}


def _used(
    library: Library, call_agents: Iterable[CallAgent], calls: Iterable[Call]
) -> set[tuple[type[Person], str]]:
    """Return the people who have a call, once the changed rows are stored."""
    on_calls = {(one.call_id, one.n): one.agent for one in (*library.rows(CallAgent), *call_agents)}
    customers = {one.id: one.customer for one in (*library.rows(Call), *calls)}
    return {(Agent, name) for name in on_calls.values()} | {
        (Customer, name) for name in customers.values() if name
    }
