"""The names that are said or meet in most calls, to be offered where one searches."""

from coachkit.store.library import Library

MOST = 100
"""More names are no choice, but a list to type into."""
_COUNTED = {
    "agent": "select agent as name, count(distinct call_id) as calls from v_call_agents group by agent",
    "customer": "select customer as name, count(*) as calls from v_call_customers group by customer",
    "kind": "select kind as name, count(*) as calls from calls group by kind",
    "topic": """
        select t.title as name, (select count(distinct call_id) from topic_passages p
            where p.topic_id = t.topic_id) as calls
        from v_topic_titles t
    """,
    "competitor": """
        select name, count(distinct call_id) as calls from mentions where kind = 'competitor' group by name
    """,
    "feature": """
        select name, count(distinct call_id) as calls from mentions where kind = 'feature' group by name
    """,
    "moment": "select kind as name, count(distinct call_id) as calls from moments group by kind",
}


def names_to_choose(library: Library, what: str, *, most: int = MOST) -> tuple[str, ...]:
    """Return names of agents, customers, kinds, topics, competitors, features or moments (`what`).

    Those with most calls come first.
    """
    sql = f"""
        select name from ({_COUNTED[what]}) where name is not null
        order by calls desc, name limit :most
    """  # noqa: S608 - constants
    return tuple(str(name) for [name] in library.values(sql, {"most": most}))
