"""Migration 11: cases, the playbooks that are mined from them, and battle cards."""

from sqlite_utils import Database

from coachkit.store.playbook_views import VIEWS_11
from coachkit.store.table_making import OF_CALL, Reference, make_table


def m011_playbooks(db: Database) -> None:
    """Make the tables; exchanges get a column, and are judged anew by the next build."""
    db.execute("alter table exchanges add column reaction_start real")
    for name, columns, key, refers in _TABLES:
        make_table(db, name, columns, key=key, refers=refers)
    db.table("cases").create_index(["kind", "name"])
    db.table("playbook_quotes").create_index(["call_id"])
    db.table("card_quotes").create_index(["call_id"])
    db.table("line_choices").create_index(["playbook_id"])
    for name, select in VIEWS_11.items():
        db.create_view(name, select)


_SAID = "author text, made_at text"
_TABLES: tuple[tuple[str, str, tuple[str, ...], tuple[Reference, ...]], ...] = (
    (
        "sentence_vectors",
        "call_id text, model text, dimensions integer, lines text, marks text, embedding blob",
        ("call_id",),
        (OF_CALL,),
    ),
    (
        "cases",
        "call_id text, n integer, kind text, name text, exchange integer?, agent text?, verdict text, "
        "verdict_from text, is_upset integer, start real, end real, prompt text, prompt_start real, "
        "prompt_end real, quote text, quote_start real, quote_end real, deeds text, said text, "
        "segments text, delay real?, seconds real?, words integer, questions integer",
        ("call_id", "n"),
        (OF_CALL,),
    ),
    (
        "playbooks",
        "id text, kind text, subject text, title text, good integer, bad integer, unclear integer, "
        "calls integer, agents integer, looked_at integer, missing text?",
        ("id",),
        (),
    ),
    (
        "playbook_lines",
        "playbook_id text, n integer, behaviour text, behaviour_kind text, kind text, text text, why text, "
        "done_good integer, done_bad integer, not_done_good integer, not_done_bad integer, calls integer, "
        "agents integer, effect real, effect_low real, effect_high real, odds real?, odds_low real?, "
        "odds_high real?, chance real, adjusted real, withheld text?, also text, approved_by text?, "
        "edited_by text?, struck_by text?, found text, doubt text?",
        ("playbook_id", "n"),
        (("playbooks", {"playbook_id": "id"}, "CASCADE"),),
    ),
    (
        "playbook_quotes",
        "playbook_id text, line integer, n integer, call_id text, start real, end real, agent text?, "
        "verdict text, is_done integer, prompt text, words text, quote text",
        ("playbook_id", "line", "n"),
        (OF_CALL, ("playbook_lines", {"playbook_id": "playbook_id", "line": "n"}, "CASCADE")),
    ),
    (
        "playbook_versions",
        "playbook_id text, n integer, made_at text, text text, changes text",
        ("playbook_id", "n"),
        (),
    ),
    (
        "line_choices",
        "n integer, playbook_id text, behaviour text, kind text, line text, action text, text text?, "
        f"{_SAID}",
        ("n",),
        (),
    ),
    (
        "battle_cards",
        "id text, kind text, name text, title text, calls integer, cases integer, good integer, bad integer, "
        "trend text, since text?, until text?, left_out integer",
        ("id",),
        (),
    ),
    (
        "card_lines",
        "card_id text, n integer, section text, text text, cases integer, calls integer, good integer, "
        "bad integer, of_calls integer, stance text?, modality text",
        ("card_id", "n"),
        (("battle_cards", {"card_id": "id"}, "CASCADE"),),
    ),
    (
        "card_quotes",
        "card_id text, line integer, n integer, call_id text, start real, end real, agent text?, "
        "verdict text, quote text, prompt text, reaction text",
        ("card_id", "line", "n"),
        (OF_CALL, ("card_lines", {"card_id": "card_id", "line": "n"}, "CASCADE")),
    ),
)
