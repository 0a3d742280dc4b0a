import numpy as np

from coachkit.topics.filing import file_call
from tests.topics.library import call, filed, learned, purpose, reason, titles

CALLS = [call(n) for n in range(48)]
EPOCH = learned(CALLS).epoch
TITLE: dict[str | None, str] = {topic.id: topic.title for topic in EPOCH.topics}


def test_a_new_call_joins_the_topic_it_is_nearest_to():
    places = filed(call(61), EPOCH)
    assert {TITLE[one.topic_id] for one in places if one.topic_id} == {"calendar"}
    assert {one.is_main for one in places if one.topic_id} == {True}


def test_a_call_unlike_all_others_waits_among_the_unsorted():
    places = filed(call(61, subject=8, words="parcel"), EPOCH)
    assert {one.topic_id for one in places} == {None}
    assert not any(one.is_main for one in places)


def test_few_of_the_calls_that_were_learned_from_are_unsorted():
    places = [place for one in CALLS for place in filed(one, EPOCH)]
    assert np.mean([place.topic_id is None for place in places]) <= 0.15


def test_greetings_and_small_talk_are_not_filed():
    one = call(61)
    asides = [purpose(one.passages[0], "greeting"), purpose(one.passages[2], "goodbye")]
    assert [place.n for place in file_call(one.matters(asides), EPOCH)] == [1]


def test_a_call_of_nothing_but_greetings_is_filed_nowhere():
    one = call(61)
    asides = [purpose(passage, "small_talk") for passage in one.passages]
    assert file_call(one.matters(asides), EPOCH) == []


def test_the_reason_for_calling_weighs_more_than_what_else_is_talked_about():
    calendar, export = call(61), call(60)
    mixed = type(calendar)(
        id=calendar.id,
        passages=calendar.passages,
        vectors=(export_row(export, calendar, 0), *calendar.vectors[1:]),
    )
    assert main_of(mixed.matters()) == "calendar"
    assert main_of(mixed.matters(reasons=[reason(mixed.passages[0], 0)])) == "export"


def export_row(export, of, n):
    return type(export.vectors[n])(
        call_id=of.id, n=n, model="made", dimensions=12, embedding=export.vectors[n].embedding
    )


def main_of(matters):
    [main] = {TITLE[place.topic_id] for place in file_call(matters, EPOCH) if place.is_main}
    return main


def test_a_topic_that_people_said_is_none_takes_its_passages_away():
    hidden = type(EPOCH)(
        number=1,
        topics=tuple(
            type(topic)(
                id=topic.id,
                epoch=1,
                n=topic.n,
                title=topic.title,
                phrases=(),
                is_hidden=topic.title == "export",
            )
            for topic in EPOCH.topics
        ),
        centres=EPOCH.centres,
    )
    assert file_call(call(60).matters(), hidden) == []
    assert titles(call(61), hidden) - {None} == {"calendar"}
