import pytest

from coachkit.conversation import turns_of
from coachkit.cues import built_in_cues
from coachkit.models import Feeling
from coachkit.replies.reactions import listen_to, read_reactions
from tests.talk import CALL_ID, segments

PROMPT = ("customer", 0.0, 4.0, "the invoice is wrong and nobody has put it right")


def reaction(*following, feelings=(), until=100.0, repeats=lambda _: False):
    """Return how the customer takes `following`, (role, text) each, five seconds apart."""
    lines = [PROMPT, *((role, 5.0 * i, 5.0 * i + 4, text) for i, (role, text) in enumerate(following, 1))]
    made = segments(lines)
    felt = {n: Feeling(call_id=CALL_ID, n=n, sentiment=value, acceptance=value) for n, value in feelings}
    turns = turns_of(made)
    listener = listen_to(made, felt, built_in_cues())
    return read_reactions(listener, turns[1:], until=until, prompt=turns[0], repeats=repeats)


def said(text, *, after="I have put it right on our side", **options):
    return reaction(("agent", after), ("customer", text), **options)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("fair enough", "agreement"),
        ("let's do that", "agreement"),
        ("oh that solves it", "acceptance"),
        ("thank you", "thanks"),
        ("that's no help to me", "rejection"),
        ("I just told you that", "repeat"),
        ("can I speak to your manager", "escalation"),
    ],
)
def test_plain_words_are_told_apart(text, kind):
    found = said(text)
    assert found is not None
    assert found.kind == kind
    assert (found.balance > 0) == (kind in ("agreement", "acceptance", "thanks"))


@pytest.mark.parametrize(
    "text", ["well, thanks anyway", "okay, fine then", "if you say so", "I suppose so", "whatever"]
)
def test_polite_words_that_take_nothing_are_not_good(text):
    found = said(text, feelings=[(2, 0.6)])
    assert found is None or found.balance <= 0


def test_praise_that_goes_over_into_a_complaint_is_irony():
    found = said("brilliant, that's great, so I still haven't got an answer", feelings=[(2, 0.6)])
    assert found is not None
    assert found.balance < 0


def test_a_complaint_that_ends_in_acceptance_is_mildly_good():
    half = said("I was about to make a complaint but that solves it")
    whole = said("that solves it")
    assert half is not None
    assert whole is not None
    assert 0 < half.balance < whole.balance


def test_thanks_after_a_refusal_do_not_make_up_for_it():
    found = reaction(
        ("agent", "it is our policy"),
        ("customer", "that's no help to me"),
        ("agent", "I can only repeat it"),
        ("customer", "thank you"),
    )
    assert found is not None
    assert found.balance < 0


def test_thanks_in_a_goodbye_are_no_sign():
    found = said("thank you, goodbye")
    assert found is None or found.balance == 0


def test_what_follows_anything_else_is_no_reaction():
    assert reaction(("agent", "it is our policy"), ("agent", "anything else I can help you with?")) is None
    found = reaction(
        ("agent", "it is our policy. Is there anything else I can help you with?"),
        ("customer", "no, you've been very helpful"),
    )
    assert found is None


def test_what_follows_another_matter_is_no_reaction():
    found = reaction(
        ("agent", "it is our policy"),
        ("customer", "that's no help to me"),
        ("agent", "I see that"),
        ("customer", "one more thing, that's great what you did last week"),
    )
    assert found is not None
    assert found.balance < 0
    assert len(found.turns) == 1


def test_a_short_answer_to_a_question_is_no_reaction():
    found = said("that's it", after="is it the invoice of October?")
    assert found is not None
    assert (found.balance, found.kind) == (0, "unclear")


def test_yes_to_an_offer_is_agreement():
    found = said("yes please", after="shall I send you a new one today?")
    assert found is not None
    assert found.kind == "agreement"


def test_saying_the_same_again_is_a_sign_against_the_reply():
    found = said("the invoice is wrong", repeats=lambda _: True)
    assert found is not None
    assert found.kind == "repeat"
    assert found.balance < 0


def test_repeating_something_because_the_agent_asks_is_no_sign():
    found = said("the invoice is wrong", after="what did you say is wrong?", repeats=lambda _: True)
    assert found is not None
    assert found.balance == 0


def test_a_turn_of_mood_is_a_sign_without_any_phrase():
    better = said("and then there is this here", feelings=[(0, -0.5), (2, 0.6)])
    worse = said("and then there is this here", feelings=[(0, 0.3), (2, -0.5)])
    assert better is not None
    assert worse is not None
    assert (better.kind, worse.kind) == ("better", "worse")
    assert worse.balance < 0 < better.balance


def test_bare_acknowledgement_is_silence():
    found = said("okay")
    assert found is not None
    assert (found.kind, found.balance) == ("silence", 0)


def test_nothing_said_is_no_reaction():
    assert reaction(("agent", "it is our policy")) is None


def test_the_turn_that_shows_the_result_is_quoted():
    found = reaction(
        ("agent", "it is our policy"),
        ("customer", "the date is the third of May"),
        ("agent", "then I can make an exception"),
        ("customer", "oh that solves it"),
    )
    assert found is not None
    assert found.shown.text == "oh that solves it"


def test_kind_words_after_the_agents_goodbye_are_no_reaction():
    found = reaction(
        ("agent", "I have put it right on our side"),
        ("customer", "so that will not come again next month"),
        ("agent", "no it will not, have a good day"),
        ("customer", "that was a great help"),
    )
    assert found is not None
    assert (found.balance, found.shown.text) == (0.0, "so that will not come again next month")


def test_anger_after_the_agents_goodbye_is_one():
    found = reaction(
        ("agent", "there is a form for that"),
        ("customer", "so nobody puts it right for me"),
        ("agent", "no, have a good day"),
        ("customer", "this is ridiculous, get me your manager"),
    )
    assert found is not None
    assert found.balance < 0


def test_thanks_for_what_is_told_after_an_answer_are_a_reaction():
    found = reaction(
        ("agent", "Which plan are you on?"),
        ("customer", "the small one, since last spring"),
        ("agent", "Then the old one was still running, and I have stopped it."),
        ("customer", "thank you"),
    )
    assert (found.kind, found.balance > 0) == ("thanks", True)


def test_a_reaction_begins_with_the_first_turn_that_counts_else_with_the_last_one():
    tells = ("agent", "The old plan was still running, and I have stopped it.")
    counted = reaction(tells, ("customer", "hm"), tells, ("customer", "that's no help to me"))
    assert counted.begins.start == 20.0
    answers = reaction(tells, ("customer", "hm"), tells, ("customer", "the small plan was cheaper then"))
    assert (answers.kind, answers.begins.start) == ("unclear", 20.0)
