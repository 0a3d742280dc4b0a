"""Migration 6: turns and their words, which searching works on; the old full-text index goes."""

from sqlite_utils import Database

from coachkit.store.table_making import OF_CALL, make_table


def m006_turns(db: Database) -> None:
    """Add turns, their full-text index and the vocabulary; take away what they replace."""
    for trigger in ("annotations_are_indexed", "annotations_leave_the_index", "annotations_are_indexed_anew"):
        db.execute(f"drop trigger {trigger}")
    db.execute("drop table search_index")
    _keep_annotations_without_index(db)
    make_table(db, "turns", _TURNS, key=("id",), refers=[OF_CALL])
    db.table("turns").create_index(["call_id", "first_segment"], unique=True)
    for statement in (_VOCABULARY, *_INDEX):
        db.execute(statement)


def _keep_annotations_without_index(db: Database) -> None:
    """Take away the columns that the old index was made of: older versions of SQLite need a new table."""
    kept = "call_id, n, lemmas, tokens, entities, chunks"
    db.execute("alter table annotations rename to old_annotations")
    columns = "call_id text, n integer, lemmas text, tokens text, entities text, chunks text"
    make_table(db, "annotations", columns, key=("call_id", "n"), refers=[OF_CALL])
    db.execute(f"insert into annotations ({kept}) select {kept} from old_annotations order by call_id, n")  # noqa: S608 - a constant
    db.execute("drop table old_annotations")


_TURNS = (
    "id integer, call_id text, n integer, first_segment integer, last_segment integer, segments text, "
    "role text, speaker text, part text, start real, end real, questions integer, words text, lemmas text, "
    "speaker_words text"
)
# sqlite-utils cannot make a table without row numbers, which here halves the file's share and the reading
_VOCABULARY = """
create table vocabulary (term TEXT primary key not null, turns INTEGER not null) without rowid
"""


def _terms_of(row: str) -> str:
    """Return SQL for the words of a turn, each once; they hold no sign that JSON would mind."""
    listed = f"""'["' || replace({row}.words, ' ', '","') || '"]'"""
    return f"select distinct value from json_each({listed}) where value != ''"  # noqa: S608 - a constant


_INTO_INDEX = """
insert into turn_index (rowid, words, lemmas, speaker_words)
values (new.id, new.words, new.lemmas, new.speaker_words);
"""
_OUT_OF_INDEX = """
insert into turn_index (turn_index, rowid, words, lemmas, speaker_words)
values ('delete', old.id, old.words, old.lemmas, old.speaker_words);
"""
_INTO_VOCABULARY = f"""
insert into vocabulary (term, turns) select value, 1 from ({_terms_of("new")}) where true
on conflict (term) do update set turns = turns + 1;
"""  # noqa: S608 - constants
_OUT_OF_VOCABULARY = f"""
update vocabulary set turns = turns - 1 where term in ({_terms_of("old")});
delete from vocabulary where turns < 1 and term in ({_terms_of("old")});
"""  # noqa: S608 - constants
_INDEX = (
    # The words are folded and parted by spaces already: this tokenizer leaves all that is not ASCII alone.
    """
    create virtual table turn_index using fts5(
        words, lemmas, speaker_words, content='turns', content_rowid='id', tokenize='ascii'
    )
    """,
    f"create trigger turns_are_indexed after insert on turns begin {_INTO_INDEX} {_INTO_VOCABULARY} end",
    f"""
    create trigger turns_leave_the_index after delete on turns begin
    {_OUT_OF_INDEX} {_OUT_OF_VOCABULARY} end
    """,
    f"""
    create trigger turns_are_indexed_anew after update on turns begin
    {_OUT_OF_INDEX} {_OUT_OF_VOCABULARY} {_INTO_INDEX} {_INTO_VOCABULARY} end
    """,
)
