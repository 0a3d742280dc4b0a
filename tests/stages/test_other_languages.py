"""English phrases and feelings judge nothing that is said in another language."""

from dataclasses import replace
from functools import partial

import numpy as np

from coachkit.cues import built_in_cues
from coachkit.line_vectors import embed_lines
from coachkit.models import Feeling, Mention, Metric, Segment
from coachkit.replies.occurrences import named_in
from coachkit.scorecards import Evidence, load_card
from coachkit.stages.exchanges import exchanges_about
from coachkit.stages.feel import feel_segments
from coachkit.stages.measure import measure_call
from coachkit.stages.parts import mark_parts
from coachkit.stages.score import score_call
from coachkit.stages.wrong_way import doubt_about_roles
from tests.talk import CALL_ID, a_call, segments

CARD = load_card("service")
# English words, so that they would be found where they must not be looked for.
LINES = [
    ("agent", 0.0, 5.0, "thank you for calling Fernway, um, how can I help you today"),
    ("customer", 6.0, 10.0, "Zenlane is cheaper, this is ridiculous, I want to cancel"),
    ("agent", 11.0, 15.0, "there's nothing I can do about it"),
    ("customer", 16.0, 20.0, "oh it works now, that's great, thank you so much"),
]


def spoken(*languages: str | None) -> list[Segment]:
    return [replace(s, language=code) for s, code in zip(segments(LINES), languages, strict=True)]


TURKISH = spoken("tr", "tr", "tr", "tr")
ENGLISH = spoken("en", "en", None, "en")
MIXED = spoken("en", "en", "en", "tr")


def scored(made, feelings=()):
    found = Evidence(
        call_id=CALL_ID,
        segments=made,
        metrics={m.name: m for m in measured(made, feelings)},
        exchanges=(),
        feelings={f.n: f for f in feelings},
        cues=built_in_cues(),
    )
    score, points = score_call(CARD, found)
    return score, {point.criterion: point for point in points}


def measured(made, feelings=()) -> list[Metric]:
    return measure_call(a_call(duration=20.0), made, feelings)


def felt(made) -> list[Feeling]:
    return feel_segments(
        made,
        sentiment=lambda _: 1.0,
        vectors=embed_lines(made, embed=lambda texts: np.ones((len(texts), 1), np.float32), model="fake"),
        examples=(np.ones((3, 1), np.float32), np.ones((3, 1), np.float32)),
    )


def test_feelings_are_those_of_english_words():
    assert [one.n for one in felt(ENGLISH)] == [1, 3]
    assert [one.n for one in felt(MIXED)] == [1]
    assert felt(TURKISH) == []


def test_lines_of_a_card_that_listen_to_words_do_not_apply_and_say_why():
    score, points = scored(TURKISH)
    applied = {name for name, point in points.items() if point.verdict != "not applicable"}
    assert applied == {"talk_ratio", "monologue"}
    assert "it is said in Turkish" in points["resolved"].reason
    assert "the customer speaks Turkish" in points["sentiment_end"].reason
    assert (score.value, score.max_points) == (None, 10)


def test_a_call_that_is_mostly_english_is_scored_by_its_english_words():
    score, points = scored(spoken("en", "tr", "en", "en"))
    assert score.value is not None
    assert points["resolved"].verdict == "met"


def test_what_a_side_says_in_another_language_does_not_count_for_or_against_it():
    _, points = scored(MIXED)
    assert points["resolved"].verdict == "not applicable"
    assert points["ownership"].verdict != "not applicable"


def test_figures_made_of_english_words_are_unknown_and_say_why():
    found = {metric.name: metric for metric in measured(TURKISH)}
    assert found["fillers"].value is None
    assert found["fillers"].reason == "the agent speaks Turkish, which is not listened to"
    assert found["sentiment_end"].reason == "the customer speaks Turkish, which is not listened to"
    assert found["talk_ratio_of_speech"].value is not None
    assert {metric.name: metric for metric in measured(ENGLISH)}["fillers"].value is not None


def test_a_reaction_in_another_language_is_neutral_and_says_why():
    named = Mention(
        call_id=CALL_ID,
        n=0,
        kind="competitor",
        name="Zenlane",
        text="Zenlane",
        segment=1,
        start_char=0,
        end_char=7,
        start=6.0,
        end=6.5,
        role="customer",
        method="exact",
        confidence=1.0,
    )
    [in_english] = exchanges_about(named_in([named]), ENGLISH, feelings={}, cues=built_in_cues())
    [in_turkish] = exchanges_about(named_in([named]), TURKISH, feelings={}, cues=built_in_cues())
    assert (in_english.verdict, in_turkish.verdict) == ("good", "neutral")
    assert in_turkish.reason == "Zenlane is named; the reaction is in Turkish and not judged"
    assert in_turkish.quote == LINES[3][3]


def test_menus_are_known_by_english_words_only():
    lines = [
        ("customer", 0.0, 6.0, "Thank you for calling. For sales press one, for support press two."),
        ("customer", 6.2, 9.0, "Please listen carefully as our menu options have changed."),
        ("agent", 20.0, 24.0, "hello this is Jana speaking"),
    ]
    english = [replace(s, language="en") for s in segments(lines)]
    turkish = [replace(s, language="tr") for s in english]
    cues = built_in_cues("parts")
    assert [s.part for s in mark_parts(english, (), cues=cues)] == ["ivr", "ivr", "talk"]
    assert {s.part for s in mark_parts(turkish, (), cues=cues)} == {"talk"}


def test_a_greeting_in_another_language_raises_no_doubt_about_roles():
    lines = [
        ("customer", 0.0, 5.0, "thank you for calling Fernway, how can I help you"),
        ("agent", 6.0, 10.0, "I have a problem"),
    ]
    doubt = partial(
        doubt_about_roles, company=["Fernway"], agents=["Jana K."], cues=built_in_cues("greetings")
    )
    made = segments(lines)
    assert doubt(made)
    assert doubt([replace(s, language="tr") for s in made]) is None


def test_questions_are_counted_by_the_marks_of_any_script():
    lines = [("agent", 0.0, 4.0, "متى بدأت المشكلة؟ وأين؟"), ("customer", 5.0, 9.0, "أمس")]
    found = {m.name: m for m in measure_call(a_call(duration=10.0), segments(lines), [])}
    assert found["agent_questions"].value == 2
