from datetime import date
from pathlib import Path

import pytest

from coachkit.errors import NotFoundError
from coachkit.reporting.report import report
from coachkit.reporting.results import Report
from coachkit.store.reading import CallFilter
from tests.reporting.made_report import Told, disputed, made_report


def reported(path: Path, calls: list[Told], filters: CallFilter | None = None) -> Report:
    with made_report(path / "made.db", calls) as library:
        return report(library, filters)


def test_without_a_first_day_it_is_about_four_weeks_up_to_the_newest_call(tmp_path: Path) -> None:
    found = reported(tmp_path, [Told(days_ago=days) for days in (0, 27, 28, 55, 56)])
    assert (found.first, found.last) == (date(2026, 10, 24), date(2026, 11, 20))
    assert found.before == (date(2026, 9, 26), date(2026, 10, 23))
    assert (found.calls, found.calls_before) == (2, 2)


def test_a_period_is_compared_with_as_many_days_before(tmp_path: Path) -> None:
    asked = CallFilter(since=date(2026, 11, 14), until=date(2026, 11, 20))
    found = reported(tmp_path, [Told(days_ago=days) for days in (0, 6, 7, 13, 14)], asked)
    assert found.before == (date(2026, 11, 7), date(2026, 11, 13))
    assert (found.calls, found.calls_before) == (2, 2)


def test_labels_are_counted_with_who_says_so(tmp_path: Path) -> None:
    calls = [
        Told(label="good", source="rating:jana"),
        Told(label="good", source="score:service"),
        Told(label="bad"),
        Told(label=None, source="none"),
    ]
    found = reported(tmp_path, calls)
    assert [(one.label, one.calls, one.by_source) for one in found.labels] == [
        ("good", 2, (("rating", 1), ("score", 1))),
        ("neutral", 0, ()),
        ("bad", 1, (("outcome", 1),)),
    ]
    assert found.unlabelled == 1


def test_weeks_without_calls_are_there_too(tmp_path: Path) -> None:
    found = reported(tmp_path, [Told(days_ago=0), Told(days_ago=14, label="bad")])
    assert [(one.first, one.good, one.bad) for one in found.weeks] == [
        (date(2026, 11, 2), 0, 1),
        (date(2026, 11, 9), 0, 0),
        (date(2026, 11, 16), 1, 0),
    ]


def test_a_score_that_took_a_bad_call_for_good_is_heard_first(tmp_path: Path) -> None:
    calls = [Told(days_ago=1, label="bad"), Told(days_ago=2, label="bad", score_label="good"), Told()]
    first, second = reported(tmp_path, calls).hear_first
    assert first.spot.call.id == "c001"
    assert first.reasons == ("The score card took it for good, but it went badly: csat is 2 (survey)",)
    assert second.reasons == ("It went badly: csat is 2 (survey)",)


def test_an_open_dispute_is_heard_before_a_bad_end(tmp_path: Path) -> None:
    calls = [Told(label="bad"), Told(days_ago=1, lines={"next_step": True})]
    with made_report(tmp_path / "made.db", calls) as library:
        disputed(library, "c001")
        first = report(library).hear_first[0]
    assert first.spot.call.id == "c001"
    assert (first.spot.start, first.spot.end) == (6.0, 10.0)
    assert first.spot.quote == "I will put it back on your card today."
    assert first.reasons[0] == "Ann disputes the line “next step”, which waits for a decision: I did say when"


def test_a_clear_reply_is_heard_at_its_place(tmp_path: Path) -> None:
    [one] = reported(tmp_path, [Told(replies={"Zenlane": "good"}), Told(days_ago=1)]).hear_first
    assert one.reasons == ("A reply to learn from: Zenlane comes up",)
    assert (one.spot.start, one.spot.quote) == (1.0, "That is kind of you.")


def test_a_reason_goes_on_as_a_sentence_and_names_keep_their_capitals(tmp_path: Path) -> None:
    [one] = reported(tmp_path, [Told(replies={"It is about export; export": "bad"})]).hear_first
    assert one.reasons == ("A reply that did not work: it is about export; export comes up",)


def test_that_somebody_is_new_is_a_reason_beside_another_only(tmp_path: Path) -> None:
    calls = [Told(label="bad"), Told(days_ago=1), Told(agent="Ben", days_ago=2, label="bad")]
    with made_report(tmp_path / "made.db", calls, started={"Ann": date(2026, 10, 1)}) as library:
        heard = report(library).hear_first
    assert [one.spot.call.id for one in heard] == ["c000", "c002"]
    assert heard[0].reasons[1] == "Ann is new here, since 1 Oct 2026"


def test_at_most_ten_calls_are_named_and_neither_one_agent_nor_one_reason_fills_the_list(
    tmp_path: Path,
) -> None:
    calls = [Told(days_ago=n, label="bad", score_label="good") for n in range(6)]
    calls += [Told(agent="Ben", days_ago=n, label="bad", score_label="good") for n in range(6)]
    calls += [Told(agent="Cem", days_ago=n, label="bad") for n in range(5)]
    heard = reported(tmp_path, calls).hear_first
    assert [one.spot.call.agents[0] for one in heard] == [
        "Ann", "Ben", "Ann", "Ben", "Cem", "Cem", "Cem", "Ann", "Ben", "Ann",
    ]  # fmt: skip


def test_figures_say_how_many_calls_are_in_range_and_which_is_furthest_out(tmp_path: Path) -> None:
    calls = [
        Told(pace=(150.0, "in range")),
        Told(days_ago=1, pace=(200.0, "out of range")),
        Told(days_ago=2, pace=(240.0, "out of range")),
        Told(days_ago=40, pace=(150.0, "in range")),
    ]
    [one] = reported(tmp_path, calls).figures
    assert (one.calls, one.in_range, one.out_of_range, one.ranges) == (
        3,
        1,
        2,
        ("120–180 words/min",),
    )
    assert one.worst is not None
    assert (one.worst.call.id, one.worst_value) == ("c002", 240.0)
    assert one.before is None


def test_promises_are_those_of_the_newest_calls_first(tmp_path: Path) -> None:
    calls = [Told(days_ago=3, moments=("promise",)), Told(moments=("greeting", "next_step"))]
    found = reported(tmp_path, calls).promises
    assert [(one.spot.call.id, one.kind, one.spot.quote) for one in found] == [
        ("c001", "next_step", "I will send it on day 1."),
        ("c000", "promise", "I will send it on day 0."),
    ]


def test_topics_have_their_calls_and_what_goes_badly_in_them(tmp_path: Path) -> None:
    calls = [Told(days_ago=n, label="bad" if n < 2 else "good", lines={"next_step": n > 2}) for n in range(6)]
    [one] = reported(tmp_path, calls).topics
    assert (one.title, one.calls, one.good, one.bad.held) == ("invoices", 6, 4, 2)
    assert one.worst == "No next_step (3 of 6)"


def test_who_handles_a_topic_better_is_named_to_learn_from(tmp_path: Path) -> None:
    calls = [Told(days_ago=n % 20, agent="Ann") for n in range(15)]
    calls += [Told(days_ago=n % 20, agent="Ben", label="bad") for n in range(15)]
    [one] = reported(tmp_path, calls).learn_from
    assert (one.title, one.agents, one.calls) == ("invoices", ("Ann",), 15)
    assert one.example is not None


def test_a_call_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    found = reported(tmp_path, [Told(customer="Marta"), Told(customer="Marta")])
    assert found.calls == 1
    assert "There twice, counted once: 1 call." in found.notes


def test_without_any_date_it_is_about_all_calls(tmp_path: Path) -> None:
    found = reported(tmp_path, [Told(days_ago=None, lines={"greets": True}) for _ in range(3)])
    assert (found.first, found.calls, found.weeks) == (None, 3, ())
    assert any("No call has a date" in note for note in found.notes)
    assert found.went_well


def test_calls_without_a_date_are_left_out_beside_dated_ones(tmp_path: Path) -> None:
    found = reported(tmp_path, [Told(), Told(days_ago=None)])
    assert found.calls == 1
    assert "Left out for having no date: 1 call." in found.notes


def test_calls_without_agents_outcomes_or_topics_are_reported(tmp_path: Path) -> None:
    calls = [Told(days_ago=n, agent=None, label="bad", source="score:service", topic=None) for n in range(3)]
    found = reported(tmp_path, calls)
    assert found.calls == 3
    assert found.hear_first[0].reasons == ("It went badly, as the score says: csat is 2 (survey)",)
    assert (found.topics, found.learn_from) == ((), ())


@pytest.mark.parametrize("count", [0, 1, 3])
def test_few_calls_make_a_short_report(tmp_path: Path, count: int) -> None:
    found = reported(tmp_path, [Told(days_ago=n) for n in range(count)])
    assert found.calls == count
    assert (found.score is None) == (count < 2)
    assert found.notes


def test_an_unknown_team_is_refused_with_the_teams_there_are(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="there is no team “Nowhere”; there are: “Sales”, “Support”"):
        reported(tmp_path, [Told(), Told(agent="Cem")], CallFilter(team="Nowhere"))


def test_a_bad_call_is_heard_where_the_customer_is_frustrated_not_at_a_good_reply(
    tmp_path: Path,
) -> None:
    told = Told(label="bad", replies={"Zenlane": "good"}, moments=("frustration",))
    [one] = reported(tmp_path, [told]).hear_first
    assert (one.spot.start, one.spot.quote) == (6.0, "I will send it on day 0.")
    assert "A reply to learn from: Zenlane comes up" in one.reasons


def test_lines_of_a_call_without_a_score_judge_nothing(tmp_path: Path) -> None:
    calls = [
        Told(days_ago=n, score=None, label=None, source="none", lines={"next_step": True}) for n in range(4)
    ]
    found = reported(tmp_path, calls)
    assert (found.went_well, found.went_badly, found.unlabelled) == ((), (), 4)


def test_only_copies_of_the_days_asked_for_are_told(tmp_path: Path) -> None:
    calls = [Told(days_ago=days, customer=name) for days, name in ((0, "Leo"), (9, "Mia"), (9, "Mia"))]
    found = reported(tmp_path, calls, CallFilter(since=date(2026, 11, 14), until=date(2026, 11, 20)))
    assert (found.calls, [note for note in found.notes if "twice" in note]) == (1, [])
