"""What each rule gives points for, and which place it shows."""

from dataclasses import replace

import pytest

from coachkit.models import Answer, AnswerValue, Exchange, Metric, RangeVerdict, ScorePoint, Verdict
from coachkit.query.call_view import ExchangeView
from coachkit.scorecards import Evidence
from tests.scorecards.talk_of_sale import LINES, evidence, judged
from tests.talk import CALL_ID


def verdict(*keys: str, seen: Evidence | None = None) -> str:
    return point(*keys, seen=seen).verdict


def point(*keys: str, seen: Evidence | None = None) -> ScorePoint:
    return judged("\n".join(keys), seen=seen)[1]["line0"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (('find = "moment:next_step in:last20%"',), "met"),
        (('find = "moment:next_step in:first50%"',), "missed"),
        (('find = "said-by:customer cost"',), "met"),
        (('find = "said-by:agent cost"',), "missed"),
        (('find = "moment:question"', "at_least = 2"), "met"),
        (('find = "moment:question"', "at_least = 4"), "partly"),
        (('find = "moment:question"', 'unless = "said-by:customer"', "at_least = 2"), "partly"),
        (('find = "moment:question"', "at_most = 1"), "missed"),
        (('find = "refund"', "never = true"), "met"),
        (('find = "quote"', "never = true"), "missed"),
        (('find = "cost THEN said-by:agent quote"',), "met"),
        (('find = "quote THEN cost"',), "missed"),
        (('find = "said-by:other quote"',), "not applicable"),
    ],
)
def test_a_query_gives_points_for_the_turns_that_fit(keys: tuple[str, ...], expected: str) -> None:
    assert verdict('rule = "query"', *keys) == expected


@pytest.mark.parametrize(("asked", "expected"), [("good", "met"), ("bad", "missed")])
def test_a_query_may_ask_how_an_exchange_went(asked: str, expected: str) -> None:
    seen = evidence()
    exchanges: frozenset[ExchangeView] = frozenset({("moment", "price", "good")})
    turns = tuple(replace(turn, exchanges=exchanges) for turn in seen.view.turns)
    seen = replace(seen, view=replace(seen.view, turns=turns))

    assert verdict('rule = "query"', f'find = "moment:price went:{asked}"', seen=seen) == expected


def test_what_a_query_finds_is_quoted() -> None:
    found = point('rule = "query"', 'find = "moment:next_step"')
    assert (found.start, found.quote) == (90.0, "I'll send you the quote by Friday")


def test_a_missed_query_shows_the_last_words_where_it_should_have_been_said() -> None:
    missed = point('rule = "query"', 'find = "refund said-by:customer in:first50%"')
    assert (missed.start, missed.quote) == (21.0, "that sounds fair")


@pytest.mark.parametrize(
    ("keys", "is_found"),
    [
        (('rule = "query"', 'find = "moment:next_step"'), True),
        (('rule = "query"', 'find = "refund said-by:customer"'), False),
        (('rule = "query"', 'find = "refund"', "never = true"), False),
        (('rule = "query"', 'find = "quote"', "never = true"), True),
        (('rule = "moments"', 'moment = "next_step"'), True),
        (('rule = "moments"', 'moment = "escalation"'), False),
    ],
)
def test_a_point_says_whether_it_is_heard_at_its_place(keys: tuple[str, ...], is_found: bool) -> None:
    assert point(*keys).is_found is is_found


@pytest.mark.parametrize(
    ("first", "then", "more", "expected"),
    [
        ("moment:question said-by:agent", "moment:price", "", "met"),
        ("moment:next_step", "moment:price", "", "missed"),
        ("moment:question said-by:agent", "moment:price", "within = 2", "missed"),
        ("moment:question", "refund", "", "not applicable"),
    ],
)
def test_order_asks_for_one_thing_before_another(first: str, then: str, more: str, expected: str) -> None:
    assert verdict('rule = "order"', f'first = "{first}"', f'then = "{then}"', more) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (('moment = "next_step"',), "met"),
        (('moment = "next-step"',), "met"),
        (('moment = "apology"',), "missed"),
        (('moment = ["apology", "next_step"]',), "met"),
        (('moment = "next_step"', "to = 0.5"), "missed"),
        (('moment = "next_step"', 'role = "customer"'), "missed"),
        (('moment = "next_step"', "strength = 0.9"), "missed"),
        (('moment = "question"', "at_most = 1"), "missed"),
        (('moment = "question"', "at_most = 1", "each = 0.4"), "partly"),
        (('moment = "hold"', "never = true"), "missed"),
        (('moment = "dead_air"', "never = true"), "met"),
    ],
)
def test_moments_count_by_kind_side_part_and_strength(keys: tuple[str, ...], expected: str) -> None:
    assert verdict('rule = "moments"', *keys) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (('tracker = "buying signal"',), "met"),
        (('tracker = "buying"', 'role = "agent"'), "missed"),
        (('tracker = "churn risk"', "never = true"), "met"),
    ],
)
def test_a_tracker_counts_by_the_turns_in_which_it_finds_something(
    keys: tuple[str, ...], expected: str
) -> None:
    assert verdict('rule = "tracker"', *keys) == expected


def figure(value: float, verdict: RangeVerdict | None) -> Metric:
    return Metric(
        call_id=CALL_ID,
        name="patience",
        value=value,
        unit="s",
        source="channel",
        verdict=verdict,
        good_low=0.6,
    )


@pytest.mark.parametrize(
    ("range_verdict", "expected"),
    [("in range", "met"), ("near", "partly"), ("out of range", "missed"), (None, "not applicable")],
)
def test_a_figure_without_a_range_of_its_own_goes_by_the_settings(
    range_verdict: RangeVerdict | None, expected: str
) -> None:
    seen = replace(evidence(), metrics={"patience": figure(1.0, range_verdict)})
    found = point('rule = "metric"', 'metric = "patience"', seen=seen)
    assert found.verdict == expected
    assert found.max_points == 0 or found.reason.endswith("1 s; good is at least 1 s")


@pytest.mark.parametrize(
    ("good", "is_found"), [("[0, 76]", False), ("[0, 20]", True), ("[10, 76]", True), ("[80, 90]", True)]
)
def test_a_figure_that_stays_under_its_most_is_heard_at_no_place(good: str, is_found: bool) -> None:
    longest = replace(figure(30.0, None), start=0.0, end=25.0)
    found = point(
        'rule = "metric"',
        'metric = "patience"',
        f"good = {good}",
        seen=replace(evidence(), metrics={"patience": longest}),
    )
    assert found.is_found is is_found


def exchange(n: int, verdict: Verdict) -> Exchange:
    return Exchange(
        call_id=CALL_ID, n=n, kind="moment", name="price", start=6, end=25, verdict=verdict, reason="",
        strength=0.5, quote="that sounds fair", quote_start=21, quote_end=25,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("verdicts", "more", "expected"),
    [
        (("good", "bad"), "", "partly"),
        (("good", "bad"), "share = 0.5", "met"),
        (("good", "bad"), "share = 0.8", "missed"),
        (("good", "bad"), 'name = "objection"', "not applicable"),
        (("neutral",), "", "not applicable"),
    ],
)
def test_exchanges_count_by_how_many_went_well(
    verdicts: tuple[Verdict, ...], more: str, expected: str
) -> None:
    seen = replace(evidence(), exchanges=[exchange(n, one) for n, one in enumerate(verdicts)])
    assert verdict('rule = "exchanges"', 'mention = "moment"', more, seen=seen) == expected


def answered(value: AnswerValue) -> Answer:
    return Answer(
        n=1,
        call_id=CALL_ID,
        card="test",
        criterion="line0",
        value=value,
        why="heard it",
        author="jana",
        made_at="",
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [("yes", "met"), ("no", "missed"), ("not applicable", "not applicable")],
)
def test_a_question_is_answered_by_people(value: AnswerValue, expected: str) -> None:
    seen = replace(evidence(), answers={("test", "line0"): answered(value)})
    found = point('rule = "question"', 'question = "Was the tone right?"', seen=seen)
    assert found.verdict == expected
    assert found.reason.endswith(f"jana says {value}: heard it")


def test_a_question_that_nobody_answered_does_not_count() -> None:
    found = point('rule = "question"', 'question = "Was the tone right?"')
    assert (found.verdict, found.max_points) == ("not applicable", 0)
    assert found.reason.endswith("nobody has answered yet: Was the tone right?")


QUOTE = 'rule = "query"\nfind = "quote"'
REFUND = 'rule = "query"\nfind = "refund"'


def test_a_missed_line_that_fails_the_call_makes_the_score_zero_and_is_named() -> None:
    score, points = judged(QUOTE, f"{REFUND}\nauto_fail = true")
    assert (score.value, score.failed_by, score.points) == (0.0, "line1", 10.0)
    assert "which fails the call" in points["line1"].reason


def test_a_line_that_fails_the_call_only_where_it_is_missed() -> None:
    score, _ = judged(f"{QUOTE}\nauto_fail = true", REFUND)
    assert (score.value, score.failed_by) == (50.0, None)


def test_a_line_that_needs_another_counts_only_where_that_one_is_met() -> None:
    _, points = judged(f'{QUOTE}\nneeds = "line1"', REFUND, f'{QUOTE}\nneeds = "line3"', QUOTE)
    assert points["line0"].verdict == "not applicable"
    assert points["line0"].reason.endswith("“Line 1” is not met")
    assert points["line2"].verdict == "met"


@pytest.mark.parametrize(("kind", "expected"), [("sales", "met"), ("support", "not applicable")])
def test_a_line_may_be_for_some_calls_only(kind: str, expected: str) -> None:
    assert verdict(QUOTE, 'applies = "kind:Sales"', seen=evidence(kind=kind)) == expected


def test_a_card_may_be_for_some_calls_only() -> None:
    score, points = judged(QUOTE, card='calls = "kind:sales"', seen=evidence(kind="support"))
    assert score.value is None
    assert points["line0"].reason.endswith("the card is for calls with kind:sales")
    assert judged(QUOTE, card='calls = "kind:sales"', seen=evidence(kind="sales"))[0].value == 100


@pytest.mark.parametrize(("languages", "expected"), [(("de",), "not applicable"), (("en",), "met")])
def test_a_line_may_be_for_calls_in_one_language_alone(languages: tuple[str, ...], expected: str) -> None:
    seen = evidence()
    seen = replace(seen, view=replace(seen.view, languages=languages))
    assert verdict(QUOTE, 'applies = "language:english"', seen=seen) == expected


def test_an_answer_alone_gives_no_score_to_a_call_in_which_nobody_talks() -> None:
    said = answered("yes")
    asked = 'rule = "question"\nquestion = "Was it kind?"'
    score, points = judged(asked, seen=replace(evidence([]), answers={("test", "line0"): said}))
    assert points["line0"].verdict == "met"
    assert score.value is None


def test_a_granted_dispute_takes_a_line_out_and_says_who_granted_it() -> None:
    seen = replace(evidence(), excused={("test", "line1"): "nina took it out: the line was cut off"})
    score, points = judged(QUOTE, f"{REFUND}\nauto_fail = true", seen=seen)
    assert (score.value, score.failed_by) == (100.0, None)
    assert points["line1"].verdict == "not applicable"
    assert points["line1"].reason.endswith("nina took it out: the line was cut off")


def test_every_point_that_counts_says_where_and_the_score_is_their_sum() -> None:
    score, points = judged(QUOTE, REFUND, 'rule = "moments"\nmoment = "apology"\nweight = 5')
    counted = [one for one in points.values() if one.verdict != "not applicable"]
    assert all(one.quote and one.start is not None for one in counted)
    assert score.points == sum(one.points for one in points.values())
    assert score.value == pytest.approx(100 * 10 / 25, abs=0.01)


@pytest.mark.parametrize("rule", ['rule = "moments"\nmoment = "apology"', REFUND])
def test_what_is_said_in_another_language_is_not_missed(rule: str) -> None:
    seen = evidence([(role, a, b, "das kostet zu viel Geld") for role, a, b, _ in LINES], language="de")
    found = point(rule, seen=replace(seen, moments=[]))
    assert found.verdict == "not applicable"
    assert found.reason.endswith("it is said in German")


@pytest.mark.parametrize("rule", ['rule = "moments"\nmoment = "hold"\nnever = true', REFUND])
def test_a_call_in_which_nothing_is_said_has_no_score(rule: str) -> None:
    score, _ = judged(rule, seen=evidence([]))
    assert score.value is None
