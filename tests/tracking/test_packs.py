from pathlib import Path

import pytest

from coachkit.stages.track import track_call
from coachkit.tracking.compiled import compile_trackers
from coachkit.tracking.conditions import CallFacts
from coachkit.tracking.labelled import LabelledSentence, read_labelled
from coachkit.tracking.packs import all_built_in
from coachkit.tracking.trial import as_segments, everywhere

SENTENCES = read_labelled(Path(__file__).with_name("pack_sentences.tsv"))
"""Written by hand as people say such things; under "-" what only looks like one of them."""
NAMES = sorted(one.name for one in all_built_in())


def common(_word: str, _language: str) -> float:
    return 5.0


def hits_in(sentences, trackers):
    """Return (sentence's place, tracker) of each hit that counts."""
    hits = track_call(
        as_segments(sentences),
        lambda _: [],
        {},
        compiled=compile_trackers(tuple(everywhere(one) for one in trackers)),
        facts=CallFacts(duration=60.0),
        zipf=common,
    )
    return [(hit.segment, hit.tracker) for hit in hits if hit.modality != "negated"]


@pytest.fixture(scope="module")
def found():
    """Return the trackers found in each sentence, by its line in the file."""
    by_line: dict[int, set[str]] = {one.line: set() for one in SENTENCES}
    for place, tracker in hits_in(SENTENCES, all_built_in()):
        by_line[SENTENCES[place].line].add(tracker)
    return by_line


@pytest.mark.parametrize("tracker", NAMES)
def test_a_built_in_tracker_hears_what_it_is_for_in_many_wordings(tracker, found):
    wanted = [one for one in SENTENCES if tracker in one.labels]
    assert len(wanted) >= 4
    assert [one.text for one in wanted if tracker not in found[one.line]] == []


def test_everyday_talk_that_only_looks_like_one_is_left_alone(found):
    harmless = [one for one in SENTENCES if not one.labels]
    assert len(harmless) >= 40
    assert {one.text: found[one.line] for one in harmless if found[one.line]} == {}


def test_few_sentences_are_taken_for_something_else_as_well(found):
    others = [one.text for one in SENTENCES if one.labels and found[one.line] - set(one.labels)]
    assert len(others) <= 8


@pytest.mark.parametrize(
    ("text", "tracker"),
    [
        ("I would really appreciate it if you called me.", "praise"),
        ("It never lets me down.", "complaint"),
        ("We are happy with what we have.", "praise"),
        ("Sorry, this is taking so long, I can't find my card.", "complaint"),
        ("I would like to cancel my meeting on Monday.", "churn risk"),
        ("That would not be too expensive.", "price objection"),
        ("Will this close my account for good?", "churn risk"),
        ("Let's go ahead and check the address.", "buying signal"),
    ],
)
def test_a_turn_of_phrase_that_means_something_else_is_no_hit(text, tracker):
    [one] = [each for each in all_built_in() if each.name == tracker]
    assert hits_in([LabelledSentence(line=1, text=text, labels=())], (one,)) == []


def test_seven_trackers_are_signs_of_a_relationship_in_three_tiers():
    tiers = [one.settings.tier for one in all_built_in() if one.settings.tier]
    assert sorted((tier, tiers.count(tier)) for tier in set(tiers)) == [
        ("appreciate", 2),
        ("engage", 3),
        ("trust", 2),
    ]


def test_each_sign_of_a_relationship_and_of_trouble_comes_with_a_next_step():
    advised = [one for one in all_built_in() if one.settings.tier or one.name in ("churn risk", "escalation")]
    assert [one.name for one in advised if not one.settings.next_step] == []
