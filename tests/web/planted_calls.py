"""The example library with a word in each call that nowhere else is said, by which a leak is known."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

from coachkit.models import Assignment, Listening
from coachkit.store.library import Library
from coachkit.store.row_writing import upsert_rows
from coachkit.store.tables import TABLE_NAMED, TABLES
from tests.export.example import AGENTS, BAD, GOOD, LOST
from tests.store.planted_rows import planted_row

WORDS = {GOOD: "plumgood", BAD: "quincebad", LOST: "medlarlost"}
SECRETS = {
    "jana": ("quincebad", "2ee7c0de", "berg", "4912345", "petra"),
    "tom": ("plumgood", "medlarlost", "1f00ba5e", "3abad1de", "kovac", "agent12", "acme", "petra"),
    "nobody": (
        *WORDS.values(),
        *WORDS,
        "berg",
        "kovac",
        "agent12",
        "acme",
        "4912345",
        "zenlane",
        "dashboard",
    ),
    "petra": (),
}
"""What each may not be told, in small letters: words, calls, names of people."""
CALLS_OF = {
    name: [one for one, agent in AGENTS.items() if agent.lower().startswith(name)] for name in SECRETS
}
CALLS_OF["petra"] = [*AGENTS]
_TEXTS = {
    "segments": ("text",),
    "turns": ("words", "lemmas", "speaker_words"),
    "passages": ("text",),
    "labels": ("reason",),
    "score_points": ("reason", "quote"),
    "keywords": ("phrase",),
    "quarantine": ("text",),
    "clips": ("reason", "quote"),
}
_MORE = (
    "exchanges",
    "moments",
    "highlights",
    "brief_lines",
    "reasons",
    "ratings",
    "disputes",
    "dispute_decisions",
    "tracker_hits",
    "tracker_verdicts",
    "predictions",
    "prediction_reasons",
    "playbook_quotes",
    "cases",
    "failures",
    "playbooks",
    "playbook_lines",
    "playbook_versions",
    "line_choices",
    "battle_cards",
    "card_lines",
    "card_quotes",
    "made_playlists",
    "kept_clips",
    "clip_changes",
    "talks_prepared",
    "rejected_suggestions",
    "topic_passages",
    "topics",
    "learned_models",
)
"""Tables that the example leaves empty, or that hold nothing of one of its calls."""


_DRAWN = re.compile(r"""(nonce[-=]["']?|set-cookie', '[^=]+=|coachkit-\d*=|/undo/|[?&]done=)[\w+/=-]+""")
"""Letters drawn by lot, which may spell a short name."""


def told_secrets(role: str, told: str, asked: str) -> list[str]:
    """Return what of its secrets an answer tells a role that was not in its question already."""
    told = _DRAWN.sub("", unescape(told).lower())
    known = unquote_plus(asked).lower()
    return [one for one in SECRETS[role] if one in told and one not in known]


def plant(db: Path) -> Path:
    """Put into each call of the example library a word of its own, wherever a call is told of."""
    with closing(sqlite3.connect(db)) as connection:
        for call_id, word in WORDS.items():
            for name, columns in _TEXTS.items():
                changes = ", ".join(f"{one} = {one} || ' {word}'" for one in columns)
                connection.execute(f"update {name} set {changes} where call_id = ?", (call_id,))  # noqa: S608
            connection.execute(
                "update mentions set name = name || ? where call_id = ? and kind = 'candidate'",
                (f" {word}", call_id),
            )
        connection.commit()
    with Library.open(db) as library, library.changing() as connection:
        for n, call_id in enumerate(WORDS, start=1):
            for table in TABLES:  # those before others to which they refer
                if table.name in _MORE:
                    upsert_rows(connection, _row(table.name, call_id, n))
            upsert_rows(connection, *_asked(call_id, n))
    return db


def _row(name: str, call_id: str, n: int) -> Any:  # a noun of any kind
    word = WORDS[call_id]
    row = planted_row(TABLE_NAMED[name], call_id, n=n, word=word)
    given: dict[str, object] = {
        "playbook_id": f"book-{word}",
        "card_id": f"card-{word}",
        "playlist_id": "competitor-zenlane-good",
        "topic_id": f"t-{word}",
    }
    changes = {field: value for field, value in given.items() if hasattr(row, field)}
    ids = {"playbooks": f"book-{word}", "battle_cards": f"card-{word}", "topics": f"t-{word}"}
    if name in ids:
        changes["id"] = ids[name]
    if hasattr(row, "epoch"):
        changes["epoch"] = 1
    if name == "failures":
        changes["subject"] = call_id
    if name == "playbook_lines":
        changes |= {"approved_by": None, "struck_by": None}
    if name == "talks_prepared":
        changes |= {"agent": AGENTS[call_id]}
    if hasattr(row, "author"):
        changes["author"] = AGENTS[call_id]
    if hasattr(row, "made_at"):
        changes["made_at"] = "2026-11-19T10:00:00+00:00"
    return replace(row, **changes)


def _asked(call_id: str, n: int) -> tuple[object, ...]:
    """Return that the agent of a call was asked to hear a list of that call, and said something to it."""
    word = WORDS[call_id]
    lists = {GOOD: "competitor-zenlane-good", BAD: "competitor-zenlane-bad", LOST: "topic-dashboards-mixed"}
    agent, made_at = AGENTS[call_id], "2026-11-19T10:00:00+00:00"
    asked = Assignment(
        n=n,
        playlist_id=lists[call_id],
        agent=agent,
        due=None,
        note=f"note {word}",
        author=agent,
        made_at=made_at,
    )
    said = Listening(
        n=n,
        assignment=n,
        kind="comment",
        call_id=None,
        start=None,
        end=None,
        seconds=None,
        text=f"comment {word}",
        author=agent,
        made_at=made_at,
    )
    return asked, said
