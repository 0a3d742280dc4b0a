"""Migration 10: highlights, playlists that say how they are filled, and what people make of them."""

from sqlite_utils import Database

from coachkit.store.table_making import OF_CALL, Reference, make_table
from coachkit.store.views import VIEWS_10


def m010_coaching(db: Database) -> None:
    """Make the tables; playlists and clips are made anew by the next build, so their rows go."""
    db.execute("drop view if exists v_playlist_clips")
    for name in ("clips", "playlists"):
        db.execute(f"drop table {name}")
    db.execute("delete from stage_runs where stage = 'curate'")
    db.execute("alter table score_points add column is_found integer not null default 1")
    for name, columns, key, refers in _TABLES:
        make_table(db, name, columns, key=key, refers=refers)
    db.table("highlights").create_index(["kind", "name", "verdict", "score"])
    db.table("highlights").create_index(["topic", "verdict", "score"])
    # all that tells which calls a list is worth filling from, so that no quote is read for it
    db.table("highlights").create_index(
        ["call_id", "n", "kind", "verdict", "score", "start", "end", "exchange"],
        index_name="idx_highlights_played",
    )
    db.table("clips").create_index(["call_id"])
    db.table("stage_runs").create_index(["stage", "call_id", "output"])
    for name in ("kept_clips", "clip_changes", "assignments"):
        db.table(name).create_index(["playlist_id"])
    db.table("listenings").create_index(["assignment"])
    db.execute(_CALL_LEAVES)
    for name, select in VIEWS_10.items():
        db.execute(f"drop view if exists {name}")
        db.create_view(name, select)


_CALL_LEAVES = """
create trigger calls_leave_playlists before delete on calls begin
    insert into departures (playlist_id, n, place, call_id, start, "end", reason, left_at)
    select playlist_id,
        n + 1 + (select coalesce(max(n), -1) from departures d where d.playlist_id = clips.playlist_id),
        n, call_id, start, "end", 'the call was deleted', strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')
    from clips where call_id = old.id;
end
"""
"""With a call its clips go, and all words of it; that they were there is still told."""
_SAID = "author text, made_at text"
_LIST: Reference = ("playlists", {"playlist_id": "id"}, "CASCADE")
_SHOWN = (
    "call_id text, start real, end real, reason text, score real, quote text, subject text, verdict text, "
    "quote_start real?, quote_end real?, moments text, pair integer?, difference text?"
)
_TABLES: tuple[tuple[str, str, tuple[str, ...], tuple[Reference, ...]], ...] = (
    (
        "highlights",
        "call_id text, n integer, kind text, name text, verdict text, start real, end real, reason text, "
        "score real, quote text, quote_start real, quote_end real, prompt text, exchange integer?, "
        "card text?, topic text?, moments text, traits text",
        ("call_id", "n"),
        (OF_CALL,),
    ),
    ("prompt_vectors", "call_id text, n integer, vector blob", ("call_id", "n"), (OF_CALL,)),
    (
        "playlists",
        "id text, kind text, subject text, verdict text, title text, description text, origin text, "
        "query text?, sort text?, trains text?, note text?",
        ("id",),
        (),
    ),
    (
        "clips",
        f"playlist_id text, n integer, {_SHOWN}, is_pinned integer, note text?, added_by text?",
        ("playlist_id", "n"),
        (OF_CALL, _LIST),
    ),
    (
        "departures",
        "playlist_id text, n integer, place integer, call_id text, start real, end real, reason text, "
        "left_at text",
        ("playlist_id", "n"),
        (_LIST,),
    ),
    (
        "made_playlists",
        f"id text, title text, description text, how text, of text?, {_SAID}",
        ("id",),
        (),
    ),
    ("kept_clips", f"n integer, playlist_id text, {_SHOWN}, {_SAID}", ("n",), ()),
    (
        "clip_changes",
        "n integer, playlist_id text, call_id text, start real, end real, action text, place integer?, "
        f"new_start real?, new_end real?, text text?, {_SAID}",
        ("n",),
        (),
    ),
    (
        "assignments",
        f"n integer, playlist_id text, agent text, due text?, note text?, {_SAID}",
        ("n",),
        (),
    ),
    (
        "listenings",
        "n integer, assignment integer, kind text, call_id text?, start real?, end real?, seconds real?, "
        f"text text?, {_SAID}",
        ("n",),
        (("assignments", {"assignment": "n"}, "CASCADE"),),
    ),
    (
        "talks_prepared",
        "n integer, agent text, since text?, until text?, calls integer, focus text, focus_on text, "
        f"strengths text, figures text, {_SAID}",
        ("n",),
        (),
    ),
)
