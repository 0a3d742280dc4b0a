from dataclasses import replace

import pytest

from coachkit.config.trackers import TrackerSettings
from coachkit.models import Annotation
from coachkit.stages.track import track_call
from coachkit.tracking.compiled import compile_trackers
from coachkit.tracking.conditions import CallFacts
from coachkit.tracking.packs import PackedTracker, built_in
from tests.talk import CALL_ID, segments, words_of_segments


def rare(word: str, _language: str = "en") -> float:
    return {"cancer": 4.5}.get(word, 1.0)


def track(lines, *, facts=None, annotations=None, language=None, **settings):
    made = [replace(one, language=language) for one in segments(lines)]
    tracker = PackedTracker(settings=TrackerSettings.model_validate({"name": "it", **settings}))
    return track_call(
        made,
        lambda _: words_of_segments(made),
        annotations or {},
        compiled=compile_trackers((tracker,)),
        facts=facts or CallFacts(duration=120.0),
        zipf=rare,
    )


def said(text, **settings):
    return [(hit.text, hit.method) for hit in track([("customer", 0, 4, text)], **settings)]


def test_a_hit_carries_words_place_time_and_speaker():
    [hit] = track(
        [("agent", 0, 4, "how can I help"), ("customer", 10, 14, "please cancel my plan")],
        phrases=("cancel (my|our) plan",),
    )
    assert (hit.tracker, hit.text, hit.role, hit.segment) == ("it", "cancel my plan", "customer", 1)
    assert (hit.start_char, hit.end_char, hit.start, hit.end) == (7, 21, 11, 14)
    assert (hit.method, hit.confidence, hit.modality) == ("phrase", 1.0, "plain")


def test_a_phrase_does_not_go_over_the_end_of_a_line():
    lines = [("customer", 0, 2, "I want to cancel"), ("customer", 3, 5, "my plan is fine")]
    assert track(lines, phrases=("cancel my plan",)) == []


def test_a_phrase_does_not_go_over_the_end_of_a_sentence():
    assert said("That is a lot. More than that I can't say.", phrases=("a lot more than",)) == []


def test_the_longest_of_overlapping_phrases_is_the_hit():
    assert said("cancel my plan", phrases=("cancel my", "cancel my plan")) == [("cancel my plan", "phrase")]


@pytest.mark.parametrize("form", ["renewal", "renewing", "Renewed", "renews"])
def test_every_form_of_a_word_is_found_by_its_lemma(form):
    assert said(f"about the {form} then", lemma=("renew",)) == [(form, "lemma")]


def test_forms_that_no_stem_tells_are_found_by_the_stored_lemma():
    text = "we bought it"
    tokens = ((0, 2, "we", "PRON"), (3, 9, "buy", "VERB"), (10, 12, "it", "PRON"))
    stored = Annotation(call_id=CALL_ID, n=0, lemmas="", tokens=tokens, entities=(), chunks=())
    assert said(text, lemma=("buy",)) == []
    assert said(text, lemma=("buy",), annotations={0: stored}) == [("bought", "lemma")]


def test_lemmas_of_another_language_are_stemmed_in_it():
    assert said("faturalar nerede", lemma=("fatura",), language="tr") == [("faturalar", "lemma")]


@pytest.mark.parametrize(("text", "found"), [("the datebase is down", True), ("the batabase is down", False)])
def test_a_misspelling_keeps_its_first_letter(text, found):
    assert bool(said(text, aliases=("database",), fuzzy=1)) is found


def test_only_so_many_letters_may_differ_in_a_phrase():
    assert said("cansel the contrakt", phrases=("cancel the contract",), fuzzy=2)
    assert not said("cansel the contrakt", phrases=("cancel the contract",), fuzzy=1)


def test_the_surer_a_misspelling_the_fewer_letters_differ():
    lines = [("customer", 0, 4, "the datebase"), ("customer", 5, 9, "the datebaze")]
    assert [hit.confidence for hit in track(lines, aliases=("database",), fuzzy=2)] == [0.8, 0.7]


def test_an_ordinary_word_is_not_taken_for_a_misspelling():
    assert said("he has cancer", phrases=("cancel",), fuzzy=1) == []
    assert said("he has cansel", phrases=("cancel",), fuzzy=1) == [("cansel", "fuzzy")]


@pytest.mark.parametrize(
    "text", ["please cancel the meeting", "I will not cancel the plan", "no need to cancel the plan today"]
)
def test_an_exclusion_around_or_over_a_hit_cancels_it(text):
    exclusions = ("cancel the meeting", "not cancel", "no need to cancel * today")
    assert said(text, phrases=("cancel the (meeting|plan)",), exclusions=exclusions) == []


def test_an_exclusion_elsewhere_in_the_line_cancels_nothing():
    text = "cancel the meeting and cancel the plan"
    found = said(text, phrases=("cancel the (meeting|plan)",), exclusions=("cancel the meeting",))
    assert found == [("cancel the plan", "phrase")]


def test_only_what_the_wanted_side_says_counts():
    lines = [(role, n, n + 1, "cancel it") for n, role in enumerate(("agent", "customer", "unknown"))]
    assert [hit.role for hit in track(lines, phrases=("cancel it",), said_by="customer")] == ["customer"]


@pytest.mark.parametrize(("in_question", "expected"), [(True, [0]), (False, [16]), (None, [0, 16])])
def test_a_question_is_a_sentence_that_ends_in_a_question_mark(in_question, expected):
    lines = [("customer", 0, 4, "Cancel it? Yes. Cancel it.")]
    found = track(lines, phrases=("cancel it",), in_question=in_question)
    assert [hit.start_char for hit in found] == expected


@pytest.mark.parametrize(
    ("window", "expected"), [("first 60 s", [1]), ("last 10 %", [110]), ("last 1 min", [61, 110])]
)
def test_a_window_is_a_part_of_the_call(window, expected):
    lines = [("customer", start, start + 2, "cancel it") for start in (1, 61, 110)]
    found = track(lines, phrases=("cancel it",), window=window)
    assert [round(hit.start) for hit in found] == expected


@pytest.mark.parametrize(
    ("calls", "found"),
    [
        ({"kind": ("support",)}, True),
        ({"kind": ("sales",)}, False),
        ({"agent": ("AGENT12",), "team": ("North",)}, True),
        ({"team": ("South",)}, False),
        ({"since": "2026-11-16"}, True),
        ({"since": "2026-11-17"}, False),
        ({"until": "2026-11-16"}, True),
        ({"until": "2026-11-15"}, False),
    ],
)
def test_a_tracker_counts_on_the_calls_that_it_is_for(calls, found):
    names = {"kind": ("support",), "agent": ("Jana K.", "agent12"), "team": ("north",)}
    facts = CallFacts(duration=60.0, started_at="2026-11-16T09:05:00", names=names)
    assert bool(said("cancel it", phrases=("cancel it",), calls=calls, facts=facts)) is found


def test_a_tracker_of_one_language_is_not_found_in_another():
    assert said("cancel it", phrases=("cancel it",), language="tr") == [("cancel it", "phrase")]
    lines = [replace(one, language="tr") for one in segments([("customer", 0, 2, "cancel it")])]
    tracker = PackedTracker(settings=TrackerSettings(name="it", phrases=("cancel it",), language="en"))
    compiled = compile_trackers((tracker,))
    assert (
        track_call(lines, lambda _: [], {}, compiled=compiled, facts=CallFacts(duration=9.0), zipf=rare) == []
    )


def test_what_is_denied_is_found_and_marked():
    [hit] = track([("customer", 0, 4, "I am not going to cancel my plan")], phrases=("cancel my plan",))
    assert hit.modality == "negated"


def test_text_from_calls_is_never_read_as_a_phrase():
    assert said("(cancel|* my.* plan)", phrases=("cancel my plan",)) == [("cancel|* my.* plan", "phrase")]


LINES = {
    "price objection": "Honestly that's way too expensive for us.",
    "timing objection": "We're under contract until March, and it's just not a good time.",
    "authority objection": "I'd have to run that by my boss first.",
    "need objection": "We're happy with what we have.",
    "trust objection": "How do I know you won't do that again?",
    "churn risk": "I want to cancel my subscription.",
    "escalation": "Let me speak to your manager, please.",
    "comparison": "We're looking at a few other vendors as well.",
    "competitor pricing": "The others offered us the same for half.",
    "switching": "How hard would it be to switch to another tool?",
    "buying signal": "Could you send me a quote for that?",
    "praise": "You've been so helpful, thank you.",
    "complaint": "I've been waiting for three weeks, this is ridiculous.",
    "satisfied": "We're really happy with it so far.",
    "uses cheaper channels": "I looked in the help centre before I called.",
    "uses it well": "We use it every day across the whole company.",
    "offers ideas": "It would be great if you could sort them by date.",
    "takes part": "I joined your webinar last week.",
    "owns what suits": "We'd like to add two more seats.",
    "brings customers": "I recommended you to a friend of mine.",
}
EVERYDAY = (
    "Hello, this is Marta from Brightwood.",
    "I have a question about the invoice from June.",
    "It says that the file is empty when I open it.",
    "Okay, give me one second, I'm at my desk now.",
    "Yes, that's right, the number ends in four seven.",
    "Is it the blue button at the top?",
    "We have two offices and the people are all on Windows.",
    "Right, okay, bye.",
)


def from_packs(text):
    packs = ("objections", "churn", "competitor_talk", "buying", "feedback", "relationship")
    compiled = compile_trackers(tuple(one for pack in packs for one in built_in(pack)))
    made = segments([("customer", 0, 5, text)])
    facts = CallFacts(duration=60.0)
    return {
        hit.tracker for hit in track_call(made, lambda _: [], {}, compiled=compiled, facts=facts, zipf=rare)
    }


@pytest.mark.parametrize("name", LINES)
def test_a_built_in_tracker_finds_what_people_say(name):
    assert name in from_packs(LINES[name])


@pytest.mark.parametrize("text", EVERYDAY)
def test_built_in_trackers_find_nothing_in_everyday_talk(text):
    assert from_packs(text) == set()


def test_fewer_than_a_third_of_a_words_letters_may_differ():
    assert said("the prase list", phrases=("the price list",), fuzzy=3) == []
    assert said("the prize list", phrases=("the price list",), fuzzy=3) == [("the prize list", "fuzzy")]
