import numpy as np

from coachkit.models import TopicEdit
from coachkit.topics.learning import Before
from tests.topics.library import SUBJECTS, all_matters, call, filed, learned, titles

CALLS = [call(n) for n in range(48)]


def edit(kind, topic_id, value=None, n=1):
    return TopicEdit(n=n, kind=kind, topic_id=topic_id, value=value, author="Lea", made_at="2026-11-20")


def after(first, *edits, ids=6):
    return Before(epoch=first.epoch, edits=edits, ids=ids)


def test_topics_are_found_without_being_told_how_many():
    epoch = learned(CALLS).epoch
    assert {topic.id for topic in epoch.topics} == {f"t{n}" for n in range(1, 7)}
    assert {topic.title for topic in epoch.topics} == set(SUBJECTS)


def test_the_same_calls_in_any_order_give_the_same_epoch():
    assert learned(CALLS) == learned([*reversed(CALLS)])


def test_a_refit_of_the_same_calls_changes_nothing_but_the_number():
    first = learned(CALLS)
    again = learned(CALLS, number=2, before=after(first))
    assert {(t.id, t.title) for t in again.epoch.topics} == {(t.id, t.title) for t in first.epoch.topics}
    assert {move.kind for move in again.moves} == {"kept"}
    assert {move.stayed for move in again.moves} == {1.0}


def test_topics_keep_their_ids_when_calls_are_added():
    first = learned(CALLS)
    again = learned([*CALLS, *(call(n) for n in range(48, 60))], number=2, before=after(first))
    assert {(t.id, t.title) for t in again.epoch.topics} == {(t.id, t.title) for t in first.epoch.topics}


def test_a_new_subject_becomes_a_new_topic_with_a_new_id():
    first = learned(CALLS)
    new = [call(n, subject=7, words="parcel") for n in range(70, 90)]
    again = learned([*CALLS, *new], number=2, before=after(first))
    [parcel] = [topic for topic in again.epoch.topics if topic.title == "parcel"]
    assert parcel.id == "t7"
    [move] = [move for move in again.moves if move.topic_id == "t7"]
    assert (move.kind, move.passages_before, move.stayed) == ("new", 0, None)


def test_an_id_that_was_given_out_once_is_never_given_to_another_topic():
    first = learned(CALLS)
    new = [call(n, subject=7, words="parcel") for n in range(70, 90)]
    again = learned([*CALLS, *new], number=2, before=after(first, ids=9))
    assert {topic.id for topic in again.epoch.topics} == {*(f"t{n}" for n in range(1, 7)), "t10"}


def test_a_topic_that_is_gone_says_where_its_passages_went():
    first = learned(CALLS)
    left = [one for one in CALLS if one.subject != "invoice"]
    again = learned(left, number=2, before=after(first))
    [invoice] = [topic.id for topic in first.epoch.topics if topic.title == "invoice"]
    assert [move.topic_id for move in again.moves if move.kind == "gone"] == [invoice]


def test_a_pinned_topic_stays_where_it_was_without_any_call_about_it():
    first = learned(CALLS)
    [invoice] = [topic for topic in first.epoch.topics if topic.title == "invoice"]
    left = [one for one in CALLS if one.subject != "invoice"]
    again = learned(left, number=2, before=after(first, edit("pin", invoice.id)))
    assert invoice.id in {topic.id for topic in again.epoch.topics}
    assert titles(call(2), again.epoch) == {"invoice"}


def test_an_unpinned_topic_goes_its_way_again():
    first = learned(CALLS)
    [invoice] = [topic for topic in first.epoch.topics if topic.title == "invoice"]
    left = [one for one in CALLS if one.subject != "invoice"]
    edits = (edit("pin", invoice.id), edit("unpin", invoice.id, n=2))
    again = learned(left, number=2, before=after(first, *edits))
    assert invoice.id not in {topic.id for topic in again.epoch.topics}


def test_a_renamed_topic_that_no_group_takes_over_stays():
    first = learned(CALLS)
    [invoice] = [topic for topic in first.epoch.topics if topic.title == "invoice"]
    left = [one for one in CALLS if one.subject != "invoice"]
    again = learned(left, number=2, before=after(first, edit("rename", invoice.id, "Bills")))
    assert invoice.id in {topic.id for topic in again.epoch.topics}


def test_no_topic_is_one_that_no_call_is_mainly_about():
    greeting = call(90, subject=9, words="hello").vectors[0]
    calls = []
    for one in CALLS:
        mine = [*one.vectors]
        random = np.random.default_rng(int(one.id[4:]))
        row = np.frombuffer(greeting.embedding, dtype="<f4") + random.normal(0, 0.02, 12)
        row = (row / np.linalg.norm(row)).astype("<f4")
        mine[0] = type(greeting)(call_id=one.id, n=0, model="made", dimensions=12, embedding=row.tobytes())
        calls.append(type(one)(id=one.id, passages=one.passages, vectors=tuple(mine)))
    epoch = learned(calls).epoch
    mains = {place.topic_id for one in calls for place in filed(one, epoch) if place.is_main}
    assert mains == {topic.id for topic in epoch.topics}


def test_few_alike_or_no_calls_are_one_topic_or_none():
    assert learned([]).epoch.topics == ()
    assert len(learned([call(0)]).epoch.topics) == 1
    assert 1 <= len(learned([call(0), call(6), call(12)]).epoch.topics) <= 3


def test_ten_thousand_copies_of_a_call_are_one_topic():
    one = call(0)
    copies = [
        type(one)(
            id=f"copy{n:05d}",
            passages=tuple(type(p)(**{**fields(p), "call_id": f"copy{n:05d}"}) for p in one.passages),
            vectors=tuple(type(v)(**{**fields(v), "call_id": f"copy{n:05d}"}) for v in one.vectors),
        )
        for n in range(10_000)
    ]
    epoch = learned(copies).epoch
    assert len(epoch.topics) == 1
    assert {place.topic_id for place in filed(copies[-1], epoch)} == {"t1"}


def fields(noun):
    return {name: getattr(noun, name) for name in type(noun).__slots__}


def test_matters_are_in_the_order_of_calls_and_passages():
    found = all_matters([call(4), call(1)])
    assert [(one.call_id, one.n) for one in found.passages] == [
        (call_id, n) for call_id in ("call001", "call004") for n in range(3)
    ]
