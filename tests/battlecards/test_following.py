"""What customers turn to after a reply."""

from coachkit.battlecards.following import WITHIN, turned_to
from coachkit.battlecards.matter import Later, Took
from coachkit.models import ReactionKind
from tests.battlecards.made import a_case


def took(reaction: ReactionKind = "unclear", start: float | None = 10.0) -> Took:
    return Took(call_id="c1", exchange=0, reaction=reaction, reaction_start=start, strength=0.5)


def later(
    kind: str, start: float, *, name: str | None = None, quote: str = "And what does that cost?"
) -> Later:
    return Later(call_id="c1", kind=kind, name=name, start=start, end=start + 2, quote=quote)


def said(*moments: Later, reaction: ReactionKind = "unclear") -> list[str]:
    return [one.words for one in turned_to(a_case(), took(reaction), moments)]


def test_what_comes_up_within_a_minute_is_what_comes_next() -> None:
    assert said(later("price", 20.0)) == ["brings up the price"]
    assert said(later("price", 10.0 + WITHIN)) == []


def test_what_was_said_before_the_customer_reacts_is_no_answer() -> None:
    assert said(later("price", 9.0)) == []


def test_a_clear_reaction_is_told_in_words() -> None:
    [one] = turned_to(a_case(quote="No, that's no use."), took("rejection"), [])
    assert (one.words, one.quote, one.start) == ("does not accept it", "No, that's no use.", 10.0)


def test_a_reaction_that_says_nothing_clear_is_not_told() -> None:
    assert said(reaction="unclear") == []


def test_another_name_is_called_by_name_and_the_own_one_is_not() -> None:
    assert said(later("competitor", 20.0, name="HubSpot")) == ["names HubSpot"]
    assert said(later("competitor", 20.0, name="Zenlane")) == ["comes back to it"]


def test_what_is_said_at_once_is_told_once() -> None:
    assert said(later("frustration", 20.0), later("price", 21.0)) == ["brings up the price"]


def test_annoyance_within_the_reaction_is_the_reaction() -> None:
    assert said(later("frustration", 11.0), reaction="rejection") == ["does not accept it"]
    assert said(later("frustration", 30.0), reaction="rejection") == ["does not accept it", "is annoyed"]


def test_the_same_said_twice_counts_once() -> None:
    assert said(later("price", 20.0), later("price", 40.0)) == ["brings up the price"]


def test_a_passing_question_is_not_told() -> None:
    assert said(later("question", 20.0, quote="How often?")) == []
    assert said(later("question", 20.0, quote="Which plan has the phone support?")) == ["asks a question"]
