import re
import sqlite3
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

import coachkit
from coachkit.errors import LibraryError
from coachkit.models import Agent, Assignment, Call, CallAgent, Leg, Listening, Playlist
from coachkit.store.library import Library
from coachkit.store.people import save_people
from coachkit.store.reading.packed_vectors import library_version
from coachkit.store.row_writing import upsert_rows
from coachkit.store.seen_by import Viewer, rule_of
from coachkit.store.tables import TABLE_OF, TABLES
from tests.store.planted_rows import AGENTS, HIDDEN, SEEN, WORDS, planted_library, planted_row

OF_THE_WHOLE = {"corpus_models", "folders"}
"""How the library was built: nothing of them is of a call."""
EMPTY = {
    "rejected_suggestions", "phrase_counts", "topic_centres", "topic_moves", "learned_models",
    "learned_weights", "departures", "kept_clips", "clip_changes", "users", "talks_prepared",
    "playbook_versions", "line_choices", "battle_cards", "card_lines", "card_quotes", "v_card_lines",
}  # fmt: skip
"""What leads make of all calls together."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted_library(tmp_path_factory.mktemp("planted") / "planted.db")


@pytest.fixture
def seen(planted: Path) -> Iterator[Library]:
    with Library.open_to_read(planted, viewer=Viewer(agent=AGENTS[SEEN])) as library:
        yield library


@pytest.fixture
def whole(planted: Path) -> Iterator[Library]:
    with Library.open_to_read(planted) as library:
        yield library


def names_of(library: Library) -> list[str]:
    views = library.values("select name from sqlite_master where type = 'view'")
    return [*(table.name for table in TABLES), *(str(name) for (name,) in views)]


def everything(library: Library, name: str) -> list[tuple[object, ...]]:
    return list(library.values(f"select * from {name}"))  # noqa: S608 - names of our own tables


def tells_of_hidden(rows: object) -> bool:
    return bool(re.search(f"{WORDS[HIDDEN]}|{HIDDEN}", repr(rows)))


def test_every_table_has_a_rule() -> None:
    for table in TABLES:
        assert table.name == "vocabulary" or rule_of(table)  # that one is worked out from the turns seen


def test_every_table_holds_rows_of_both_before_anything_is_hidden(whole: Library) -> None:
    for table in TABLES:
        assert len(everything(whole, table.name)) >= 2, table.name


def test_every_table_and_view_can_be_read_and_counted(seen: Library) -> None:
    for name in names_of(seen):
        [(count,)] = seen.values(f"select count(*) from {name}")  # noqa: S608 - names of our own tables
        assert count == len(everything(seen, name))


def test_no_table_and_no_view_tells_of_a_call_that_is_not_seen(seen: Library, whole: Library) -> None:
    telling = [name for name in names_of(whole) if tells_of_hidden(everything(whole, name))]
    assert len(telling) > len(TABLES) - 10
    leaking = [name for name in names_of(seen) if tells_of_hidden(everything(seen, name))]
    assert set(leaking) == OF_THE_WHOLE


def test_own_calls_are_seen_with_all_that_was_made_of_them(seen: Library) -> None:
    for table in TABLES:
        columns = {one.name for one in fields(table.noun)}
        if "call_id" in columns and table.name not in EMPTY:
            assert everything(seen, table.name), table.name


def test_what_leads_make_of_all_calls_is_empty(seen: Library) -> None:
    assert not [name for name in EMPTY if everything(seen, name)]


def test_words_are_counted_in_what_is_seen_alone(seen: Library) -> None:
    found = seen.values(f"select rowid from turn_index where turn_index match '{WORDS[HIDDEN]}'")  # noqa: S608
    assert not [*found]
    assert [*seen.values(f"select rowid from turn_index where turn_index match '{WORDS[SEEN]}'")]  # noqa: S608
    assert WORDS[HIDDEN] not in {term for (term,) in seen.values("select term from vocabulary")}


@pytest.mark.parametrize(
    "statement",
    [
        "select id from main.calls",
        "select count(*) from main.calls",
        "select 1 where exists (select 1 from main.users)",
        "with calls as (select id from main.calls) select * from calls",
        "with calls as (select count(*) from main.users) select * from calls",
        "select * from (select id from main.calls) as calls",
        "select (select max(id) from main.calls)",
        "select id from calls union all select id from main.calls",
        "select * from main.v_calls",
        "select count(*) from main.v_calls",
        "select * from main.turn_index",
        "select * from main.turn_index_data",
        "select * from main.vocabulary",
        "select name from main.users",
        "explain select id from main.calls",
        "create temp view more as select * from main.calls",
        "create temp table more as select 1",
        "drop view temp.calls",
        "delete from temp.seen_calls",
        "insert into temp.seen_calls values ('41dde41d')",
        "update temp.seen_agent set agent = 'Tom'",
        "attach ':memory:' as other",
        "vacuum into 'elsewhere.db'",
        "pragma writable_schema = 1",
        "pragma temp_store = 1",
        "select * from pragma_table_list",
        "select * from dbstat",
        "begin",
    ],
)
def test_nothing_reads_past_the_rules(seen: Library, statement: str) -> None:
    with pytest.raises((sqlite3.DatabaseError, LibraryError)):
        [*seen.values(statement)]
    assert [one.id for one in seen.rows(Call)] == [SEEN]


def test_names_of_tables_alone_are_known_of_the_rest(seen: Library) -> None:
    assert not tells_of_hidden(everything(seen, "sqlite_master"))
    assert not tells_of_hidden(everything(seen, "sqlite_temp_master"))


def test_no_statement_outside_names_the_file_itself() -> None:
    folder = Path(coachkit.__file__).parent
    reads_the_file = re.compile(rf"\bmain\.\W?({'|'.join(one.name for one in TABLES)}|sqlite_|v_)")
    naming = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if reads_the_file.search(path.read_text())
    }
    assert naming == {"store/seen_by.py"}


def test_a_lead_reads_the_file_as_it_is(whole: Library) -> None:
    assert {one.id for one in whole.rows(Call)} == {SEEN, HIDDEN}
    assert [*whole.values("select count(*) from main.calls")] == [(2,)]
    assert not [*whole.values("select name from sqlite_temp_master")]


def test_somebody_whom_the_library_does_not_know_sees_no_call(planted: Path) -> None:
    for agent in ("", "Nobody", "%", AGENTS[SEEN].lower()):
        with Library.open_to_read(planted, viewer=Viewer(agent=agent)) as library:
            assert library.rows(Call) == []
            assert not [name for name in names_of(library) if tells_of_hidden(everything(library, name))
                        and name not in OF_THE_WHOLE]  # fmt: skip


def test_the_version_of_the_file_can_be_asked(seen: Library) -> None:
    assert library_version(seen) == library_version(seen)


# who is who


def call(call_id: str) -> Call:
    return Call(
        id=call_id,
        path=f"{call_id}.wav",
        audio_hash=call_id,
        duration=10.0,
        channels=1,
        sample_rate=8000,
        codec="pcm",
    )


def leg(call_id: str, agent: str) -> Leg:
    row = planted_row(TABLE_OF[Leg], call_id, n=0)
    assert isinstance(row, Leg)
    return replace(row, agent=agent)


def write(db: Path, *rows: object) -> None:
    with Library.open(db) as library, library.changing() as connection:
        upsert_rows(connection, *rows)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "people.db"
    with Library.open(path, create=True) as library:
        for call_id, agent in (("a1", "Jana Kovac"), ("b1", "Tom Berg")):
            library.save_call(
                call(call_id),
                call_agents=[CallAgent(call_id=call_id, n=0, agent=agent, start=0.0, end=9.0)],
            )
    return path


def calls_of(db: Path, agent: str) -> list[str]:
    with Library.open_to_read(db, viewer=Viewer(agent=agent)) as library:
        return [one.id for one in library.rows(Call)]


def name_people(db: Path, *agents: Agent) -> None:
    with Library.open(db) as library:
        save_people(library, agents=agents)


def test_calls_under_another_name_of_the_agent_are_seen(db: Path) -> None:
    assert calls_of(db, "Jana Kovac") == ["a1"]
    with Library.open(db) as library:
        library.save_call(call("c1"))
    write(db, leg("c1", "agent12"))
    assert calls_of(db, "Jana Kovac") == ["a1"]
    name_people(db, Agent(name="Jana Kovac", aliases=("agent12",)), Agent(name="Tom Berg"))
    assert calls_of(db, "Jana Kovac") == ["a1", "c1"]


def test_whom_only_the_speakers_name_sees_the_own_call(db: Path) -> None:
    with Library.open(db) as library:
        library.save_call(call("c1"))
    write(db, leg("c1", "Ada"))
    assert calls_of(db, "Ada") == ["c1"]


def test_who_logs_in_under_a_former_name_is_the_same_agent(db: Path) -> None:
    name_people(db, Agent(name="Jana Kovac", aliases=("J. Kovac",)), Agent(name="Tom Berg"))
    assert calls_of(db, "J. Kovac") == ["a1"]


def test_a_name_that_two_go_by_is_neithers(db: Path) -> None:
    name_people(db, Agent(name="Jana Kovac", aliases=("T.",)), Agent(name="Tom Berg", aliases=("T.",)))
    assert calls_of(db, "T.") == []
    with Library.open(db) as library:
        library.save_call(call("c1"))
    write(db, leg("c1", "T."))
    assert calls_of(db, "Jana Kovac") == ["a1"]
    assert calls_of(db, "Tom Berg") == ["b1"]


def test_another_agents_name_is_no_name_of_ones_own(db: Path) -> None:
    name_people(db, Agent(name="Jana Kovac", aliases=("Tom Berg",)), Agent(name="Tom Berg"))
    assert calls_of(db, "Jana Kovac") == ["a1"]


def test_both_who_took_a_call_see_it(db: Path) -> None:
    with Library.open(db) as library:
        library.save_call(
            call("ab"),
            call_agents=[
                CallAgent(call_id="ab", n=0, agent="Jana Kovac", start=0.0, end=5.0),
                CallAgent(call_id="ab", n=1, agent="Tom Berg", start=5.0, end=9.0),
            ],
        )
    assert "ab" in calls_of(db, "Jana Kovac")
    assert "ab" in calls_of(db, "Tom Berg")


# lists


def a_list(list_id: str) -> Playlist:
    return Playlist(
        id=list_id, kind="feature", subject="s", verdict="good", title=f"title of {list_id}", description=""
    )


def asked(n: int, list_id: str, agent: str) -> Assignment:
    return Assignment(
        n=n, playlist_id=list_id, agent=agent, due=None, note=f"note {n}", author="lead", made_at="2026-11-16"
    )


def lists_of(db: Path, agent: str) -> list[str]:
    with Library.open_to_read(db, viewer=Viewer(agent=agent)) as library:
        return [one.id for one in library.rows(Playlist)]


def test_lists_are_seen_by_whom_they_were_given_to(db: Path) -> None:
    write(
        db,
        *map(a_list, ("l1", "l2", "l3")),
        asked(1, "l1", "Jana Kovac"),
        asked(2, "l2", "Tom Berg"),
    )
    assert lists_of(db, "Jana Kovac") == ["l1"]
    with Library.open_to_read(db, viewer=Viewer(agent="Jana Kovac")) as library:
        assert [one.note for one in library.rows(Assignment)] == ["note 1"]


def test_a_list_that_was_taken_back_is_not_seen_any_more(db: Path) -> None:
    withdrawn = Listening(
        n=1, assignment=1, kind="withdrawn", call_id=None, start=None, end=None, seconds=None, text=None,
        author="lead", made_at="2026-11-17",
    )  # fmt: skip
    write(db, a_list("l1"), asked(1, "l1", "Jana Kovac"), withdrawn)
    assert lists_of(db, "Jana Kovac") == []
    write(db, asked(2, "l1", "Jana Kovac"))
    assert lists_of(db, "Jana Kovac") == ["l1"]
