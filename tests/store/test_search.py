"""Whatever a person types is a search, and what it finds is marked."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.errors import NotFoundError
from coachkit.stages.index import index_turns
from coachkit.store.library import Library
from coachkit.store.search import SearchHit, search
from tests.store.small_library import BAD, BAD_TALK, GOOD, annotations_of, run_of, segments_of


def marked(hit: SearchHit) -> list[str]:
    return [hit.quote[start:end] for start, end in hit.matches]


def found(library: Library, words: str) -> dict[tuple[str, int], list[str]]:
    page = search(library, words)
    assert page.total == len(page.hits)
    return {(hit.call_id, hit.segment): marked(hit) for hit in page.hits}


def test_a_word_is_found_in_every_form_and_marked_as_it_was_said(filled: Library) -> None:
    assert found(filled, "cancel") == {
        (GOOD, 1): ["cancelling"],
        (BAD, 1): ["cancelled"],
        (BAD, 2): ["cancel"],
    }


@pytest.mark.parametrize("typed", ["cancelling", "CANCELLED", "Cancels"])
def test_a_word_typed_in_another_form_finds_the_same(filled: Library, typed: str) -> None:
    assert set(found(filled, typed)) == {(GOOD, 1), (BAD, 1), (BAD, 2)}


def test_the_form_that_was_typed_comes_first(filled: Library) -> None:
    assert marked(search(filled, "cancelled").hits[0]) == ["cancelled"]


def test_all_words_must_be_said_in_one_segment(filled: Library) -> None:
    assert found(filled, "cancel account") == {(BAD, 2): ["cancel", "account"]}
    assert found(filled, "zenlane export") == {}


def test_a_phrase_in_quotes_finds_exactly_these_words(filled: Library) -> None:
    assert found(filled, '"cancel my account"') == {(BAD, 2): ["cancel my account"]}
    assert found(filled, '"cancelling my account"') == {}
    assert found(filled, "“cancel my” account") == {(BAD, 2): ["cancel my", "account"]}


def test_a_star_finds_words_that_begin_so(filled: Library) -> None:
    assert found(filled, "zen*") == {(GOOD, 1): ["Zenlane"], (GOOD, 2): ["Zenlane"]}


@pytest.mark.parametrize("typed", ["cafe muller", "CAFÉ MÜLLER", "cafe\u0301 Mu\u0308ller"])
def test_case_and_accents_do_not_count(filled: Library, typed: str) -> None:
    assert found(filled, typed) in ({(GOOD, 3): ["Café", "Müller"]}, {(GOOD, 3): ["Café Müller"]})


def test_a_role_narrows_the_search(filled: Library) -> None:
    assert [hit.role for hit in search(filled, "cancel", role="agent").hits] == ["agent"]


def test_an_agent_by_any_name_narrows_the_search(filled: Library) -> None:
    assert [hit.call_id for hit in search(filled, "cancel", agent="agent12").hits] == [GOOD]
    with pytest.raises(NotFoundError, match="did you mean “agent12”"):
        search(filled, "cancel", agent="agent99")


def test_a_hit_brings_the_segments_around_it(filled: Library) -> None:
    hit = search(filled, "cancelled", context=1).hits[0]
    assert [line.n for line in (*hit.before, *hit.after)] == [0, 2]
    assert search(filled, "cancelled", context=0).hits[0].before == ()
    assert [line.n for line in search(filled, "morning", context=2).hits[0].after] == [1, 2]


def test_the_total_counts_hits_beyond_the_limit(filled: Library) -> None:
    page = search(filled, "cancel", limit=1)
    assert (len(page.hits), page.total) == (1, 3)


def test_an_empty_result_says_what_was_searched_and_which_word_is_missing(filled: Library) -> None:
    page = search(filled, "export refund", role="customer", agent="Tom")
    assert page.hits == ()
    assert page.searched == "“export” and “refund” in 2 turns by role customer of 1 calls with Tom"
    assert [(count.word, count.turns) for count in page.words] == [("export", 2), ("refund", 0)]


@pytest.mark.parametrize("typed", ["", "   ", "!?", '"', '""', "*", '"-"'])
def test_input_without_a_word_finds_nothing_and_says_so(filled: Library, typed: str) -> None:
    page = search(filled, typed)
    assert (page.hits, page.total) == ((), 0)
    assert "there is no word in it" in page.searched


@pytest.mark.parametrize(
    "typed",
    [
        "cancel OR account",
        "NEAR(cancel account, 2)",
        "folded : cancel",
        "cancel^2 + (account",
        'cancel"account',
        "don't e-mail me@home.com 50%",
        "cancel\0account",
        "\ud83d",
        "word " * 5000,
        '"' + "word " * 5000,
    ],
    ids=ascii,
)
def test_the_signs_of_the_query_language_mean_nothing(filled: Library, typed: str) -> None:
    assert search(filled, typed).total <= 7


@settings(deadline=None)
@given(typed=st.text())
def test_any_text_is_a_valid_search_and_marks_lie_in_the_quote(filled_file: Path, typed: str) -> None:
    with Library.open(filled_file) as library:
        for hit in search(library, typed).hits:
            ends = [place for span in hit.matches for place in span]
            assert ends == sorted(set(ends))
            assert all(0 <= place <= len(hit.quote) for place in ends)


@settings(deadline=None)
@given(n=st.sampled_from(range(len(BAD_TALK))), data=st.data())
def test_any_words_of_a_segment_find_it_and_are_marked(
    filled_file: Path, n: int, data: st.DataObject
) -> None:
    words = data.draw(st.lists(st.sampled_from(BAD_TALK[n][1].split()), min_size=1))
    with Library.open(filled_file) as library:
        hits = {(hit.call_id, hit.segment): marked(hit) for hit in search(library, " ".join(words)).hits}
    shown = " ".join(hits[BAD, n])
    assert all(word.strip(".") in shown for word in words)


def test_a_transcript_composed_anew_is_found_by_its_new_words_only(filled: Library) -> None:
    segments = segments_of(BAD, [("customer", "The invoice is wrong.")])
    filled.replace_stage(run_of(BAD, "compose", "f2"), ["segments"], {"segments": segments})
    turns = index_turns(segments, annotations_of(segments), first_id=2 << 14)
    filled.replace_stage(run_of(BAD, "index", "f2"), ["turns"], {"turns": turns})
    assert found(filled, "invoice") == {(BAD, 0): ["invoice"]}
    assert found(filled, "account") == {}


def test_the_index_outlives_vacuum_and_the_deletion_of_a_call(filled: Library) -> None:
    with closing(sqlite3.connect(filled.path, isolation_level=None)) as connection:
        connection.execute("pragma foreign_keys = on")
        connection.execute("delete from calls where id = ?", (GOOD,))
        connection.execute("vacuum")
        connection.execute("insert into turn_index (turn_index, rank) values ('integrity-check', 1)")
    assert found(filled, "cancel") == {(BAD, 1): ["cancelled"], (BAD, 2): ["cancel"]}
