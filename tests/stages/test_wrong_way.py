from dataclasses import replace

import pytest

from coachkit.cues import built_in_cues
from coachkit.stages.wrong_way import doubt_about_roles
from tests.talk import segments

CUES = built_in_cues("greetings")
NAMES = ("Fernway", "Fernway Software")
CALLER = "Hi, it's Marta from Nordhaven Dental, our export is empty."


def doubt_in(talk, *, company=NAMES, agents=("Jana K.",)):
    return doubt_about_roles(talk, company=company, agents=agents, cues=CUES)


def doubt(*lines, **names):
    talk = [(role, 3.0 * n, 3.0 * n + 2, text) for n, (role, text) in enumerate(lines)]
    return doubt_in(segments(talk), **names)


@pytest.mark.parametrize(
    "greeting",
    [
        "Thank you for calling Fernway.",
        "Fernway support, Jana speaking.",
        "Good morning, you're through to Fernway support, Jana speaking.",
        "Hello, how can I help?",
        "Fern way, Priya here.",
        "Good afternoon, Tom at Firnway.",
        "Hello and welcome to Fernway, you've got Jana.",
        "Fernway software, good morning, my name's Jana.",
        "Firmly, Jana speaking.",
        "Firmly sales, Tom speaking.",
    ],
)
def test_the_companys_greeting_on_the_customers_side_is_a_doubt(greeting):
    found = doubt(("customer", greeting), ("agent", CALLER))
    assert found is not None
    assert found.startswith(f"“{greeting}” is said on the customer's side at 0:00, and nothing")
    assert doubt(("agent", greeting), ("customer", CALLER)) is None


@pytest.mark.parametrize(
    "words",
    [
        "Hello, is this Fernway support?",
        "Hi, am I speaking to Fernway support?",
        "I've been with Fernway for a year.",
        "Could you help me with my invoice?",
        "Yes, speaking. Hi Marcus.",
        "Hi Jana, it's Marta.",
        "Hello, is that Jana speaking?",
        "Fernway is great, but the export fails.",
        "I'd like to talk to Fernway sales, please.",
    ],
)
def test_what_customers_say_is_no_doubt(words):
    assert doubt(("agent", "Good morning."), ("customer", words)) is None


def test_where_both_sides_greet_there_is_no_doubt():
    """An agent who calls a company is greeted by it."""
    assert (
        doubt(("customer", "Nordhaven Dental, how can I help?"), ("agent", "This is Tom from Fernway."))
        is None
    )


def test_a_greeting_late_in_the_call_says_nothing():
    lines = [("agent", 0.0, 2.0, "Good morning."), ("customer", 90.0, 92.0, "How can I help with that?")]
    assert doubt_in(segments(lines)) is None


def test_a_company_without_a_name_is_known_by_how_it_answers():
    nobody = {"company": (), "agents": ()}
    assert doubt(("customer", "How may I help you?"), ("agent", CALLER), **nobody) is not None
    assert doubt(("customer", "Fernway, this is Jana."), ("agent", CALLER), **nobody) is None


def test_where_roles_are_not_known_there_is_nothing_to_doubt():
    assert doubt(("unknown", "Thank you for calling Fernway."), ("unknown", CALLER)) is None


def test_a_menu_is_nobodys_greeting():
    talk = segments(
        [("customer", 0.0, 2.0, "Thank you for calling Fernway."), ("agent", 4.0, 6.0, "Good morning.")]
    )
    menu = [replace(talk[0], part="ivr"), talk[1]]
    assert doubt_in(menu) is None
    assert doubt_in(talk) is not None
