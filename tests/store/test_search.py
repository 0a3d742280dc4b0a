"""Whatever a person types finds what is said as the store keeps it, and what it finds is marked."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.errors import QueryError
from coachkit.searching.results import Asked, Hit
from coachkit.searching.search import Searcher
from coachkit.stages.index import index_turns
from coachkit.store.library import Library
from tests.store.small_library import BAD, BAD_TALK, GOOD, annotations_of, run_of, segments_of


def hits(library: Library, typed: str) -> tuple[Hit, ...]:
    return Searcher(library).search(Asked(text=typed, mode="keyword", limit=50)).hits


def marked(hit: Hit) -> list[str]:
    return [hit.quote[start:end] for start, end in hit.matches]


def found(library: Library, typed: str) -> dict[tuple[str, int], list[str]]:
    return {(hit.call.id, hit.first_segment): marked(hit) for hit in hits(library, typed)}


@pytest.mark.parametrize("typed", ["lemma:cancel", "canc*", "(cancel OR giraffe)", "cancel AND cancel"])
def test_a_word_is_found_in_every_form_and_marked_as_it_was_said(filled: Library, typed: str) -> None:
    assert found(filled, typed) == {
        (GOOD, 1): ["cancelling"],
        (BAD, 1): ["cancelled"],
        (BAD, 2): ["cancel"],
    }


@pytest.mark.parametrize("typed", ["cancelling", "CANCELLED", "Cancels"])
def test_a_word_typed_in_another_form_finds_the_same(filled: Library, typed: str) -> None:
    calls = {hit.call.id for hit in hits(filled, typed)}
    assert calls == {GOOD, BAD}


def test_words_with_and_between_them_must_be_said_in_one_turn(filled: Library) -> None:
    assert found(filled, "cancel AND account") == {(BAD, 2): ["cancel", "account"]}
    assert found(filled, "zenlane AND export") == {}


def test_a_phrase_finds_exactly_these_words(filled: Library) -> None:
    assert found(filled, '"cancel my account"') == {(BAD, 2): ["cancel my account"]}
    assert found(filled, '"cancelling my account"') == {}
    assert found(filled, "“cancel my” AND account") == {(BAD, 2): ["cancel my", "account"]}


@pytest.mark.parametrize("typed", ["cafe AND muller", "CAFÉ AND MÜLLER", "cafe\u0301 AND Mu\u0308ller"])
def test_case_and_accents_do_not_count(filled: Library, typed: str) -> None:
    assert found(filled, typed) in ({(GOOD, 3): ["Café", "Müller"]}, {(GOOD, 3): ["Café Müller"]})


@settings(deadline=None)
@given(typed=st.text())
def test_any_text_is_searched_or_refused_and_marks_lie_in_the_quote(filled_file: Path, typed: str) -> None:
    with Library.open(filled_file) as library:
        try:
            shown = hits(library, typed)
        except QueryError:
            return
        for hit in shown:
            ends = [place for span in hit.matches for place in span]
            assert ends == sorted(set(ends))
            assert all(0 <= place <= len(hit.quote) for place in ends)


@settings(deadline=None)
@given(n=st.sampled_from(range(len(BAD_TALK))), data=st.data())
def test_any_words_of_a_turn_find_it_and_are_marked(filled_file: Path, n: int, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(BAD_TALK[n][1].split()), min_size=1, max_size=20))
    with Library.open(filled_file) as library:
        shown = found(library, " AND ".join([words[0], *words]))
    assert all(word.strip(".") in " ".join(shown[BAD, n]) for word in words)


def test_a_transcript_composed_anew_is_found_by_its_new_words_only(filled: Library) -> None:
    segments = segments_of(BAD, [("customer", "The invoice is wrong.")])
    filled.replace_stage(run_of(BAD, "compose", "f2"), ["segments"], {"segments": segments})
    turns = index_turns(segments, annotations_of(segments), first_id=2 << 14)
    filled.replace_stage(run_of(BAD, "index", "f2"), ["turns"], {"turns": turns})
    assert found(filled, '"the invoice"') == {(BAD, 0): ["The invoice"]}
    assert found(filled, "account") == {}


def test_the_index_outlives_vacuum_and_the_deletion_of_a_call(filled: Library) -> None:
    with closing(sqlite3.connect(filled.path, isolation_level=None)) as connection:
        connection.execute("pragma foreign_keys = on")
        connection.execute("delete from calls where id = ?", (GOOD,))
        connection.execute("vacuum")
        connection.execute("insert into turn_index (turn_index, rank) values ('integrity-check', 1)")
    assert found(filled, "canc*") == {(BAD, 1): ["cancelled"], (BAD, 2): ["cancel"]}
