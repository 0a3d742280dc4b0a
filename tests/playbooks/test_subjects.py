from dataclasses import replace

from coachkit.playbooks.subjects import subjects_of, usable
from coachkit.playbooks.titles import ids_of, title_of
from tests.playbooks.made import case


def test_cases_are_gathered_by_what_comes_up_and_all_together() -> None:
    named, objecting = case("a"), replace(case("b"), kind="moment", name="objection")
    found = subjects_of([named, objecting], [])
    assert [(one.kind, one.name, len(one.cases)) for one in found] == [
        ("everything", "", 2),
        ("competitor", "Zenlane", 1),
        ("moment", "objection", 1),
    ]


def test_one_line_that_two_things_come_up_in_counts_once_among_everything() -> None:
    named = case("a")
    objecting = replace(named, kind="moment", name="objection", n=1)
    [everything, *_] = subjects_of([objecting, named], [])
    assert [one.kind for one in everything.cases] == ["competitor"]


def test_whole_calls_are_not_among_everything() -> None:
    of_topic = replace(case("a"), kind="topic", name="t1", exchange=None)
    other = replace(case("b"), kind="feature", name="export")
    [everything, *_] = subjects_of([case("a"), of_topic, other], [])
    assert {one.kind for one in everything.cases} == {"competitor", "feature"}


def test_one_subject_alone_is_not_written_twice() -> None:
    assert [one.kind for one in subjects_of([case("a"), case("b")], [])] == ["competitor"]


def test_calls_and_topics_that_do_not_count_are_left_out() -> None:
    of_topic = replace(case("a"), kind="topic", name="t1", exchange=None, n=3)
    cases = [case("b"), case("a"), of_topic]
    assert [one.n for one in usable(cases, call_ids={"a"}, topics=set())] == [0]
    assert [one.n for one in usable(cases, call_ids={"a"}, topics={"t1"})] == [0, 3]


def test_no_two_playbooks_have_the_same_id() -> None:
    found = ids_of([("competitor", "Zen Lane"), ("competitor", "zen-lane"), ("everything", "")])
    assert sorted(found.values()) == ["competitor-zen-lane", "competitor-zen-lane-2", "everything"]


def test_a_topic_keeps_its_id_whatever_it_is_called() -> None:
    assert ids_of([("topic", "t4")]) == {("topic", "t4"): "topic-t4"}
    assert title_of("topic", "t4", {"t4": "Invoice"}) == "Calls about “Invoice”"
