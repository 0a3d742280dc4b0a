"""The page about the schema, made from a fresh database: what it says is what the file holds."""

import sqlite3
from contextlib import closing

from coachkit.store.column_meanings import meaning
from coachkit.store.connection import APPLICATION_ID, SCHEMA_VERSION
from coachkit.store.migrations import migrate
from coachkit.store.tables import TABLES, Table
from coachkit.store.views import VIEW_MEANINGS

EXAMPLES: dict[str, str] = {
    "The latest calls, how they went and what they are about": """
select started_at, agents, customer, length, label, score, topic from v_calls
order by started_at desc limit 20;
""",
    "Every place where customers name a competitor, with the words around it": """
select name, at, quote, agents, call_id from v_mentions
where kind = 'competitor' and role = 'customer' order by name, started_at;
""",
    "Calls that are hard to hear, and why": """
select started_at, agents, path, grade, grade_reasons, unheard from v_calls
where grade in ('C', 'D') order by grade desc, unheard desc;
""",
    "Competitors: calls, and how many of them went well": """
select name, count(distinct call_id) as calls,
  count(distinct case when label = 'good' then call_id end) as good
from v_mentions where kind = 'competitor' group by name order by calls desc;
""",
    "Which points of the score card are missed most, by agent": """
select agents, criterion, count(*) as missed from v_score_points
where verdict = 'missed' group by agents, criterion order by missed desc;
""",
    "The clips of the good playlists": """
select title, n, at, round(duration) as seconds, reason, path from v_playlist_clips
where verdict = 'good' order by playlist_id, n;
""",
    "Full text: words in any form (`lemmas`), or exactly as said (`words`), the newest call first": """
select t.call_id, t.start, t.role, group_concat(s.text, ' ') as said
from turn_index join turns t on t.id = turn_index.rowid
join json_each(t.segments) j join segments s on s.call_id = t.call_id and s.n = j.value
where turn_index match 'lemmas : cancel AND words : "my account"'
group by t.id order by t.id desc;
""",
    "Names that nobody has put into the settings yet": """
select name, count(distinct call_id) as calls from mentions
where kind = 'candidate' group by name order by calls desc;
""",
}

_INTRODUCTION = f"""\
# The database

Everything that coachkit knows is in one SQLite file. Open it with `sqlite3`, Datasette, a BI tool or any
language; the tables and views below are meant for you. This page is made from a fresh file by
`python docs/generate_schema.py`; schema version {SCHEMA_VERSION}.

- Columns named `start`, `end` and `duration` are seconds. `at` in the views is minutes and seconds.
- Rows of a call are numbered: (`call_id`, `n`). Deleting a row of `calls` deletes all that belongs to it.
- The file is in WAL mode: you may read while a build writes. To copy it, use
  `sqlite3 coachkit.db ".backup copy.db"`.
- `pragma application_id` is {APPLICATION_ID} (`coac`), `pragma user_version` the schema version. A newer
  coachkit brings an older file up to date when it opens it.
"""

_VECTORS = """\
## Vectors

One line of Python turns a blob into numbers:

```python
vector = numpy.frombuffer(blob, dtype="<f4")  # vectors.embedding
```

All vectors have unit length, so `a @ b` is the cosine.
"""

_FINGERPRINTS = """\
## Fingerprints: what is done again, and when

`stage_runs` has one row for each stage of each call (stages on the whole library have an empty `call_id`).
`fingerprint` is a hash of all that the run depends on: the `output` of the stages it reads, the part of the
settings it uses, the stage's own version, and the models. `coachkit build` computes it anew and runs the
stage again only where it differs; a stage that comes out with the same rows as before has the same
`output`, so nothing after it is done again. A call's rows and its `stage_runs` row are written in one
transaction: a build that is interrupted goes on where it stopped.

This is why foreign keys point at `calls` and inside one stage, not from one stage's table to another's
(from `mentions` to `segments`, say): a stage that is run again replaces its rows while those made from the
old ones are still there, to be replaced by their own stage, or kept where the output has not changed.
`corpus_models` and `topics` only grow: what was learned in an older epoch stays to be compared.
"""


def schema_page() -> str:
    """Return `docs/schema.md` as it should be."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, application_id=APPLICATION_ID)
        tables = "\n".join(_table(connection, table) for table in TABLES)
        views = "\n".join(_view(connection, name) for name in VIEW_MEANINGS)
    examples = "\n".join(f"{title}:\n\n```sql{query}```\n" for title, query in EXAMPLES.items())
    return (
        "\n".join(
            [
                _INTRODUCTION,
                "## Questions to start with\n",
                examples,
                "## Views\n",
                "Tables joined the way that questions are asked.\n",
                views,
                "## Tables\n",
                tables,
                _SEARCH_INDEX,
                _VECTORS,
                _FINGERPRINTS,
            ]
        ).rstrip("\n")
        + "\n"
    )


_SEARCH_INDEX = """\
### `turn_index`

The full-text index (FTS5) over `turns.words`, `turns.lemmas` and `turns.speaker_words`; its `rowid` is
`turns.id`. Triggers keep it in step with the table. Ask it in small letters and without accents.
"""


def _table(connection: sqlite3.Connection, table: Table) -> str:
    lines = [
        f"### `{table.name}`\n",
        f"{table.about}{_note(table)}\n",
        "| column | type | meaning |",
        "|---|---|---|",
    ]
    for _, name, kind, is_required, _, _ in connection.execute(f"pragma table_info({table.name})"):
        is_optional = not is_required and name != table.row_number
        shown = kind.lower() + (", may be null" if is_optional else "")
        lines.append(f"| `{name}` | {shown} | {meaning(table.name, name)} |")
    return "\n".join([*lines, ""])


def _note(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    others = [
        f"{_named(reference.columns)} → `{reference.table}`"
        for reference in table.references
        if reference.table != "calls"
    ]
    grows = " Rows are only added." if table.is_append_only else ""
    return f"{grows} Key: {key}." + (f" Refers to: {', '.join(others)}." if others else "")


def _named(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in columns)


def _view(connection: sqlite3.Connection, name: str) -> str:
    columns = ", ".join(f"`{row[1]}`" for row in connection.execute(f"pragma table_info({name})"))
    return f"### `{name}`\n\n{VIEW_MEANINGS[name]}\n\nColumns: {columns}.\n"
