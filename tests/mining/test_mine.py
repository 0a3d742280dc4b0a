from dataclasses import replace

import numpy as np
import pytest

from coachkit.config.playbooks import PlaybookSettings
from coachkit.mining.finding import Finding, Subject
from coachkit.mining.mine import mine
from coachkit.models import Verdict
from tests.mining.made import Planted, a_behaviour, a_library, a_subject, counted, everything

SETTINGS = PlaybookSettings()


def claimed(subjects: list[Subject], settings: PlaybookSettings = SETTINGS) -> list[Finding]:
    return [one for one in mine(subjects, settings) if one.withheld is None]


def test_what_helps_and_what_harms_is_claimed_the_right_way_round() -> None:
    planted = [
        Planted(key="trait:asks_first", effect=0.4),
        Planted(key="trait:blames", effect=-0.4),
        *(Planted(key=f"trait:decoy{n}") for n in range(10)),
    ]
    library = a_library(np.random.default_rng(1), planted, sizes={"zenlane": 200, "acme": 200})

    found = {one.observed.behaviour.key: one.helps for one in claimed(library)}

    assert found == {"trait:asks_first": True, "trait:blames": False}


def test_a_line_holds_all_that_it_rests_on() -> None:
    cases, done = counted([("Jana", 12, 2, 4, 12), ("Ruth", 11, 3, 3, 11)])

    (line,) = claimed([a_subject(cases, trait__asks_first=done)])

    assert (line.done_good, line.done_bad, line.not_done_good, line.not_done_bad) == (23, 5, 7, 23)
    assert (line.calls, line.agents) == (28, 2)
    assert line.effect.value == pytest.approx(23 / 28 - 7 / 30, abs=0.01)
    assert line.effect.low > 0
    assert line.odds is not None
    assert line.odds.low > 1
    assert line.chance <= line.adjusted <= SETTINGS.max_false


def test_a_habit_of_stars_without_effect_is_not_claimed() -> None:
    habit = Planted(key="trait:jokes", share=0.1, stars=0.8)
    for seed in range(10):
        library = a_library(np.random.default_rng(seed), [habit], sizes={"zenlane": 600})
        crude = library[0].observed[0].done == 1
        good = np.array([case.verdict == "good" for case in library[0].cases])

        assert good[crude].mean() > good[~crude].mean()
        assert claimed(library) == []


def test_what_helps_within_agents_but_looks_harmful_across_them_is_said_to_help() -> None:
    # Who is weak asks nearly always: of all cases with a question 42 of 100 go well, of the others 60.
    cases, done = counted([("Weak", 36, 54, 0, 10), ("Weaker", 36, 54, 0, 10), ("Star", 10, 0, 54, 36)])

    (line,) = claimed([a_subject(cases, trait__asks_first=done)])

    assert line.done_good / (line.done_good + line.done_bad) < 0.5
    assert line.not_done_good / (line.not_done_good + line.not_done_bad) > 0.48
    assert line.helps


def test_the_same_comes_out_whatever_the_order_of_cases() -> None:
    planted = [Planted(key="trait:a", effect=0.4), *(Planted(key=f"trait:d{n}") for n in range(8))]
    (subject, _) = a_library(np.random.default_rng(3), planted, sizes={"zenlane": 150})
    order = np.random.default_rng(4).permutation(150)
    moved = a_subject(
        [subject.cases[n] for n in order],
        **{one.behaviour.key.replace(":", "__"): one.done[order] for one in subject.observed},  # type: ignore[arg-type]
    )

    one, other = (
        [(f.observed.behaviour.key, f.chance) for f in mine([s], SETTINGS)] for s in (subject, moved)
    )

    assert [key for key, _ in one] == [key for key, _ in other]
    assert [chance for _, chance in one] == pytest.approx([chance for _, chance in other])


def test_what_helps_whatever_comes_up_is_said_once() -> None:
    planted = [Planted(key="trait:asks_first", effect=0.4), *(Planted(key=f"trait:d{n}") for n in range(5))]
    library = a_library(np.random.default_rng(5), planted, sizes={"zenlane": 250, "acme": 250, "price": 250})

    assert [(one.subject.kind, one.observed.behaviour.key) for one in claimed(library)] == [
        ("everything", "trait:asks_first")
    ]


def test_what_helps_with_one_subject_only_is_not_said_of_everything() -> None:
    planted = [Planted(key="trait:compares", effect=0.5, only="zenlane")]
    for seed in range(5):
        sizes = {"zenlane": 300, "acme": 150, "price": 150, "orders": 150}
        library = a_library(np.random.default_rng(seed), planted, sizes=sizes)

        assert [one.subject.name for one in claimed(library)] == ["zenlane"]


def test_what_is_clearly_stronger_with_one_subject_is_said_there_too() -> None:
    cases, done = counted([("Jana", 60, 20, 40, 40), ("Ruth", 60, 20, 40, 40)], name="acme")
    strong, here = counted([("Jana", 45, 1, 5, 45), ("Ruth", 45, 1, 5, 45)], name="zenlane")
    strong = [replace(case, call_id=f"z{case.call_id}") for case in strong]
    third, there = counted([("Jana", 60, 20, 40, 40), ("Ruth", 60, 20, 40, 40)], name="price")
    third = [replace(case, call_id=f"p{case.call_id}") for case in third]
    parts = [
        a_subject(cases, trait__a=done),
        a_subject(strong, trait__a=here),
        a_subject(third, trait__a=there),
    ]

    names = {one.subject.name for one in claimed([*parts, everything(parts)])}

    assert names == {"", "zenlane"}


def test_cases_that_are_of_a_topic_alone_are_none_of_everything() -> None:
    cases, done = counted([("Jana", 30, 5, 5, 30), ("Ruth", 30, 5, 5, 30)], verdict_from="outcome")
    other = [replace(case, call_id=f"a{case.call_id}", name="acme") for case in cases]
    twice = [replace(case, n=n, prompt_start=9.0 + n) for n in range(2) for case in (*cases, *other)]
    calls = [replace(case, kind="topic", name="t1", exchange=None, n=2) for case in cases]
    wide = replace(a_subject(twice, trait__a=[*done, *done] * 2), kind="everything", name="")

    found = claimed([wide, a_subject(calls, trait__b=done)])

    assert {(one.subject.kind, one.observed.behaviour.key) for one in found} == {
        ("everything", "trait:a"),
        ("topic", "trait:b"),
    }


def test_a_shadow_of_what_helps_is_folded_into_it() -> None:
    rng = np.random.default_rng(6)
    for _ in range(5):
        planted = [Planted(key="trait:asks_first", effect=0.45)]
        (subject, _) = a_library(rng, planted, sizes={"zenlane": 500})
        asked = subject.observed[0].done
        half = (asked == 1) & (rng.random(500) < 0.6)
        shadow = replace(
            subject.observed[0], behaviour=a_behaviour("phrase:which plan"), done=half.astype(np.int8)
        )

        found = claimed([replace(subject, observed=[*subject.observed, shadow])])

        assert [one.observed.behaviour.key for one in found] == ["trait:asks_first"]
        assert "phrase:which plan" in [one.key for one in found[0].also]


def test_a_shadow_that_goes_the_other_way_is_told_as_rarer() -> None:
    rng = np.random.default_rng(6)
    (subject, _) = a_library(rng, [Planted(key="trait:asks_first", effect=0.45)], sizes={"zenlane": 500})
    rare = (subject.observed[0].done == 0) & (rng.random(500) < 0.6)
    behaviour = a_behaviour("phrase:no idea")
    shadow = replace(subject.observed[0], behaviour=behaviour, done=rare.astype(np.int8))

    (line,) = claimed([replace(subject, observed=[*subject.observed, shadow])])

    assert f"more rarely {behaviour.does}" in [one.does for one in line.also]


def test_behaviours_in_the_same_cases_are_one_line_under_the_name_that_reads_best() -> None:
    cases, done = counted([("Jana", 12, 2, 4, 12), ("Ruth", 11, 3, 3, 11)])
    subject = a_subject(
        cases, phrase__which_plan=done, phrase__which_plan_are_you_on=done, trait__asks_first=done
    )

    (line,) = claimed([subject])

    assert line.observed.behaviour.key == "trait:asks_first"
    assert {one.key for one in line.also} == {"phrase:which_plan", "phrase:which_plan_are_you_on"}


def test_two_things_that_both_help_are_both_claimed() -> None:
    planted = [Planted(key="trait:a", effect=0.35), Planted(key="trait:b", effect=0.35)]
    library = a_library(np.random.default_rng(7), planted, sizes={"zenlane": 500})

    assert {one.observed.behaviour.key for one in claimed(library[:1])} == {"trait:a", "trait:b"}


def test_what_is_done_because_customers_are_upset_already_is_not_blamed() -> None:
    calm, done = counted([("Jana", 40, 10, 160, 40), ("Ruth", 40, 10, 160, 40)])
    upset, more = counted([("Jana", 16, 64, 4, 16), ("Ruth", 16, 64, 4, 16)], is_upset=True)
    upset = [replace(case, call_id=f"u{case.call_id}") for case in upset]
    subject = a_subject([*calm, *upset], trait__apologises=[*done, *more])

    (line,) = mine([subject], SETTINGS)

    assert line.effect.value < -0.2
    assert (
        line.withheld
        == "it is done more often where customers are upset already, and that explains most of it"
    )


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("Jana", 1, 0, 3, 30), ("Ruth", 1, 0, 3, 30)], "only 2 calls in which agents do it; 3 are needed"),
        (
            [("Jana", 3, 30, 1, 0), ("Ruth", 3, 30, 1, 0)],
            "only 2 calls in which agents do not do it; 3 are needed",
        ),
        ([("Jana", 9, 1, 2, 9), ("Ruth", 0, 0, 5, 9)], "only Jana does it; 2 agents are needed"),
        ([("Jana", 19, 1, 0, 0), ("Ruth", 0, 0, 5, 19)], "only Jana does it; 2 agents are needed"),
    ],
)
def test_what_has_too_little_behind_it_says_what_is_missing(
    rows: list[tuple[str, int, int, int, int]], reason: str
) -> None:
    cases, done = counted(rows)

    (line,) = mine([a_subject(cases, trait__a=done)], SETTINGS)

    assert line.withheld == reason


def test_what_two_calls_show_as_easily_by_chance_is_not_worth_showing() -> None:
    cases, done = counted([("Jana", 1, 0, 9, 9), ("Ruth", 1, 0, 9, 9)])

    assert mine([a_subject(cases, trait__a=done)], SETTINGS) == []


def test_a_habit_that_only_some_have_cannot_be_told_from_who_they_are() -> None:
    cases, done = counted(
        [("Jana", 30, 5, 1, 0), ("Ruth", 30, 5, 0, 0), ("Tom", 0, 0, 5, 30), ("Ida", 0, 0, 5, 30)]
    )

    (line,) = mine([a_subject(cases, trait__a=done)], SETTINGS)

    assert line.withheld is not None
    assert "habit" in line.withheld


def test_unknown_agents_are_no_evidence_that_several_do_it() -> None:
    cases, done = counted([("", 20, 2, 3, 20)])
    cases = [replace(case, agent=None) for case in cases]

    (line,) = mine([a_subject(cases, trait__a=done)], SETTINGS)

    assert line.withheld == "nobody knows which agents do it"


def test_where_one_agent_is_enough_agents_need_no_names() -> None:
    cases, done = counted([("", 20, 2, 3, 20)])
    cases = [replace(case, agent=None) for case in cases]

    (line,) = claimed([a_subject(cases, trait__a=done)], PlaybookSettings(min_agents=1))

    assert line.helps


def test_cases_of_a_call_that_its_outcome_judges_count_once() -> None:
    cases, done = counted([("Jana", 5, 1, 1, 5), ("Ruth", 5, 1, 1, 5)])
    again = [
        replace(case, n=n, prompt_start=10.0 * n, verdict_from="outcome") for case in cases for n in range(6)
    ]

    (alone,) = mine([a_subject(cases, trait__a=done)], SETTINGS)
    (line,) = mine([a_subject(again, trait__a=[each for each in done for _ in range(6)])], SETTINGS)

    assert (line.done_good, line.chance) == (alone.done_good, alone.chance)


def test_cases_of_one_call_that_are_alike_are_not_as_many_as_those_of_several() -> None:
    cases, done = counted([("Jana", 8, 2, 3, 9), ("Ruth", 8, 2, 3, 9)])
    places = [place for place in range(len(cases)) for _ in range(4)]
    again = [replace(cases[place], n=n % 4, prompt_start=10.0 * (n % 4)) for n, place in enumerate(places)]

    (line,) = mine([a_subject(again, trait__a=[done[place] for place in places])], SETTINGS)
    (alone,) = mine([a_subject(cases, trait__a=done)], SETTINGS)

    assert line.chance == pytest.approx(alone.chance, rel=1.0)


def test_neutral_cases_and_those_that_cannot_tell_count_for_nothing() -> None:
    cases, done = counted([("Jana", 12, 2, 4, 12), ("Ruth", 11, 3, 3, 11)])
    more = [replace(case, call_id=f"n{case.call_id}", verdict="neutral") for case in cases]
    untold = [replace(case, call_id=f"u{case.call_id}") for case in cases]

    (alone,) = claimed([a_subject(cases, trait__a=done)])
    (line,) = claimed([a_subject([*cases, *more, *untold], trait__a=[*done, *done, *[-1] * len(cases)])])

    assert line.chance == pytest.approx(alone.chance)
    assert (line.done_good, line.calls) == (alone.done_good, alone.calls)


@pytest.mark.parametrize("verdict", ["good", "bad", "neutral"])
def test_where_all_went_alike_there_is_nothing_to_find(verdict: Verdict) -> None:
    cases, done = counted([("Jana", 9, 9, 9, 9), ("Ruth", 9, 9, 9, 9)])
    subject = a_subject([replace(case, verdict=verdict) for case in cases], trait__a=done)

    assert mine([subject], SETTINGS) == []


def test_no_cases_and_no_behaviours_are_no_findings() -> None:
    nothing = Subject(kind="competitor", name="zenlane", cases=[], observed=[])

    assert mine([nothing, everything([nothing])], SETTINGS) == []
    assert mine([], SETTINGS) == []


def test_of_what_is_withheld_only_a_few_are_kept() -> None:
    rng = np.random.default_rng(8)
    cases, done = counted([("Jana", 40, 2, 2, 40), ("Ruth", 0, 0, 20, 20)])
    rows = {f"trait__a{n}": (np.array(done) * (rng.random(len(done)) < 0.5)).tolist() for n in range(12)}

    found = mine([a_subject(cases, **rows)], SETTINGS)

    assert len(found) == 5
    assert {one.withheld for one in found} == {"only Jana does it; 2 agents are needed"}
