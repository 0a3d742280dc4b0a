"""What a line of a playbook is about, told from the exchanges that it rests on; and shuffled verdicts."""

import json
import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from coachkit.behaviours.behaviour import Behaviour, Observed
from coachkit.mining.finding import Finding, Subject
from coachkit.models import Case
from coachkit.statistics.averages import Estimate
from playbooks_chance import relabeled
from playbooks_truth import BEGINS, Exchange, Truth, judge, phi, read_truth

HABITS = [
    {"name": "asks", "role": "planted", "way": "helps", "works": ["Zenlane"]},
    {"name": "sighs", "role": "decoy", "way": "none", "works": []},
]
LENGTH = 10.0


def a_case(n, *, name="Zenlane", verdict="good", agent="Jana", exchange=0, quote_start=8.0):
    return Case(
        call_id=f"call {n}",
        n=0,
        kind="competitor",
        name=name,
        exchange=exchange,
        agent=agent,
        verdict=verdict,
        verdict_from="reaction",
        is_upset=False,
        start=0.0,
        end=LENGTH,
        prompt="Zenlane is cheaper.",
        prompt_start=2.0,
        prompt_end=4.0,
        quote="Good.",
        quote_start=quote_start,
        quote_end=9.0,
    )


def an_exchange(done, *, name="Zenlane", start=2.0):
    return Exchange(
        kind="competitor", name=name, prompt_start=start, reaction_start=start + 6, done=done, shown="good"
    )


def a_finding(done, *, helps=True):
    cases = [a_case(n) for n in range(len(done))]
    behaviour = Behaviour(key="trait:x", kind="trait", does="does it", do="Do it.", dont="Don't.")
    observed = Observed(behaviour=behaviour, done=np.array(done, np.int8))
    value = 0.3 if helps else -0.3
    return Finding(
        subject=Subject(kind="competitor", name="Zenlane", cases=cases, observed=[observed]),
        observed=observed,
        done_good=1,
        done_bad=1,
        not_done_good=1,
        not_done_bad=1,
        calls=4,
        agents=2,
        effect=Estimate(value=value, low=value - 0.1, high=value + 0.1),
        odds=None,
        chance=0.001,
        adjusted=0.01,
        withheld=None,
    )


def judged(line, *, asks=(0, 0, 0, 0), sighs=(0, 0, 0, 0), helps=True, name="Zenlane"):
    exchanges = {
        f"call {n}": [an_exchange(list(does), name=name)]
        for n, does in enumerate(zip(asks, sighs, strict=True))
    }
    files = {call: call for call in exchanges}
    return judge(a_finding(line, helps=helps), Truth(habits=HABITS, exchanges=exchanges), files, 1)


def test_a_line_is_true_where_it_agrees_with_a_planted_habit_that_works_there():
    found = judged([1, 1, 0, 0], asks=(1, 1, 0, 0))

    assert (found.habit, found.verdict, found.is_true) == ("asks", "true", True)


def test_a_line_that_says_the_opposite_is_false():
    assert judged([1, 1, 0, 0], asks=(1, 1, 0, 0), helps=False).verdict == "wrong way"


def test_a_line_of_leaving_what_helps_is_true_where_it_harms():
    assert judged([0, 0, 1, 1], asks=(1, 1, 0, 0), helps=False).is_true


def test_a_line_about_a_decoy_is_false():
    found = judged([1, 1, 0, 0], sighs=(1, 1, 0, 0))

    assert (found.habit, found.verdict) == ("sighs", "decoy")


def test_a_line_that_agrees_with_nothing_is_about_nothing():
    found = judged([1, 0, 1, 0], asks=(1, 1, 0, 0))

    assert (found.habit, found.verdict) == ("", "nothing planted")


def test_a_line_of_a_habit_is_too_broad_where_it_does_not_work():
    assert judged([1, 1, 0, 0], asks=(1, 1, 0, 0), name="Corvella").verdict == "too broad"


def test_cases_that_a_line_cannot_be_told_of_do_not_count():
    assert judged([1, 0, -1, -1], asks=(1, 0, 1, 1), sighs=(0, 1, 0, 0)).is_true


def test_what_two_agree_in_is_nothing_where_one_is_always_done():
    assert phi(np.array([True, True]), np.array([True, False])) == 0.0


def test_a_case_is_about_the_exchange_that_it_begins_in():
    first, second = an_exchange([0, 0]), an_exchange([1, 0], start=20.0)
    truth = Truth(habits=HABITS, exchanges={"call": [first, second]})

    assert truth.about(a_case(0), "call") == [first]
    assert truth.about(replace(a_case(0), prompt_start=20.0 - BEGINS / 2), "call") == [second]
    assert truth.about(replace(a_case(0), prompt_start=15.0), "call") == []


def test_a_case_of_a_whole_call_is_about_all_its_exchanges():
    both = [an_exchange([0, 0]), an_exchange([1, 0], start=20.0)]

    assert Truth(habits=HABITS, exchanges={"call": both}).about(a_case(0, exchange=None), "call") == both


def test_the_truth_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "truth.json"
    written = {"file": "a.csv", "kind": "competitor", "name": "Zenlane", "prompt_start": 2.0}
    more = {"reaction_start": 8.0, "done": [1, 0], "shown": "good", "earned": "bad", "agent": "Jana"}
    path.write_text(json.dumps({"seed": 1, "habits": HABITS, "exchanges": [{**written, **more}]}))

    assert read_truth(path).exchanges == {"a.csv": [an_exchange([1, 0])]}


@pytest.fixture
def subject():
    verdicts = ["good", "bad", "neutral", "good", "bad", "bad", "good", "neutral"]
    agents = ["Jana", "Tom"] * 4
    cases = [a_case(n, verdict=one, agent=agents[n]) for n, one in enumerate(verdicts)]
    return Subject(kind="competitor", name="Zenlane", cases=cases, observed=[])


def went(cases):
    return Counter((case.agent, case.verdict) for case in cases)


def shuffles(subjects, *, is_within_agents):
    rng = random.Random(1)  # noqa: S311 - not for secrets
    return [relabeled(subjects, rng, is_within_agents=is_within_agents) for _ in range(20)]


def test_shuffling_within_agents_leaves_each_as_many_good_cases(subject):
    found = [shuffled[0].cases for shuffled in shuffles([subject], is_within_agents=True)]

    assert all(went(cases) == went(subject.cases) for cases in found)
    assert any(cases != subject.cases for cases in found)


def test_shuffling_across_agents_leaves_as_many_good_cases_in_all(subject):
    found = [shuffled[0].cases for shuffled in shuffles([subject], is_within_agents=False)]

    verdicts = [Counter(case.verdict for case in cases) for cases in found]
    assert all(one == Counter(case.verdict for case in subject.cases) for one in verdicts)
    assert any(went(cases) != went(subject.cases) for cases in found)


def test_cases_that_a_customer_judges_in_the_same_words_stay_alike(subject):
    again = Subject(
        kind="moment", name="price", cases=[replace(one, n=1) for one in subject.cases], observed=[]
    )

    for named, moment in shuffles([subject, again], is_within_agents=False):
        assert [case.verdict for case in named.cases] == [case.verdict for case in moment.cases]
