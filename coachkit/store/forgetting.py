"""What is forgotten with a call beside its own rows: its sentences in playbooks, and in versions of them.

A line may quote what several agents say as one of them says it. Where that one call goes, and nobody else
says it so, the quote goes as well: “…” stands in its place, also in old versions.
"""

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from coachkit.models import PlaybookLine, PlaybookVersion
from coachkit.store import coding
from coachkit.store.row_writing import upsert_rows

LEFT_OUT = "…"
_QUOTED = re.compile("“([^”]+)”")
_ESCAPED = re.compile(r"\\(.)")


def forget_words(connection: sqlite3.Connection, call_id: str) -> None:
    """Take out of playbooks what only this call, which is still stored, says; inside a transaction.

    What a person wrote, and how a line read when they decided on it, stays.
    """
    lines = coding.unpack(PlaybookLine, connection.execute(coding.select_sql(PlaybookLine)).fetchall())
    versions = coding.unpack(
        PlaybookVersion, connection.execute(coding.select_sql(PlaybookVersion)).fetchall()
    )
    texts = [text for one in lines for text in (one.text, one.found, one.doubt or "", *one.also)]
    texts += [text for one in versions for text in (one.text, *one.changes)]
    gone = _said_only_in(connection, call_id, {quote for text in texts for quote in _QUOTED.findall(text)})
    if not gone:
        return
    for line in lines:
        text = line.text if line.edited_by else _without(line.text, gone)
        also = tuple(_without(one, gone) for one in line.also)
        doubt = line.doubt and _without(line.doubt, gone)
        withheld = line.withheld if line.struck_by else line.withheld and _without(line.withheld, gone)
        found = _without(line.found, gone)
        upsert_rows(
            connection, replace(line, text=text, found=found, also=also, doubt=doubt, withheld=withheld)
        )
    for one in versions:
        changes = tuple(_without(change, gone) for change in one.changes)
        upsert_rows(connection, replace(one, text=_without(one.text, gone), changes=changes))


def _said_only_in(connection: sqlite3.Connection, call_id: str, quotes: Iterable[str]) -> set[str]:
    """Return the quotes that are said in a call and in no other."""
    rows = connection.execute("select text from segments where call_id = ?", (call_id,))
    own = [text.lower() for (text,) in rows]
    elsewhere = "select 1 from segments where call_id <> ? and instr(lower(text), ?) limit 1"
    return {
        quote
        for quote in quotes
        for said in [_ESCAPED.sub(r"\1", quote).removesuffix(LEFT_OUT).strip().lower()]
        if any(said in text for text in own) and not connection.execute(elsewhere, (call_id, said)).fetchone()
    }


def _without(text: str, gone: set[str]) -> str:
    return _QUOTED.sub(lambda found: f"“{LEFT_OUT}”" if found[1] in gone else found[0], text)
