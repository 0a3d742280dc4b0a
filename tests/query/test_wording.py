"""What a word of a query stands for, and where that ends."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from coachkit.query.full_text import FullText
from coachkit.query.tree import (
    All,
    Any,
    Beginning,
    Family,
    Near,
    Node,
    Not,
    OfCall,
    Phrase,
    Resembling,
    SaidBy,
    Speaker,
    Value,
    Word,
    Wording,
)
from coachkit.query.wording import MOST_NEAR, MOST_WORDS, WordList, near_patterns, sought_by

SAID = WordList(
    {"cancel": 9, "cancelled": 4, "cancels": 1, "renewal": 3, "renewing": 2, "reneged": 1, "zendesk": 2,
     "zenlane": 5, "zen": 1, "price": 7, "prize": 1, "pride": 2, "prices": 3, "no": 8, "on": 8}
)  # fmt: skip
MANY = WordList({f"a{n:04d}": n for n in range(1, 1000)})


def said(node: Wording, vocabulary: WordList = SAID) -> set[str]:
    patterns = sought_by(node, vocabulary).patterns
    return {" ".join(one.words) for one in patterns if one.column == "words"}


def bases(node: Wording, vocabulary: WordList = SAID) -> set[str]:
    patterns = sought_by(node, vocabulary).patterns
    return {" ".join(one.words) for one in patterns if one.column == "lemmas"}


def test_a_word_is_looked_for_as_typed_and_by_its_base_forms() -> None:
    assert said(Word(text="Cancelling")) == {"cancelling"}
    assert bases(Word(text="Cancelling")) == {"cancelling", "cancel", "cancell"}


def test_an_exact_word_and_a_phrase_are_looked_for_as_typed_only() -> None:
    for node in (Word(text="Cancelled", is_exact=True), Phrase(text="Cancelled")):
        assert (said(node), bases(node)) == ({"cancelled"}, set())


def test_a_typed_word_of_several_words_stands_side_by_side() -> None:
    assert said(Word(text="sign-on")) == {"sign on"}
    assert said(Phrase(text="What's the price?")) == {"what s the price"}


def test_a_possessive_finds_the_name_as_well() -> None:
    assert bases(Word(text="Zenlane’s")) == {"zenlane s", "zenlane"}


def test_a_word_is_looked_for_by_its_stem_in_the_languages_that_are_spoken() -> None:
    assert "fatur" in bases(Word(text="faturayı"), WordList({}, languages=["tr"]))
    assert "fatur" not in bases(Word(text="faturayı"), WordList({}))


def test_a_star_stands_for_all_words_that_begin_so() -> None:
    assert said(Beginning(text="CANCEL")) == {"cancel", "cancelled", "cancels"}
    assert said(Beginning(text="my canc")) == {"my cancel", "my cancelled", "my cancels"}


def test_a_family_holds_all_words_of_the_stem() -> None:
    assert {"renew", "renewal", "renewing"} == said(Family(text="renew"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zendsk", {"zendesk"}),
        ("pirce", {"price"}),
        ("prize", {"price", "pride"}),
        ("no", set()),
        ("zem", {"zen"}),
    ],
)
def test_what_is_spelled_nearly_so_is_found_the_longer_the_more_freely(typed: str, found: set[str]) -> None:
    assert said(Resembling(text=typed)) == {typed, *found}


def test_fewer_differences_can_be_asked_for() -> None:
    assert said(Resembling(text="zenlame", differences=0)) == {"zenlame"}


@pytest.mark.parametrize(
    "node", [Word(text="!?"), Phrase(text=""), Beginning(text="*"), Resembling(text="-")]
)
def test_what_holds_no_word_is_never_said(node: Wording) -> None:
    assert sought_by(node, SAID).patterns == ()


def test_a_star_that_would_stand_for_too_many_words_stands_for_the_commonest() -> None:
    sought = sought_by(Beginning(text="a"), MANY)
    assert (len(sought.patterns), sought.is_cut) == (MOST_WORDS, True)
    assert sought.patterns[0].words == ("a0999",)
    assert not sought_by(Beginning(text="cancel"), SAID).is_cut


def test_near_tries_each_word_of_one_side_with_each_of_the_other_up_to_a_limit() -> None:
    pairs, is_cut = near_patterns(Near(left=Beginning(text="a"), right=Beginning(text="a")), MANY)
    assert (len(pairs), is_cut) == (MOST_NEAR**2, True)


def test_near_a_phrase_a_word_is_found_in_its_spoken_forms() -> None:
    pairs, _ = near_patterns(Near(left=Phrase(text="my zen"), right=Word(text="price")), SAID)
    assert {(" ".join(one.words), *other.words) for one, other in pairs} == {
        ("my zen", "price"),
        ("my zen", "prices"),
    }


@pytest.fixture
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "create virtual table turn_index using fts5(words, lemmas, speaker_words, tokenize='ascii')"
        )
        yield connection


def found(index: sqlite3.Connection, node: Node, vocabulary: WordList = SAID) -> list[int]:
    match = FullText(vocabulary=vocabulary).expression(node)
    sql = "select rowid from turn_index where turn_index match ? order by rowid"
    return [number for (number,) in index.execute(sql, (match,))]


def test_what_a_person_types_means_nothing_to_the_index(index: sqlite3.Connection) -> None:
    index.execute("insert into turn_index values ('near or not', '', '')")
    for typed in ('NEAR("a" b)', "words : near", 'near" OR "x', "near*", "^near", "NOT near", "a'--"):
        found(index, Word(text=typed))
        found(index, Phrase(text=typed))
        found(index, Speaker(name=typed))
    assert found(index, Word(text="NOT")) == [1]


def test_the_largest_expression_is_taken_by_the_index(index: sqlite3.Connection) -> None:
    index.execute("insert into turn_index values ('a0999 a0998', '', '')")
    wide = Near(left=Beginning(text="a"), right=Beginning(text="a"), words=0)
    many = tuple(Beginning(text="a") for _ in range(32))
    assert found(index, All(nodes=(wide, *many)), MANY) == [1]
    assert found(index, Any(nodes=(wide, *many)), MANY) == [1]


def test_a_conjunction_of_words_is_one_expression() -> None:
    nodes = (Word(text="cancel"), Not(node=Phrase(text="my plan")), Speaker(name="Jana"))
    assert FullText(vocabulary=SAID).expression(All(nodes=nodes)) == (
        '(((words : "cancel" OR lemmas : "cancel") AND speaker_words : "jana" *) NOT words : "my plan")'
    )


def test_the_index_alone_cannot_tell_what_is_not_said_or_who_says_it() -> None:
    for node in (
        Not(node=Word(text="cancel")),
        SaidBy(role="agent"),
        OfCall(field="kind", values=(Value(text="sales"),)),
        Any(nodes=(Word(text="cancel"), SaidBy(role="agent"))),
        All(nodes=()),
    ):
        assert FullText(vocabulary=SAID).expression(node) is None


def test_words_that_stand_for_too_many_are_told() -> None:
    writer = FullText(vocabulary=MANY)
    writer.expression(All(nodes=(Beginning(text="a"), Beginning(text="a"), Word(text="b"))))
    assert writer.cut == ["a"]
