"""Who is the agent, told from what is said; and that little evidence tells nothing."""

import pytest

from coachkit.cues import built_in_cues
from coachkit.models import Segment
from coachkit.role_guess import SURE, Names, gives_name, guess_roles
from tests.talk import segments

PACKS = (built_in_cues("roles"), built_in_cues("greetings"))


def voices(*lines: tuple[int, str]) -> dict[int, list[Segment]]:
    """Return each voice's segments, three seconds apart."""
    said = segments([("unknown", 3.0 * n, 3.0 * n + 2.5, text) for n, (_, text) in enumerate(lines)])
    return {v: [s for s, (w, _) in zip(said, lines, strict=True) if w == v] for v in {v for v, _ in lines}}


def roles(*lines: tuple[int, str], names: Names | None = None) -> list[str]:
    found = guess_roles(voices(*lines), names or Names(), packs=PACKS)
    return [found[voice].role for voice in sorted(found)]


def test_who_offers_help_is_the_agent() -> None:
    assert roles((0, "Thank you for calling, how can I help you?"), (1, "I'd like to change my order.")) == [
        "agent",
        "customer",
    ]


def test_who_says_why_they_call_is_the_customer_even_when_they_speak_first() -> None:
    said = roles(
        (0, "Hi, I'm calling about my invoice, it doesn't add up."),
        (1, "Let me look that up. Can you confirm your account number?"),
    )
    assert said == ["customer", "agent"]


def test_small_talk_tells_nothing() -> None:
    said = ((0, "So how are you doing these days?"), (1, "Very well. And you?"), (0, "Fine, fine."))
    assert roles(*said) == ["unknown", "unknown"]


def test_a_known_agents_own_name_tells() -> None:
    names = Names(agents=("Jana K.",))
    assert roles((0, "Hello, Jana speaking."), (1, "Hello, good morning."), names=names) == [
        "agent",
        "customer",
    ]


def test_a_known_customers_own_name_tells() -> None:
    names = Names(customer="Hannah Whitlock")
    assert roles((0, "Hello, good morning."), (1, "Hello, this is Hannah."), names=names) == [
        "agent",
        "customer",
    ]


@pytest.mark.parametrize("name", ["Fernway", "Fern way", "Fernwei"])
def test_the_companys_name_in_a_greeting_tells_though_misheard(name: str) -> None:
    names = Names(company=("Fernway",))
    assert roles((0, f"{name} support, good morning."), (1, "Good morning."), names=names)[0] == "agent"


def test_who_asks_for_the_company_is_not_of_it() -> None:
    names = Names(company=("Fernway",))
    said = guess_roles(voices((0, "Hello, is this Fernway support?"), (1, "Yes.")), names, packs=PACKS)
    assert said[0].role != "agent"


def test_one_voice_with_no_sign_of_a_call_is_unknown() -> None:
    assert roles((0, "Our services turn speech into text and text into speech.")) == ["unknown"]


def test_a_third_voice_that_takes_over_is_an_agent_too() -> None:
    said = roles(
        (0, "Thank you for calling, how can I help you?"),
        (1, "I'm calling about my invoice, it doesn't add up."),
        (0, "I'll put you through to billing."),
        (2, "Billing, Tom speaking, how can I help? Can you confirm your account number?"),
        (1, "Yes, it's four four two."),
    )
    assert said == ["agent", "customer", "agent"]


def test_a_third_voice_that_is_nobodys_is_other() -> None:
    said = roles(
        (0, "Thank you for calling, how can I help you?"),
        (1, "I'm calling about my invoice, it doesn't add up."),
        (2, "Dad, where are my shoes?"),
        (0, "Let me look that up."),
    )
    assert said == ["agent", "customer", "other"]


def test_where_nothing_is_known_a_third_voice_is_unknown_as_well() -> None:
    assert roles((0, "Hello."), (1, "Hello."), (2, "Hello.")) == ["unknown"] * 3


def test_a_role_is_told_exactly_from_the_threshold_on_and_with_a_reason() -> None:
    for text in ("Hello.", "Thank you for calling, how can I help you?", "Bear with me a moment."):
        for guess in guess_roles(voices((0, text), (1, "Hello.")), Names(), packs=PACKS).values():
            assert (guess.role == "unknown") == (guess.confidence < SURE)
            assert 0.5 <= guess.confidence <= 1
            assert guess.reason.endswith(".")


@pytest.mark.parametrize(
    ("text", "is_own"),
    [
        ("This is Jana.", True),
        ("Jana speaking.", True),
        ("Hi Jana.", False),
        ("I spoke to Jana yesterday.", False),
        ("This is January.", False),
    ],
)
def test_giving_a_name_differs_from_using_it(text: str, is_own: bool) -> None:
    assert gives_name(text, "Jana K.") == is_own
