"""What cases say of an agent, and what they must never say of a verdict."""

from dataclasses import replace

import pytest

from coachkit.behaviours.deeds import LAST_OFFER, LAST_QUESTION, UNTOLD, how_read, read_deed
from coachkit.behaviours.watching import Watched
from coachkit.conversation import turns_of
from coachkit.models import CallAgent, Exchange, Feeling, Highlight, Moment
from coachkit.stages.observe import case_of_call, cases_of
from tests.talk import CALL_ID, segments

PROMPT = "The October invoice is wrong and nobody has put it right."


def exchange(lines, reacts, *, n=0, verdict="bad", source="reaction", prompt=0, kind="moment"):
    """Return the exchange that begins with the line `prompt`; the line `reacts` is the reaction."""
    shown = lines[prompt if reacts is None else reacts]
    return Exchange(
        call_id=CALL_ID,
        n=n,
        kind=kind,
        name="objection" if kind == "moment" else "Zenlane",
        start=lines[prompt][1],
        end=lines[prompt + 1][2] if reacts is None else shown[2],
        verdict=verdict,
        reason="",
        strength=0.6,
        source=source,
        quote=shown[3],
        quote_start=shown[1],
        quote_end=shown[2],
        prompt=lines[prompt][3],
        prompt_start=lines[prompt][1],
        prompt_end=lines[prompt][2],
        reaction_start=None if reacts is None else shown[1],
    )


def played(one):
    return Highlight(
        call_id=CALL_ID, n=one.n, kind=one.kind, name=one.name, verdict=one.verdict, start=one.start,
        end=one.end, reason="", score=0.5, quote=one.quote, quote_start=one.quote_start,
        quote_end=one.quote_end, prompt=one.prompt, exchange=one.n,
    )  # fmt: skip


def moment(kind, quote, *, start, segment=0, role="agent", end=None):
    return Moment(
        call_id=CALL_ID, n=0, kind=kind, name=None, role=role, segment=segment if quote else None,
        start=start, end=start + 1 if end is None else end, quote=quote, strength=0.9,
        method="words", detail="",
    )  # fmt: skip


def talk(*said):
    """Return lines of (role, text), ten seconds each with a second between them."""
    return [(role, 10.0 * n, 10.0 * n + 9, text) for n, (role, text) in enumerate(said)]


def watched(lines, exchanges=(), **more):
    made = segments(lines)
    return Watched(
        turns=turns_of(made),
        segments={one.n: one for one in made},
        exchanges=exchanges,
        highlights=[played(one) for one in exchanges],
        **more,
    )


def case(*said, reacts=None, verdict="bad", source="reaction", kind="moment", **more):
    """Return the only case of a talk in which the customer begins; the last line is the reaction."""
    lines = talk(("customer", PROMPT), *said)
    at = len(lines) - 1 if reacts is None else reacts
    one = exchange(lines, at, verdict=verdict, source=source, kind=kind)
    return cases_of(watched(lines, [one], **more))[0]


def angry_in(n):
    return {n: Feeling(call_id=CALL_ID, n=n, sentiment=-0.8, acceptance=-0.8)}


def deeds(one):
    return {read_deed(stored).name for stored in one.deeds}


TELLS = "The old plan was not stopped when you moved to the new one in spring."
TELLS_IT = "It is stopped from today on."
NO = ("customer", "That does not help me at all.")


def test_what_the_agent_does_before_the_reaction_is_a_deed_with_its_sentence_and_words():
    found = case(("agent", f"{TELLS} I'll put that right for you."), NO)
    assert "takes_it_on@1: I'll put that right for you" in found.deeds
    assert found.said == (f"{TELLS} I'll put that right for you.",)
    assert (found.segments, found.words, found.questions, found.delay) == ((1,), 21, 0, 1.0)
    assert found.seconds == pytest.approx(9.0)


def test_what_the_agent_does_after_the_customer_begins_to_react_is_no_deed():
    lines = talk(("customer", PROMPT), ("agent", TELLS), NO, ("agent", "Sorry, that is our mistake."), NO)
    # the second reaction is shown, the first one began it
    one = replace(exchange(lines, 4), reaction_start=lines[2][1])
    sorry = moment("apology", "Sorry, that is our mistake.", start=31.0, segment=3)
    found = cases_of(watched(lines, [one], moments=[sorry]))[0]
    assert found.said == (TELLS,)
    assert not {"apologises", "admits_fault"} & deeds(found)


def test_the_question_that_the_reaction_answers_is_not_read():
    found = case(
        ("agent", f"{TELLS} Shall I send you the form?"), ("customer", "Yes, do that."), verdict="good"
    )
    assert found.said == (TELLS,)
    assert found.questions == 0
    assert "asks_consent" not in deeds(found)
    assert "?asks_consent" in deeds(found)


def test_an_offer_beside_the_last_question_is_not_read_as_it_decides_what_a_yes_is_worth():
    found = case(("agent", "Shall I send you the form? Which address is it?"), ("customer", "Yes, do that."))
    assert {"?asks_consent", "?asks_first"} <= deeds(found)
    assert found.said == ()


@pytest.mark.parametrize(
    ("asked", "read"),
    [("Shall I send you the form?", LAST_OFFER), ("Which month is it?", LAST_QUESTION), (TELLS_IT, "")],
)
def test_a_case_says_what_its_reaction_answers(asked, read):
    found = case(("agent", f"{TELLS} {asked}"), NO)
    assert how_read(found) == ("reaction", read)


def test_a_question_before_the_last_turn_is_read():
    asked = ("agent", "Which month is it that looks wrong?")
    found = case(asked, ("customer", "It is October."), ("agent", TELLS), NO)
    assert "asks_first@0: Which month is it that looks wrong?" in found.deeds
    assert found.questions == 1
    assert not any(one.startswith(UNTOLD) for one in found.deeds)


def test_what_shows_without_the_last_question_as_well_is_told():
    found = case(("agent", "Which month is it? And which plan are you on?"), NO)
    assert "asks_first" in deeds(found)
    assert found.said == ("Which month is it?",)


def test_a_last_question_is_read_where_a_person_gives_the_verdict():
    found = case(("agent", "Shall I send you the form?"), NO, source="rating:jana")
    assert (found.verdict_from, "asks_consent" in deeds(found)) == ("rating", True)
    assert found.said == ("Shall I send you the form?",)


def test_whether_a_short_reply_is_short_cannot_be_told_where_it_ends_in_a_question():
    assert "?says_little" in deeds(case(("agent", "I see. Which month is it?"), NO))
    assert "says_little" in deeds(case(("agent", "I see the October one."), NO))


def test_what_tells_the_result_is_no_deed_and_not_among_the_lines():
    found = case(("agent", f"{TELLS} I've refunded the 40 pounds."), ("customer", "Great."), verdict="good")
    assert not {"settles_it", "takes_it_on", "names_price"} & deeds(found)
    assert found.said == (TELLS,)


def test_a_resolution_is_no_deed_by_its_moment_either():
    works = "The whole thing runs again as it did."
    found = case(("agent", works), NO, moments=[moment("resolution", works, start=11.0, segment=1)])
    assert found.said == ()
    assert found.deeds == ("answers_at_once",)


def test_taking_leave_is_no_deed():
    parting = "Thank you for calling, have a nice day. Is there anything else I can do?"
    found = case(
        ("agent", f"{TELLS} {parting}"), NO, moments=[moment("thanks", parting, start=11.0, segment=1)]
    )
    assert found.said == (TELLS,)
    assert not {"thanks", "asks_first", "?asks_first"} & deeds(found)


def test_silence_after_the_agents_last_words_is_not_theirs():
    before = moment("dead_air", "", start=16.0, role="unknown", end=22.0)
    lines = [("agent", TELLS), ("agent", "Here it is.")]
    assert "falls_silent" not in deeds(case(("agent", TELLS), NO, moments=[before]))
    late = talk(("customer", PROMPT), *lines, NO)
    late[2] = ("agent", 26.0, 29.0, "Here it is.")
    one = exchange(late, 3)
    assert "falls_silent" in deeds(cases_of(watched(late, [one], moments=[before]))[0])


def test_moments_that_no_trait_stands_for_are_deeds():
    said = "That is about the price list of spring."
    found = case(("agent", said), NO, moments=[moment("price", said, start=11.0, segment=1)])
    assert "moment/price@0: That is about the price list of spring" in found.deeds
    named = [moment("competitor", "Zenlane", start=1.0, role="customer")]
    assert "moment/competitor" not in deeds(case(("agent", said), NO, moments=named))


def test_what_the_agent_brings_up_is_no_case():
    lines = talk(("agent", "And the export?"), ("customer", "Fine."))
    assert cases_of(watched(lines, [exchange(lines, 1)])) == []


def test_an_unanswered_customer_makes_no_case():
    lines = [("customer", 0.0, 4.0, PROMPT), ("customer", 20.0, 24.0, "Hello?")]
    assert cases_of(watched(lines, [exchange(lines, None)])) == []


@pytest.mark.parametrize(
    ("verdict", "source", "outcome", "expected"),
    [
        ("bad", "reaction", "good", ("bad", "reaction")),
        ("neutral", "reaction", "good", ("good", "outcome")),
        ("neutral", "reaction", "neutral", ("neutral", "none")),
        ("neutral", "reaction", None, ("neutral", "none")),
        ("neutral", "rating:jana", "good", ("neutral", "rating")),
        ("good", "rating:jana", "bad", ("good", "rating")),
    ],
)
def test_a_case_goes_as_people_say_else_as_customers_react_else_as_the_call_ended(
    verdict, source, outcome, expected
):
    found = case(("agent", TELLS), NO, verdict=verdict, source=source, outcome=outcome)
    assert (found.verdict, found.verdict_from) == expected


def test_a_case_is_the_agents_who_has_the_call_then():
    held = [
        CallAgent(call_id=CALL_ID, n=0, agent="Ana", start=0.0, end=10.0),
        CallAgent(call_id=CALL_ID, n=1, agent="Ben", start=10.0, end=90.0),
    ]
    assert case(("agent", TELLS), NO, agents=held).agent == "Ben"
    assert case(("agent", TELLS), NO).agent is None


def test_a_customer_is_upset_by_what_they_say_first():
    assert case(("agent", TELLS), NO, feelings=angry_in(0)).is_upset
    assert not case(("agent", TELLS), NO, feelings=angry_in(2)).is_upset


CALL = talk(
    ("agent", "Good morning, how can I help you?"),
    ("customer", PROMPT),
    ("agent", "Which month is it that looks wrong?"),
    ("customer", "It is October, and September too."),
    ("agent", TELLS),
    NO,
    ("agent", "Sorry, that is our mistake. I'll have somebody call you by Friday."),
    ("customer", "Fine, that works for me."),
    ("agent", "Thank you for calling, goodbye."),
)


def of_call(exchanges=(), **more):
    return case_of_call(watched(CALL, exchanges, **{"topic": "t1"} | more))


def test_a_call_that_is_filed_under_a_topic_is_a_case_of_it():
    lines = [exchange(CALL, 5, prompt=1)]
    found = cases_of(watched(CALL, lines, topic="t1"))
    assert [(one.n, one.kind, one.name, one.exchange) for one in found] == [
        (0, "moment", "objection", 0),
        (1, "topic", "t1", None),
    ]
    assert of_call(topic=None) is None


def test_a_call_is_read_from_why_the_customer_calls_to_their_last_reaction():
    both = [exchange(CALL, 5, prompt=1), exchange(CALL, 7, n=1, prompt=5, verdict="good")]
    found = of_call(both, outcome="bad")
    assert found.prompt == PROMPT
    assert (found.verdict, found.verdict_from) == ("bad", "outcome")
    assert found.said == ("Which month is it that looks wrong?", TELLS, CALL[6][3])
    assert {"asks_first", "admits_fault", "says_when"} <= deeds(found)


def test_what_answers_a_reaction_is_no_deed_where_reactions_are_the_verdict():
    both = [exchange(CALL, 5, prompt=1), exchange(CALL, 7, n=1, prompt=5, verdict="bad")]
    found = of_call(both)
    assert (found.verdict, found.verdict_from) == ("bad", "reaction")
    assert found.said == ("Which month is it that looks wrong?", TELLS)
    assert "admits_fault" not in deeds(found)


def test_reactions_that_balance_say_nothing_of_a_call():
    both = [exchange(CALL, 5, prompt=1), exchange(CALL, 7, n=1, prompt=5, verdict="good")]
    assert (of_call(both).verdict, of_call(both).verdict_from) == ("neutral", "none")


def test_a_persons_rating_of_a_call_goes_before_its_outcome():
    found = of_call(rating="good", outcome="bad")
    assert (found.verdict, found.verdict_from) == ("good", "rating")


def test_a_call_without_exchanges_is_read_to_its_end_but_for_the_goodbye():
    found = of_call(outcome="good")
    assert found.said == ("Which month is it that looks wrong?", TELLS, CALL[6][3])
    assert found.delay == 1.0


def test_a_written_dialogue_has_a_case_without_pauses():
    made = [replace(one, times_from="estimate") for one in segments(CALL)]
    written = Watched(
        turns=turns_of(made), segments={one.n: one for one in made}, topic="ride", outcome="good"
    )
    found = case_of_call(written)
    assert found is not None
    assert (found.verdict, found.delay, found.seconds) == ("good", None, None)
    assert "asks_first" in deeds(found)


def test_a_caller_is_upset_by_what_they_say_before_anything_is_told():
    assert of_call(feelings=angry_in(3), outcome="good").is_upset
    assert not of_call(feelings=angry_in(5), outcome="good").is_upset


def test_in_a_language_whose_words_are_not_read_nothing_can_be_told():
    made = [replace(one, language="tr") for one in segments(CALL)]
    found = case_of_call(
        Watched(turns=turns_of(made), segments={one.n: one for one in made}, topic="t1", outcome="good")
    )
    assert found is not None
    assert found.deeds
    assert all(one.startswith(UNTOLD) for one in found.deeds)
    assert found.words > 0
