import pytest

from coachkit.models import Moment
from coachkit.replies.occurrences import is_telling_question, replied_to
from tests.talk import CALL_ID


def moment(kind, *, segment=0, role="customer", quote="and how do we get our data over to you?"):
    return Moment(
        call_id=CALL_ID,
        n=0,
        kind=kind,
        name=None,
        role=role,
        segment=segment,
        start=1.0,
        end=4.0,
        quote=quote,
        strength=0.9,
        method="words",
        detail="",
    )


@pytest.mark.parametrize("kind", ["objection", "frustration", "price", "feature_failing", "escalation"])
def test_what_a_customer_brings_up_wants_a_reply(kind):
    [found] = replied_to([moment(kind)])
    assert (found.kind, found.name, found.segment) == ("moment", kind, 0)


@pytest.mark.parametrize("kind", ["greeting", "thanks", "goodbye", "praise", "verification"])
def test_courtesies_want_none(kind):
    assert replied_to([moment(kind)]) == []


def test_what_the_agent_brings_up_is_no_prompt():
    assert replied_to([moment("price", role="agent"), moment("question", role="agent")]) == []


def test_a_question_in_a_greeting_is_no_question():
    assert replied_to([moment("question"), moment("greeting")]) == []
    assert len(replied_to([moment("question"), moment("greeting", segment=1)])) == 1


@pytest.mark.parametrize("text", ["how often?", "is that it?", "what would you like me to do?", ""])
def test_small_questions_are_none(text):
    assert not is_telling_question(text)


def test_a_question_about_something_is_one():
    assert is_telling_question("when will the missing invoices be corrected?")
