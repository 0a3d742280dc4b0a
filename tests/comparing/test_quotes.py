from coachkit.comparing.quotes import most_alike, quote
from coachkit.comparing.wording import ByWords
from coachkit.conversation import turns_of
from coachkit.models import Turn
from tests.talk import segments


def turns(*lines: tuple[str, str]) -> list[Turn]:
    return turns_of(segments([(role, 10.0 * n, 10.0 * n + 9, text) for n, (role, text) in enumerate(lines)]))


def test_the_turns_that_say_the_same_are_found():
    mine = turns(
        ("agent", "Which browser do you use when that happens?"),
        ("customer", "The calendar export leaves every second patient out."),
    )
    theirs = turns(
        ("customer", "Half of my patients are missing in the calendar export."),
        ("agent", "Please wait while the other screen loads again."),
    )
    found = most_alike(mine, theirs, encoder=ByWords())
    assert found is not None
    assert (found.mine.text, found.theirs.text) == (mine[1].text, theirs[0].text)


def test_of_equal_turns_those_of_the_same_side_go_together():
    line = "The calendar export leaves every second patient out."
    found = most_alike(
        turns(("customer", line)), turns(("agent", line), ("customer", line)), encoder=ByWords()
    )
    assert found is not None
    assert found.theirs.role == "customer"


def test_greetings_are_no_evidence():
    hello = turns(("agent", "Good morning, how may I help you today?"))
    assert most_alike(hello, hello, encoder=ByWords()) is None


def test_a_long_turn_is_cut_to_what_is_like_the_other():
    rest = " ".join(f"We also talked about matter number {n} for a while." for n in range(20))
    [long] = turns(("customer", f"{rest} The calendar export leaves patients out. {rest}"))
    said = quote(long, beside="Patients are missing in the calendar export.")
    assert "The calendar export leaves patients out." in said.text
    assert len(said.text.split()) < 60
