"""Which words of a query count, how often they are said, and where."""

from coachkit.query.parse import parse
from coachkit.query.words import tokens_of
from coachkit.searching.archive import Archive
from coachkit.searching.terms import Counter, estimate_turns, merged, terms_of, wordings_in
from coachkit.store.library import Library


def shown(library: Library, text: str, *, is_plain: bool = True) -> list[str]:
    node = parse(text).node
    wished = list(wordings_in(node)) if is_plain else []
    return [term.shown for term in terms_of(node, Archive(library=library), wished=wished)]


def counter(library: Library, text: str) -> Counter:
    return Counter(terms_of(parse(text).node, Archive(library=library)))


def test_everyday_words_of_a_question_do_not_count(library: Library) -> None:
    assert shown(library, "what is the price of the export?") == ["price", "export"]


def test_a_question_of_everyday_words_keeps_them(library: Library) -> None:
    assert shown(library, "what is it") == ["what", "is", "it"]


def test_everyday_words_that_are_meant_strictly_count(library: Library) -> None:
    assert shown(library, "the AND price", is_plain=False) == ["the", "price"]


def test_what_must_not_be_said_is_no_term(library: Library) -> None:
    assert shown(library, "price NOT export") == ["price"]


def test_a_word_is_counted_in_the_turns_that_say_it(library: Library) -> None:
    [term] = terms_of(parse("price").node, Archive(library=library))

    assert term.turns == 3


def test_a_word_said_twice_in_a_turn_counts_twice(library: Library) -> None:
    assert counter(library, "price export").counts("our price is our price", "our price be our price") == (
        2,
        0,
    )


def test_another_form_of_a_word_counts_once(library: Library) -> None:
    assert counter(library, "export").counts("exports", "export") == (1,)


def test_a_speaker_who_is_so_named_counts(library: Library) -> None:
    assert counter(library, "tom").counts("hello", "hello", "tom b") == (1,)


def test_a_phrase_is_found_where_it_stands(library: Library) -> None:
    text = "So, match the Price: match the price!"
    tokens = [(token, token.plain) for token in tokens_of(text)]

    places = [place for _, place in counter(library, '"match the price"').places(tokens)]

    assert [text[a:b] for a, b in places] == ["match the Price", "match the price"]


def test_places_that_touch_are_one() -> None:
    assert merged([(5, 9), (0, 3), (2, 5), (12, 14)]) == ((0, 9), (12, 14))


def test_a_phrase_that_is_said_very_often_has_no_single_words_to_be_told_by() -> None:
    assert estimate_turns(5_000, [], every=90_000) == 5_000


def test_a_word_that_is_said_very_often_is_told_by_its_count_in_all() -> None:
    assert estimate_turns(5_000, [7_000, 30_000], every=20_000) == 20_000
