import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coachkit.errors import NotFoundError
from coachkit.models import Agent, Assignment, TalkPrepared
from coachkit.preparing.keeping import keep_talk
from coachkit.preparing.prepare import Asked, prepare
from coachkit.preparing.results import TalkPage
from coachkit.store.opinions import add_opinion
from coachkit.store.people import save_people
from coachkit.store.reading.preparing import talks_prepared
from tests.preparing.made_calls import LINE, MISSED, Shown, a_weak_and_a_good_agent, made_calls
from tests.reporting.made_report import Told, disputed


def prepared(path: Path, calls: Sequence[Told], shown: Sequence[Shown] = (), **asked: object) -> TalkPage:
    with made_calls(path / "made.db", calls, shown) as library:
        return prepare(library, Asked(agent="ann", **asked))  # type: ignore[arg-type]  # options by name


def test_a_weakness_is_the_focus_with_figures_interval_and_reason(tmp_path: Path) -> None:
    page = prepared(tmp_path, a_weak_and_a_good_agent())
    assert page.focus is not None
    assert page.focus.on == "criterion:next_step"
    assert page.focus.title == "No next_step"
    assert (page.focus.here.held, page.focus.here.calls) == (4, 20)
    assert page.focus.says == (
        "16 of 20 calls (80 %, likely 58 to 92 %); colleagues 2 of 20 calls (10 %, likely 3 to 30 %)"
    )
    assert "differs most from colleagues beyond chance" in page.focus.because


def test_the_colleague_has_the_same_thing_as_a_strength_with_a_place(tmp_path: Path) -> None:
    with made_calls(tmp_path / "made.db", a_weak_and_a_good_agent()) as library:
        page = prepare(library, Asked(agent="Ben"))
    strength = page.strengths[0]
    assert (strength.on, strength.basis) == ("criterion:next_step", "colleagues")
    assert strength.example is not None
    assert strength.example.call.agents == ("Ben",)
    assert strength.example.quote == "I will put it back on your card today."
    assert page.focus is None


def test_two_strengths_are_shown_by_two_calls(tmp_path: Path) -> None:
    calls = [Told(days_ago=n, agent="Ann", lines={"asks": True, "greets": True}) for n in range(12)]
    first, second = prepared(tmp_path, calls).strengths
    assert first.example is not None
    assert second.example is not None
    assert first.example.call.id != second.example.call.id


def test_what_the_replies_do_differently_is_told(tmp_path: Path) -> None:
    calls = [Told(agent="Ann"), Told(agent="Ben")]
    shown = [
        Shown(call=0, verdict="bad", traits=("refuses",)),
        Shown(call=1, verdict="good", traits=("apologises: I am sorry",)),
    ]
    page = prepared(tmp_path, calls, shown)
    assert page.beside is not None
    assert page.beside.differs is not None
    assert page.beside.differs.startswith("The better reply apologises (“I am sorry”)")


def test_a_copy_of_the_agents_own_call_is_no_better_one(tmp_path: Path) -> None:
    calls = [Told(agent="Ann", customer="Leo", days_ago=1), Told(agent="Ann", customer="Leo", days_ago=1)]
    shown = [Shown(call=0, verdict="bad"), Shown(call=1, verdict="good")]
    assert prepared(tmp_path, calls, shown).beside is None


def test_a_focus_that_was_the_last_one_too_is_told(tmp_path: Path) -> None:
    with made_calls(tmp_path / "made.db", a_weak_and_a_good_agent()) as library:
        add_opinion(library, talk_on_next_step())
        page = prepare(library, Asked(agent="Ann"))
    assert page.focus_says.endswith("It was the focus of the last page as well.")


def test_an_agent_like_the_others_has_no_focus_and_is_told_so(tmp_path: Path) -> None:
    calls = [Told(days_ago=n, agent=agent, lines=LINE) for n in range(12) for agent in ("Ann", "Ben")]
    page = prepared(tmp_path, calls)
    assert page.focus is None
    assert page.focus_says.startswith("Nothing stands out: of 1 thing compared, none")


def test_the_better_clip_is_of_a_call_in_which_the_focus_went_well(tmp_path: Path) -> None:
    calls = a_weak_and_a_good_agent()
    # Ann misses the line on call 2, Ben on call 19 but not on call 1
    shown = [Shown(call=2, verdict="bad"), Shown(call=19, verdict="good"), Shown(call=1, verdict="good")]
    page = prepared(tmp_path, calls, shown)
    assert page.beside is not None
    assert page.beside.own.spot.call.id == "c002"
    assert page.beside.better.spot.call.id == "c001"
    assert page.beside.is_colleague
    assert page.beside.note == "These two show the focus."


def test_of_several_better_clips_the_one_with_the_most_alike_prompt_is_taken(tmp_path: Path) -> None:
    calls = [Told(agent="Ann"), Told(agent="Ben"), Told(agent="Ben", days_ago=1)]
    shown = [
        Shown(call=0, verdict="bad", meaning=(100, 0)),
        Shown(call=1, verdict="good", meaning=(0, 100)),
        Shown(call=2, verdict="good", meaning=(90, 10)),
    ]
    page = prepared(tmp_path, calls, shown)
    assert page.beside is not None
    assert page.beside.better.spot.call.id == "c002"
    assert page.beside.alike == pytest.approx(0.994, abs=0.001)


def test_a_bad_clip_is_never_a_colleagues(tmp_path: Path) -> None:
    calls = [Told(agent="Ann"), Told(agent="Ben"), Told(agent="Ben", days_ago=1)]
    shown = [Shown(call=1, verdict="bad"), Shown(call=2, verdict="good")]
    assert prepared(tmp_path, calls, shown).beside is None


def test_the_better_clip_may_be_the_agents_own(tmp_path: Path) -> None:
    calls = [Told(agent="Ann"), Told(agent="Ann", days_ago=1)]
    page = prepared(tmp_path, calls, [Shown(call=0, verdict="bad"), Shown(call=1, verdict="good")])
    assert page.beside is not None
    assert not page.beside.is_colleague


def test_what_somebody_disputes_is_not_played(tmp_path: Path) -> None:
    calls = [Told(agent="Ann"), Told(agent="Ben")]
    shown = [Shown(call=0, verdict="bad"), Shown(call=1, verdict="good")]
    with made_calls(tmp_path / "made.db", calls, shown) as library:
        assert prepare(library, Asked(agent="Ann")).beside is not None
        disputed(library, "c000")
        assert prepare(library, Asked(agent="Ann")).beside is None


def test_of_one_call_there_is_no_strength_but_a_page(tmp_path: Path) -> None:
    page = prepared(tmp_path, [Told(agent="Ann", lines=LINE)], [Shown(call=0, verdict="good")])
    assert (page.calls, page.strengths, page.focus) == (1, (), None)
    assert [one.spot.call.id for one in page.went_well] == ["c000"]
    assert [one.spot.call.id for one in page.drawn] == ["c000"]
    assert page.questions


def test_an_agent_without_calls_in_the_period_has_an_empty_page_that_is_not_kept(tmp_path: Path) -> None:
    with made_calls(tmp_path / "made.db", [Told(agent="Ann")]) as library:
        page = prepare(library, Asked(agent="Ann", since=date(2026, 12, 1)))
        assert (page.calls, page.drawn, page.questions) == (0, (), ())
        assert keep_talk(library, page) is None
        assert talks_prepared(library) == []


def test_calls_without_scores_make_a_page_that_says_so(tmp_path: Path) -> None:
    calls = [Told(agent="Ann", days_ago=n, score=None, label=None, source="none") for n in range(6)]
    page = prepared(tmp_path, calls)
    assert (page.strengths, page.focus) == ((), None)
    assert "Without a score: 6 calls." in page.notes


def test_calls_without_any_date_are_all_looked_at(tmp_path: Path) -> None:
    page = prepared(tmp_path, [Told(agent="Ann", days_ago=None) for _ in range(3)])
    assert (page.first, page.last, page.calls) == (None, None, 3)


def test_an_only_agent_is_told_that_nobody_is_there_to_compare_with(tmp_path: Path) -> None:
    calls = [Told(agent="Ann", days_ago=n, lines=MISSED) for n in range(12)]
    page = prepared(tmp_path, calls)
    assert page.colleagues == ()
    assert page.focus is not None
    assert page.focus.basis == "target"


def test_a_team_is_compared_with_itself_and_not_with_others(tmp_path: Path) -> None:
    calls = [Told(agent=agent, days_ago=n) for n in range(3) for agent in ("Ann", "Ben", "Cem")]
    assert prepared(tmp_path, calls).colleagues == ("Ben",)


def test_who_has_no_team_mates_is_compared_with_everybody(tmp_path: Path) -> None:
    calls = [Told(agent=agent, days_ago=n) for n in range(3) for agent in ("Ann", "Cem")]
    assert prepared(tmp_path, calls).colleagues == ("Cem",)


def test_an_unknown_agent_is_refused_with_who_comes_near(tmp_path: Path) -> None:
    with (
        made_calls(tmp_path / "made.db", [Told(agent="Ann")]) as library,
        pytest.raises(NotFoundError, match="did you mean “Ann”"),
    ):
        prepare(library, Asked(agent="Anne"))


def test_the_next_page_begins_where_the_last_one_ended(tmp_path: Path) -> None:
    calls = [Told(agent="Ann", days_ago=days) for days in (0, 1, 10, 11)]
    with made_calls(tmp_path / "made.db", calls) as library:
        first = prepare(library, Asked(agent="Ann", until=date(2026, 11, 12)))
        keep_talk(library, first)
        second = prepare(library, Asked(agent="Ann"))
    assert (second.first, second.last, second.calls) == (date(2026, 11, 13), date(2026, 11, 20), 2)


def test_a_page_prepared_twice_is_the_same_and_kept_once(tmp_path: Path) -> None:
    with made_calls(tmp_path / "made.db", a_weak_and_a_good_agent()) as library:
        first = prepare(library, Asked(agent="Ann"))
        kept = keep_talk(library, first)
        again = prepare(library, Asked(agent="Ann"))
        assert again == first
        assert keep_talk(library, again) == kept
        assert len(talks_prepared(library, "Ann")) == 1


def test_pages_and_lists_follow_an_agent_who_has_another_name_now(tmp_path: Path) -> None:
    asked = Assignment(
        n=0,
        playlist_id="monday",
        agent="Ann",
        due=None,
        note=None,
        author="jo",
        made_at="2026-10-22T08:00:00",
    )
    with made_calls(tmp_path / "made.db", [Told(agent="Ann Lee")]) as library:
        add_opinion(library, talk_on_next_step())
        add_opinion(library, asked)
        save_people(library, agents=[Agent(name="Ann Lee", aliases=("Ann",))])
        page = prepare(library, Asked(agent="ann"))
        assert [one.agent for one in talks_prepared(library, "Ann Lee")] == ["Ann Lee"]
        save_people(library, agents=[Agent(name="Ann")])
        assert talks_prepared(library, "Ann Lee") == []
    assert page.last_time is not None
    assert page.last_time.talk.focus_on == "criterion:next_step"
    assert [one.playlist_id for one in page.to_hear] == ["monday"]


def test_what_is_kept_names_the_focus_and_its_figures(tmp_path: Path) -> None:
    with made_calls(tmp_path / "made.db", a_weak_and_a_good_agent()) as library:
        kept = keep_talk(library, prepare(library, Asked(agent="Ann", author="jo")))
    assert kept is not None
    assert (kept.n, kept.focus_on, kept.author, kept.calls) == (1, "criterion:next_step", "jo", 20)
    assert json.loads(kept.figures)["criterion:next_step"] == {"mean": 0.2, "n": 20}


def test_a_focus_that_has_become_better_is_told_with_both_figures(tmp_path: Path) -> None:
    then = [Told(agent="Ann", days_ago=40 + n, lines=LINE if n % 5 == 0 else MISSED) for n in range(20)]
    now = [Told(agent="Ann", days_ago=n, lines=LINE if n else MISSED) for n in range(15)]
    with made_calls(tmp_path / "made.db", [*then, *now]) as library:
        add_opinion(library, talk_on_next_step())
        page = prepare(library, Asked(agent="Ann"))
    assert page.last_time is not None
    [change] = page.last_time.changes
    assert change.was_focus
    assert change.verdict == "better"
    assert change.says == (
        "then 4 of 20 calls (20 %, likely 8 to 42 %); now 14 of 15 calls (93 %, likely 70 to 99 %): "
        "better, beyond chance"
    )
    assert any("and it goes better since" in question for question in page.questions)


def test_of_few_calls_since_nothing_is_said_of_a_change(tmp_path: Path) -> None:
    calls = [Told(agent="Ann", days_ago=n, lines=LINE) for n in range(3)]
    with made_calls(tmp_path / "made.db", calls) as library:
        add_opinion(library, talk_on_next_step())
        page = prepare(library, Asked(agent="Ann"))
    assert page.last_time is not None
    [change] = page.last_time.changes
    # the calls of that page are gone, so it is what the page said
    assert (change.then.held, change.then.calls, change.verdict) == (4, 20, "too few calls to say")


def test_calls_that_came_in_after_the_last_page_are_told(tmp_path: Path) -> None:
    calls = [Told(agent="Ann", days_ago=days) for days in (0, 15, 16, 17)]
    with made_calls(tmp_path / "made.db", calls) as library:
        talk = replace(talk_on_next_step(), since=date(2026, 11, 2), until=date(2026, 11, 5), calls=1)
        add_opinion(library, talk)
        page = prepare(library, Asked(agent="Ann"))
    assert "Since that page 2 more calls of 2 to 5 Nov 2026 came in." in page.notes


def talk_on_next_step() -> TalkPrepared:
    return TalkPrepared(
        n=0, agent="Ann", since=date(2026, 9, 20), until=date(2026, 10, 20), calls=20, focus="No next_step",
        focus_on="criterion:next_step", strengths=(),
        figures='{"criterion:next_step": {"mean": 0.2, "n": 20}}', author="jo",
        made_at="2026-10-21T08:00:00+00:00",
    )  # fmt: skip
