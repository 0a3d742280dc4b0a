"""An agent's average score is made of the legs that are the agent's own."""

import sqlite3
from pathlib import Path

import pytest

from coachkit.store.library import Library

ROWS = """
insert into agents (name, aliases) values ('Jana K.', '[]'), ('Tom B.', '[]');
insert into calls (id, path, audio_hash, duration, channels, sample_rate, codec, details_from) values
    ('c1', 'c1', 'c1', 60, 1, 8000, 'pcm', 'none'),
    ('c2', 'c2', 'c2', 60, 2, 8000, 'pcm', 'none');
insert into call_agents (call_id, n, agent, start, "end") values
    ('c1', 0, 'Jana K.', 0, 30), ('c1', 1, 'Tom B.', 30, 60),
    ('c2', 0, 'Tom B.', 0, 60);
insert into scores (call_id, card, value, points, max_points)
    values ('c1', 'service', 60, 60, 100), ('c2', 'service', 50, 50, 100);
insert into legs values ('c1', 0, 'Jana K.', 0, 30), ('c1', 1, 'Tom B.', 30, 60);
insert into leg_scores values ('c1', 0, 'service', 20, 20, 100), ('c1', 1, 'service', 100, 100, 100);
"""


@pytest.fixture
def averages(tmp_path: Path) -> dict[str, float]:
    path = tmp_path / "coachkit.db"
    with Library.open(path, create=True):
        pass
    connection = sqlite3.connect(path)
    try:
        connection.executescript(ROWS)
        return dict(connection.execute("select agent, average_score from v_agents"))
    finally:
        connection.close()


def test_a_leg_counts_for_its_own_agent_only(averages: dict[str, float]) -> None:
    assert averages["Jana K."] == 20


def test_a_call_without_legs_counts_with_its_own_score(averages: dict[str, float]) -> None:
    assert averages["Tom B."] == 75
