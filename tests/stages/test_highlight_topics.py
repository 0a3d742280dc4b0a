from coachkit.clipping import timed_talk
from coachkit.config import PlaylistSettings
from coachkit.models import Exchange, Passage, TopicPassage
from coachkit.stages.highlight import Heard, highlights_of
from tests.talk import CALL_ID, segments

LINES = [("customer" if n % 2 == 0 else "agent", 10.0 * n, 10.0 * n + 9, "some words here") for n in range(8)]
PASSAGES = [
    Passage(
        call_id=CALL_ID,
        n=n,
        start=40.0 * n,
        end=40.0 * n + 39,
        first_segment=4 * n,
        last_segment=4 * n + 3,
        text="",
    )
    for n in range(2)
]


def filed(n: int, topic: str | None, *, is_main: bool = False) -> TopicPassage:
    return TopicPassage(call_id=CALL_ID, n=n, epoch=1, topic_id=topic, similarity=0.7, is_main=is_main)


def topic_of(start: float, end: float, *topics: TopicPassage) -> str | None:
    exchange = Exchange(
        call_id=CALL_ID,
        n=0,
        kind="feature",
        name="export",
        start=start,
        end=end,
        verdict="good",
        reason="",
        strength=0.5,
        quote="some words",
        quote_start=start,
        quote_end=end,
    )
    heard = Heard(
        talk=timed_talk(segments(LINES), (), duration=80.0),
        exchanges=[exchange],
        points=(),
        label=None,
        moments=(),
        topics=topics,
        passages=PASSAGES,
    )
    return highlights_of(heard, PlaylistSettings())[0].topic


def test_an_exchange_is_filed_under_the_topic_of_the_passage_that_holds_most_of_it() -> None:
    topics = (filed(0, "t1", is_main=True), filed(1, "t2"))
    assert topic_of(30.0, 70.0, *topics) == "t2"
    assert topic_of(10.0, 45.0, *topics) == "t1"


def test_where_no_passage_is_filed_an_exchange_is_filed_as_its_call_is() -> None:
    assert topic_of(45.0, 70.0, filed(0, "t1", is_main=True), filed(1, None)) == "t1"
    assert topic_of(45.0, 70.0) is None
