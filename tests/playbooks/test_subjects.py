from collections.abc import Sequence
from dataclasses import replace

from coachkit.behaviours.behaviour import Observed
from coachkit.models import Case
from coachkit.playbooks.choices import Decided
from coachkit.playbooks.earlier import Known
from coachkit.playbooks.subjects import subjects_of, usable
from coachkit.playbooks.titles import ids_of, title_of
from tests.playbooks.made import LINE, case


def observing_nothing(_: str, __: Sequence[Case]) -> list[Observed]:
    return []


def test_cases_are_gathered_by_what_comes_up_and_all_together() -> None:
    named, objecting = case("a"), replace(case("b"), kind="moment", name="objection")
    found = subjects_of([named, objecting], observing_nothing)
    assert [(one.kind, one.name, len(one.cases)) for one in found] == [
        ("everything", "", 2),
        ("competitor", "Zenlane", 1),
        ("moment", "objection", 1),
    ]


def test_one_line_that_two_things_come_up_in_counts_once_among_everything() -> None:
    named = case("a")
    objecting = replace(named, kind="moment", name="objection", n=1)
    [everything, *_] = subjects_of([objecting, named], observing_nothing)
    assert [one.kind for one in everything.cases] == ["competitor"]


def test_whole_calls_are_not_among_everything() -> None:
    of_topic = replace(case("a"), kind="topic", name="t1", exchange=None)
    other = replace(case("b"), kind="feature", name="export")
    [everything, *_] = subjects_of([case("a"), of_topic, other], observing_nothing)
    assert {one.kind for one in everything.cases} == {"competitor", "feature"}


def test_one_subject_alone_is_not_written_twice() -> None:
    assert [one.kind for one in subjects_of([case("a"), case("b")], observing_nothing)] == ["competitor"]


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


def test_what_agents_do_is_looked_at_under_the_id_of_the_playbook() -> None:
    asked = []

    def observe(playbook_id: str, own: Sequence[Case]) -> list[Observed]:
        asked.append((playbook_id, len(own)))
        return []

    subjects_of([case("a"), replace(case("b"), kind="moment", name="objection")], observe)
    assert asked == [("everything", 2), ("competitor-zenlane", 1), ("moment-objection", 1)]


def test_a_playbook_goes_by_its_own_names_alone() -> None:
    here, there = ("competitor-zenlane", "wording:b", False), ("competitor-acme", "wording:a", False)
    decided = ("competitor-zenlane", "wording:c", True)
    known = Known(decided={decided: Decided(kind="dont", line="c")}, stood={there: LINE, here: LINE})
    assert known.behaviours_of("competitor-zenlane") == ["wording:c", "wording:b"]
