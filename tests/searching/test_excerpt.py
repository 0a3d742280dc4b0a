"""A long turn is cut to what was found; nothing is made up and every mark stands where it should."""

from hypothesis import given
from hypothesis import strategies as st

from coachkit.searching.excerpt import cut_excerpt
from coachkit.sentences import sentences_of

LONG = (
    "We looked at it on Monday. " * 12
    + "Then they wanted a refund, and I said no refund without a receipt. "
    + "That was the end of it. " * 12
)


def spans_of(text: str, word: str) -> list[tuple[int, int]]:
    found = []
    place = text.find(word)
    while place >= 0:
        found.append((place, place + len(word)))
        place = text.find(word, place + 1)
    return found


def test_a_short_turn_is_shown_whole() -> None:
    text = "Can I get a refund?"

    found = cut_excerpt(text, [(12, 18)])

    assert (found.quote, found.matches) == (text, ((12, 18),))


def test_a_long_turn_is_cut_to_the_sentences_around_the_match() -> None:
    found = cut_excerpt(LONG, spans_of(LONG, "refund"))

    assert "wanted a refund, and I said no refund without a receipt." in found.quote
    assert found.quote.startswith("… ")
    assert found.quote.endswith(" …")
    assert len(found.quote.split()) < 50


def test_marks_move_with_the_text() -> None:
    found = cut_excerpt(LONG, spans_of(LONG, "refund"))

    assert [found.quote[a:b] for a, b in found.matches] == ["refund", "refund"]


def test_what_was_asked_for_is_always_in_the_excerpt() -> None:
    last = sentences_of(LONG)[-1]

    found = cut_excerpt(LONG, spans_of(LONG, "refund"), around=last)

    assert found.quote.endswith("That was the end of it.")


def test_a_turn_without_full_stops_is_cut_between_words() -> None:
    text = "so " * 200 + "refund " + "well " * 200

    found = cut_excerpt(text, spans_of(text, "refund"))

    assert "refund" in found.quote
    assert len(found.quote.split()) < 50


def test_a_sentence_ends_at_its_mark_and_not_at_a_figure() -> None:
    text = "It costs 3.50 a month. Really? Yes!"

    assert [text[a:b] for a, b in sentences_of(text)] == ["It costs 3.50 a month.", "Really?", "Yes!"]


@given(st.lists(st.sampled_from(["refund", "so.", "well", "why?", "\n"]), max_size=200), st.integers(3, 60))
def test_an_excerpt_is_part_of_the_text_and_its_marks_are_on_the_word(words: list[str], most: int) -> None:
    text = " ".join(words)

    found = cut_excerpt(text, spans_of(text, "refund"), most=most)

    assert text[found.span[0] : found.span[1]] in found.quote
    assert {found.quote[a:b] for a, b in found.matches} <= {"refund"}
    assert not spans_of(text, "refund") or found.matches
