import numpy as np

from coachkit.models import Keyword, Passage
from coachkit.stages.topics import assign_passages, fit_topics

DIRECTIONS = np.eye(8, dtype=np.float32)
SUBJECTS = ("export", "calendar", "invoice")


def library(calls=12, noise=0.15):
    """Return passages about three subjects, their vectors, and keywords that name the subjects."""
    random = np.random.default_rng(7)
    passages, rows, keywords = [], [], {}
    for c in range(calls):
        subject = SUBJECTS[c % 3]
        call = f"call{c:02d}"
        keywords[call] = [
            Keyword(call_id=call, rank=1, phrase=subject, weight=2.0, count=3),
            Keyword(call_id=call, rank=2, phrase="account", weight=2.0, count=3),
        ]
        for n in range(3):
            passages.append(
                Passage(
                    call_id=call,
                    n=n,
                    start=n,
                    end=n + 1,
                    first_segment=n,
                    last_segment=n,
                    text=f"{subject} account",
                )
            )
            row = DIRECTIONS[c % 3] + random.normal(0, noise, 8).astype(np.float32)
            rows.append(row / np.linalg.norm(row))
    return passages, np.array(rows, dtype=np.float32), keywords


def test_topics_are_found_without_being_told_how_many():
    passages, vectors, keywords = library()
    fit = fit_topics(passages, vectors, keywords, epoch=1)
    assert len(fit.topics) == 3
    assert {topic.phrases[0] for topic in fit.topics} == set(SUBJECTS)


def test_the_order_of_the_passages_changes_nothing():
    passages, vectors, keywords = library()
    back = list(reversed(range(len(passages))))
    one = fit_topics(passages, vectors, keywords, epoch=1)
    two = fit_topics([passages[i] for i in back], vectors[back], keywords, epoch=1)
    assert one.topics == two.topics
    assert np.array_equal(one.centroids, two.centroids)


def test_an_example_is_a_passage_of_its_topic():
    passages, vectors, keywords = library()
    for topic in fit_topics(passages, vectors, keywords, epoch=1).topics:
        [example] = [
            p for p in passages if (p.call_id, p.n) == (topic.example_call_id, topic.example_passage)
        ]
        assert topic.phrases[0] in example.text


def test_a_new_call_joins_the_topic_it_is_nearest_to():
    passages, vectors, keywords = library()
    fit = fit_topics(passages, vectors, keywords, epoch=1)
    places = assign_passages(passages[3:6], vectors[3:6], fit.topics, fit.centroids)
    [calendar] = [topic for topic in fit.topics if topic.phrases[0] == "calendar"]
    assert {place.topic_id for place in places} == {calendar.id}
    assert all(place.is_main for place in places)


def test_too_few_passages_are_one_topic_and_none_is_no_topic():
    passages, vectors, keywords = library(calls=1)
    assert len(fit_topics(passages, vectors, keywords, epoch=1).topics) == 1
    assert fit_topics([], np.zeros((0, 0), dtype=np.float32), {}, epoch=1).topics == ()


def test_no_topic_is_one_that_no_call_is_mainly_about():
    passages, vectors, keywords = library(calls=30)
    greeting = DIRECTIONS[5]
    vectors[::3] = greeting + np.random.default_rng(2).normal(0, 0.02, (30, 8))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    fit = fit_topics(passages, vectors, keywords, epoch=1)
    mains = {
        place.topic_id
        for n in range(30)
        for place in assign_passages(
            passages[3 * n : 3 * n + 3], vectors[3 * n : 3 * n + 3], fit.topics, fit.centroids
        )
        if place.is_main
    }
    assert mains == {topic.id for topic in fit.topics}
    assert max(fit.centroids @ greeting) < 0.5
