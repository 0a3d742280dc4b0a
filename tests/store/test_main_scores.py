"""Only the card that labels calls counts in figures; others are shown beside it."""

from pathlib import Path

from coachkit.models import Agent, CallAgent, Score
from coachkit.store.coding import insert_sql, pack
from coachkit.store.library import Library
from coachkit.store.people import save_people
from coachkit.store.tables import TABLE_OF
from tests.talk import CALL_ID, a_call


def test_an_agents_average_is_of_the_main_card(tmp_path: Path) -> None:
    scores = [
        Score(call_id=CALL_ID, card="a card", value=10.0, points=1, max_points=10, is_main=False),
        Score(call_id=CALL_ID, card="service", value=80.0, points=8, max_points=10),
    ]
    with Library.open(tmp_path / "coachkit.db", create=True) as library:
        save_people(library, agents=[Agent(name="Jana", aliases=(), team=None, started=None)])
        on_call = CallAgent(call_id=CALL_ID, n=0, agent="Jana", start=0.0, end=9.0)
        library.save_call(a_call(), call_agents=[on_call])
        with library.changing() as connection:
            connection.executemany(insert_sql(TABLE_OF[Score]), pack(scores, TABLE_OF[Score]))
        assert library.values("select average_score from v_agents") == [(80.0,)]
        assert library.values("select score from v_calls") == [(80.0,)]
