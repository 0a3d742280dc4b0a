"""Searches for a page: while a query is typed, page by page, and with what several searchers share."""

from pathlib import Path

from coachkit.query.conditions import conditions
from coachkit.searching.results import Asked, Found
from coachkit.searching.search import Searcher
from coachkit.searching.stored_vectors import StoredVectors
from coachkit.store.library import Library
from tests.searching.conftest import EXPORT, PRICE
from tests.searching.small_archive import MeaningEncoder, Told, store


def typed(searcher: Searcher, text: str) -> Found:
    return searcher.search(Asked(text=text, mode="keyword", is_unfinished=True))


def places(found: Found) -> list[tuple[str, int]]:
    return [(hit.call.id, hit.turn) for hit in found.hits]


def test_the_last_word_that_is_typed_may_go_on(searcher: Searcher) -> None:
    [hit] = typed(searcher, "aud").hits
    assert (hit.call.id, [hit.quote[a:b] for a, b in hit.matches]) == (PRICE.id, ["audit"])


def test_a_word_with_a_space_after_it_does_not_go_on(searcher: Searcher) -> None:
    assert not typed(searcher, "aud ").hits


def test_words_before_the_last_one_may_be_missing_while_typing(searcher: Searcher) -> None:
    assert {hit.call.id for hit in typed(searcher, "nonsense exp").hits} == {EXPORT.id}


def test_the_last_word_after_a_field_may_go_on(searcher: Searcher) -> None:
    assert [hit.call.id for hit in typed(searcher, "said-by:agent aud").hits] == [PRICE.id]


def test_nothing_is_said_of_what_would_find_more_while_typing(searcher: Searcher) -> None:
    assert not typed(searcher, "exprt").near
    assert searcher.search(Asked(text="exprt", mode="keyword")).near


def test_pages_show_every_place_once_and_say_how_many_are_left(searcher: Searcher) -> None:
    everything = searcher.search(Asked(text='"price"'))
    first = searcher.search(Asked(text='"price"', limit=2))
    second = searcher.search(Asked(text='"price"', limit=2, skip=2))

    assert places(first) + places(second) == places(everything)
    assert (first.left, second.left) == (1, 0)


def test_calls_go_on_page_by_page(searcher: Searcher) -> None:
    every = searcher.by_call(Asked(text="price"))
    second = searcher.by_call(Asked(text="price", limit=1, skip=1))

    assert len(every.groups) == 2
    assert [one.call.id for one in second.groups] == [every.groups[1].call.id]


def test_a_hit_says_when_the_line_with_the_word_begins(tmp_path: Path) -> None:
    talk: list[tuple[str, str]] = [("agent", "One moment please."), ("agent", "Here is the refund form.")]
    with Library.open(tmp_path / "lines.db", create=True) as library:
        store(library, Told(id="lines0000000", talk=talk), has_vectors=False)  # type: ignore[arg-type]
        [hit] = Searcher(library).search(Asked(text='"refund"')).hits

    assert (hit.start, hit.said_at) == (0.0, 10.0)


def test_a_hit_says_how_its_call_went(searcher: Searcher) -> None:
    found = searcher.search(Asked(text="price", filters=conditions({"label": "bad"})))
    assert {hit.call.label for hit in found.hits} == {"bad"}


def test_searchers_of_one_file_share_their_vectors(archive_file: Path) -> None:
    vectors = StoredVectors()
    with Library.open(archive_file) as one, Library.open(archive_file) as other:
        encoder = MeaningEncoder()
        searchers = [Searcher(library, encoder, vectors=vectors) for library in (one, other)]
        found = [searcher.search(Asked(text="refund", mode="semantic")) for searcher in searchers]

        assert places(found[0]) == places(found[1]) != []
        assert searchers[0].archive.meanings() is searchers[1].archive.meanings()


def test_shared_vectors_follow_a_change_of_the_file(tmp_path: Path) -> None:
    vectors, path = StoredVectors(), tmp_path / "changing.db"
    with Library.open(path, create=True) as library:
        store(library, PRICE)
        searcher = Searcher(library, MeaningEncoder(), vectors=vectors)
        assert not searcher.search(Asked(text="spreadsheet", mode="semantic")).hits
        store(library, EXPORT)
        found = searcher.search(Asked(text="spreadsheet", mode="semantic"))

    assert {hit.call.id for hit in found.hits} == {EXPORT.id}
