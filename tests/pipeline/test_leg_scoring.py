"""A call with two legs has a score for each, made of what is said in it."""

from dataclasses import replace

from coachkit.cues import built_in_cues
from coachkit.models import Answer, Leg
from coachkit.pipeline.steps.leg_scoring import Measured, score_legs
from coachkit.query.call_view import CallView, TurnView
from coachkit.query.words import plain_words
from coachkit.scorecards import Evidence, load_card, parse_card
from coachkit.stages.measure import measure_call
from coachkit.stages.score import score_call
from tests.talk import CALL_ID, a_call, segments

CARD = load_card("service")
BAD_THEN_GOOD = segments(
    [
        ("agent", 0, 4, "I can't help you with that, you have to live with it."),
        ("customer", 5, 9, "That is not good enough. This is ridiculous, I want to cancel."),
        ("agent", 30, 34, "This is Tom. I'm sorry about that, I've fixed it for you."),
        ("customer", 35, 39, "That's perfect, thank you so much for your help. It works now."),
    ]
)
CALL = a_call(duration=60.0)


def evidence() -> Evidence:
    return Evidence(
        call_id=CALL_ID,
        segments=BAD_THEN_GOOD,
        metrics={m.name: m for m in measure_call(CALL, BAD_THEN_GOOD, [])},
        exchanges=[],
        feelings={},
        cues=built_in_cues(),
    )


def legs(*starts: float) -> list[Leg]:
    ends = [*starts[1:], CALL.duration]
    return [
        Leg(call_id=CALL_ID, n=n, agent=None, start=start, end=end)
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def test_each_leg_is_judged_by_its_own_part() -> None:
    whole, _ = score_call(CARD, evidence())
    first, second = score_legs(CARD, evidence(), whole, legs(0.0, 28.0), Measured(call=CALL))
    assert first.value is not None
    assert second.value is not None
    assert first.value < second.value


def test_a_single_leg_has_the_calls_score() -> None:
    whole, _ = score_call(CARD, evidence())
    [only] = score_legs(CARD, evidence(), whole, legs(0.0), Measured(call=CALL))
    assert (only.value, only.points, only.max_points) == (whole.value, whole.points, whole.max_points)


def test_a_call_of_which_no_agent_is_known_has_no_leg_scores() -> None:
    whole, _ = score_call(CARD, evidence())
    assert score_legs(CARD, evidence(), whole, [], Measured(call=CALL)) == []


ASKING = """
title = "Asking"
[[criteria]]
id = "sorry"
title = "The agent is sorry"
rule = "query"
find = "said-by:agent sorry in:first50%"
weight = 10
[[criteria]]
id = "tone"
title = "Tone"
rule = "question"
question = "Was it right?"
weight = 10
"""


def test_queries_look_at_a_legs_own_turns_and_questions_only_at_the_whole_call() -> None:
    card = parse_card(ASKING, name="asking")
    turns = tuple(
        TurnView(
            n=s.n,
            role=s.role,
            start=s.start,
            end=s.end,
            words=tuple(plain_words(s.text)),
            lemmas=tuple(plain_words(s.text)),
        )
        for s in BAD_THEN_GOOD
    )
    answer = Answer(
        n=1,
        call_id=CALL_ID,
        card="asking",
        criterion="tone",
        value="yes",
        why=None,
        author="jana",
        made_at="",
    )
    seen = replace(
        evidence(),
        view=CallView(id=CALL_ID, duration=CALL.duration, turns=turns),
        answers={("asking", "tone"): answer},
    )
    whole, _ = score_call(card, seen)
    first, second = score_legs(card, seen, whole, legs(0.0, 28.0), Measured(call=CALL))
    assert (whole.points, whole.max_points) == (10.0, 20.0)
    assert (first.points, first.max_points) == (0.0, 10.0)
    assert (second.points, second.max_points) == (10.0, 10.0)
