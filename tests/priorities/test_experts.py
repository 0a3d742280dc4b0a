from pathlib import Path

import pytest

from coachkit.errors import NotFoundError
from coachkit.priorities.experts import experts
from tests.priorities.made_library import Made, made_library

ANN = Made(agents=("Ann",), label="good")
BEN = Made(agents=("Ben",), label="bad")
CEM = Made(agents=("Cem",), label="bad")


def test_who_handles_a_topic_far_better_is_named_first_with_two_calls_to_hear(tmp_path: Path) -> None:
    with made_library(tmp_path / "made.db", [ANN] * 20 + [BEN] * 20 + [CEM] * 20) as library:
        found = experts(library, "invoices")
    assert (found.topic_id, found.title, found.calls) == ("t1", "invoices", 60)
    first, *others = found.people
    assert first.handler.agent == "Ann"
    assert first.is_better
    assert (first.good, first.labelled) == (20, 20)
    assert len(first.examples) == 2
    assert [one.is_better for one in others] == [False, False]
    assert found.alike == ()


def test_people_who_cannot_be_told_apart_are_said_to_be_alike(tmp_path: Path) -> None:
    ann = [ANN] * 6 + [Made(agents=("Ann",), label="bad")] * 4
    ben = [Made(agents=("Ben",), label="good")] * 5 + [BEN] * 5
    with made_library(tmp_path / "made.db", ann + ben) as library:
        found = experts(library, "t1")
    assert found.people[0].handler.agent == "Ann"
    assert not found.people[0].is_better
    assert found.alike == ("Ben",)


def test_those_with_too_few_calls_are_not_ranked_but_can_be_heard(tmp_path: Path) -> None:
    with made_library(tmp_path / "made.db", [BEN] * 9 + [ANN] * 2) as library:
        found = experts(library, "t1")
    assert [one.handler.agent for one in found.people] == ["Ben"]
    [few] = found.few
    assert few.handler.agent == "Ann"
    assert [one.call.id for one in few.examples] == ["c009", "c010"]


def test_nobody_is_named_who_had_no_call_on_the_topic(tmp_path: Path) -> None:
    other = Made(agents=("Dan",), topic="t2")
    with made_library(tmp_path / "made.db", [ANN] * 6 + [other] * 6) as library:
        found = experts(library, "t1")
    assert [one.handler.agent for one in found.people] == ["Ann"]
    assert found.few == ()


def test_a_reply_that_was_taken_well_is_quoted_before_all_else(tmp_path: Path) -> None:
    with made_library(tmp_path / "made.db", [Made(agents=("Ann",), replied_well=True)]) as library:
        [one] = experts(library, "t1").few
    [example] = one.examples
    assert example.quote == "That is kind of you."
    assert (example.start, example.end) == (1.0, 9.0)
    assert example.call.agents == ("Ann",)


def test_else_the_agents_words_that_earned_points_are_quoted(tmp_path: Path) -> None:
    with made_library(tmp_path / "made.db", [ANN]) as library:
        [one] = experts(library, "t1").few
    assert one.examples[0].quote == "I will put it back on your card today."


def test_calls_that_went_badly_are_no_examples(tmp_path: Path) -> None:
    with made_library(tmp_path / "made.db", [BEN] * 5 + [ANN] * 5) as library:
        found = {one.handler.agent: one for one in experts(library, "t1").people}
    assert found["Ben"].examples == ()
    assert len(found["Ann"].examples) == 2


def test_a_bad_call_is_no_example_however_short_it_was(tmp_path: Path) -> None:
    short = [Made(agents=("Ann",), label="bad", minutes=1.0)] * 3
    long = [Made(agents=("Ann",), label="neutral", minutes=2.0)] + [Made(agents=("Ben",), minutes=9.0)] * 3
    with made_library(tmp_path / "made.db", short + long) as library:
        found = {one.handler.agent: one for one in experts(library, "t1", by="time").few}
    assert [one.call.id for one in found["Ann"].examples] == ["c003"]


def test_by_score_each_agent_of_a_transferred_call_is_judged_by_the_own_part(tmp_path: Path) -> None:
    transferred = Made(agents=("Ann", "Ben"), score=60.0, leg_scores=(90.0, 30.0))
    with made_library(tmp_path / "made.db", [transferred] * 12) as library:
        found = {one.handler.agent: one.handler for one in experts(library, "t1", by="score").people}
    assert (found["Ann"].average, found["Ben"].average) == (90.0, 30.0)
    assert found["Ann"].effect.value > 20 > found["Ben"].effect.value


def test_by_time_who_needs_fewer_minutes_comes_first(tmp_path: Path) -> None:
    slow = [Made(agents=("Ann",), minutes=8.0 + n % 2) for n in range(15)]
    fast = [Made(agents=("Ben",), minutes=3.0 + n % 2) for n in range(15)]
    with made_library(tmp_path / "made.db", slow + fast) as library:
        found = experts(library, "t1", by="time")
    assert [one.handler.agent for one in found.people] == ["Ben", "Ann"]
    assert found.people[0].is_better


def test_a_topic_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with (
        made_library(tmp_path / "made.db", [ANN]) as library,
        pytest.raises(NotFoundError, match="invoices"),
    ):
        experts(library, "invoces")


def test_a_name_that_fits_several_topics_is_answered_with_their_titles(tmp_path: Path) -> None:
    with (
        made_library(tmp_path / "made.db", [ANN]) as library,
        pytest.raises(NotFoundError, match=r"“calendar sync \(t2\)”, “invoices \(t1\)”"),
    ):
        experts(library, "t")


def test_a_topic_without_any_known_agent_has_nobody(tmp_path: Path) -> None:
    with made_library(tmp_path / "made.db", [Made(agents=())] * 6) as library:
        found = experts(library, "t1")
    assert (found.calls, found.average, found.people, found.few) == (0, None, (), ())


def test_two_calls_that_went_well_do_not_look_like_certainty(tmp_path: Path) -> None:
    with made_library(tmp_path / "made.db", [ANN] * 2 + [BEN] * 2) as library:
        found = experts(library, "t1", minimum=2)
    assert [one.handler.agent for one in found.people] == ["Ann", "Ben"]
    assert found.people[0].handler.effect.low < 0
    assert not found.people[0].is_better
    assert found.alike == ("Ben",)
