"""Who took a call and who called: its source says it; where it does not, its speakers tell."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachkit.store.library import Library
from coachkit.store.reading import CallFilter, agent_named, list_calls, list_customers
from coachkit.store.reading.people import agents_on_calls

ROWS = """
insert into agents (name, aliases) values ('Jana K.', '["agent12"]'), ('Tom B.', '[]');
insert into calls (id, path, audio_hash, duration, channels, sample_rate, codec, details_from, medium) values
    ('c1', 'c1.wav', 'c1', 60, 2, 8000, 'pcm', 'none', 'recording'),
    ('c2', 'c2.vtt', 'c2', 60, 0, 0, 'vtt', 'none', 'transcript'),
    ('c3', 'c3.vtt', 'c3', 60, 0, 0, 'vtt', 'none', 'transcript');
insert into call_agents (call_id, n, agent, start, "end") values ('c1', 0, 'Tom B.', 0, 60);
insert into legs values ('c1', 0, 'Jana K.', 0, 60), ('c2', 0, 'Jana K.', 0, 30), ('c2', 1, null, 30, 60),
    ('c3', 0, 'Uma R.', 0, 60);
insert into customers (name, aliases) values ('Acme', '["Acme Ltd"]');
update calls set customer = 'Acme' where id = 'c1';
insert into speakers (call_id, n, channel, role, name, confidence, reason) values
    ('c1', 0, 0, 'customer', 'Martin Pohl', 1, ''), ('c2', 0, 0, 'agent', 'Jana K.', 1, ''),
    ('c2', 1, 1, 'customer', 'Martin Pohl', 1, ''), ('c3', 0, 0, 'customer', 'Customer', 1, '');
insert into grades values ('c1', 'B', 1, 1, 0, -20, 0.5, 1, '[]');
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    path = tmp_path / "coachkit.db"
    Library.open(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.executescript(ROWS)
    connection.close()
    with Library.open(path) as opened:
        yield opened


def test_a_leg_names_the_agent_only_where_the_source_does_not(library: Library) -> None:
    assert [(one.call_id, one.agent, one.end) for one in agents_on_calls(library)] == [
        ("c1", "Tom B.", 60.0),
        ("c2", "Jana K.", 30.0),
        ("c3", "Uma R.", 60.0),
    ]


def test_calls_are_listed_under_the_agent_whom_their_speakers_tell(library: Library) -> None:
    assert [call.id for call in list_calls(library, CallFilter(agent="agent12"))] == ["c2"]
    assert {call.id: call.agents for call in list_calls(library)} == {
        "c1": ("Tom B.",),
        "c2": ("Jana K.",),
        "c3": ("Uma R.",),
    }


def test_somebody_whom_only_a_transcript_names_can_be_asked_for(library: Library) -> None:
    assert agent_named(library, "uma") == "Uma R."
    assert [call.id for call in list_calls(library, CallFilter(agent="uma"))] == ["c3"]


def test_agents_whom_only_transcripts_name_have_their_calls_in_the_view(library: Library) -> None:
    with sqlite3.connect(library.path) as connection:
        rows = connection.execute("select agent, calls from v_agents order by agent").fetchall()
    connection.close()
    assert rows == [("Jana K.", 1), ("Tom B.", 1), ("Uma R.", 1)]


def test_transcripts_are_not_hard_to_hear_and_have_no_grade(library: Library) -> None:
    assert {call.id for call in list_calls(library, CallFilter(min_grade="A"))} == {"c2", "c3"}
    assert {call.id for call in list_calls(library, CallFilter(min_grade="B"))} == {"c1", "c2", "c3"}
    assert {call.id for call in list_calls(library, CallFilter(grade="B"))} == {"c1"}


def test_a_customer_whom_only_a_transcript_names_is_listed_and_can_be_asked_for(library: Library) -> None:
    assert [(one.name, one.calls) for one in list_customers(library)] == [("Acme", 1), ("Martin Pohl", 1)]
    assert [call.id for call in list_calls(library, CallFilter(customer="martin"))] == ["c2"]
    assert {call.id: call.customer for call in list_calls(library)} == {
        "c1": "Acme",
        "c2": "Martin Pohl",
        "c3": None,
    }
