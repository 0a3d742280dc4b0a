"""All places of a query, and what each of its conditions removes."""

import pytest

from coachkit.errors import QueryError
from coachkit.searching.places_asked import PlacesAsked, places_asked, read_asked, what_narrows
from coachkit.searching.search import Searcher
from tests.searching.conftest import EXPORT, PRICE, REFUSED


def asked(searcher: Searcher, text: str, *among: str) -> PlacesAsked:
    node = read_asked(searcher.archive, text)
    return places_asked(searcher.archive, node, among=among or None)


def narrowed(searcher: Searcher, text: str) -> list[tuple[str, int, int, int]]:
    found = what_narrows(searcher.archive, read_asked(searcher.archive, text))
    return [(one.written, one.alone, one.removed, one.left) for one in found]


def test_every_place_is_there_with_its_call_and_its_times(searcher: Searcher) -> None:
    found = asked(searcher, "price said-by:customer")

    assert found.turns is not None
    assert [(one.call_id, one.n, one.start, one.end) for one in found.turns] == [
        (REFUSED.id, 1, 10.0, 19.0),
        (PRICE.id, 1, 10.0, 19.0),
    ]
    assert (found.calls, found.count) == ((REFUSED.id, PRICE.id), 2)


def test_places_in_one_call_are_in_the_order_of_time(searcher: Searcher) -> None:
    found = asked(searcher, "said-by:agent", EXPORT.id)

    assert [one.n for one in found.turns or ()] == [0, 2]


def test_all_plain_words_must_be_said_in_one_turn(searcher: Searcher) -> None:
    assert asked(searcher, "match price").count == 2
    assert asked(searcher, "match export").count == 0


def test_a_query_about_calls_alone_asks_for_whole_calls(searcher: Searcher) -> None:
    found = asked(searcher, "-agent:tom since:2026-11-01")

    assert (found.calls, found.turns, found.count) == ((PRICE.id,), None, 1)


def test_only_the_calls_that_are_named_are_looked_at(searcher: Searcher) -> None:
    assert asked(searcher, "price", PRICE.id).calls == (PRICE.id,)
    assert asked(searcher, "label:good", REFUSED.id).calls == ()
    assert asked(searcher, "label:good", REFUSED.id, PRICE.id).calls == (PRICE.id,)


def test_no_call_named_is_no_place(searcher: Searcher) -> None:
    node = read_asked(searcher.archive, "price")

    assert places_asked(searcher.archive, node, among=()).count == 0


@pytest.mark.parametrize("text", ["", "  ", "?!"])
def test_a_query_without_a_word_is_refused(searcher: Searcher, text: str) -> None:
    with pytest.raises(QueryError, match="nothing to look for"):
        read_asked(searcher.archive, text)


def test_a_list_is_not_filled_from_lists(searcher: Searcher) -> None:
    with pytest.raises(QueryError) as caught:
        read_asked(searcher.archive, "price (agent:jana OR -playlist:week-best)")

    assert str(caught.value) == (
        "query: a list is filled from calls, not from other lists; leave playlist: out\n"
        "  price (agent:jana OR -playlist:week-best)\n"
        "                        ^^^^^^^^^^^^^^^^^^"
    )


def test_each_condition_says_how_many_places_it_removes(searcher: Searcher) -> None:
    assert narrowed(searcher, "agent:priya -great said-by:customer price") == [
        ("said-by:customer", 6, 6, 6),
        ("price", 3, 4, 2),
        ("NOT great", 11, 0, 2),
        ('agent:"Priya S."', 4, 2, 0),
    ]


def test_conditions_on_calls_alone_are_counted_in_calls(searcher: Searcher) -> None:
    assert narrowed(searcher, "label:good agent:tom") == [
        ("label:good", 1, 2, 1),
        ('agent:"Tom B."', 1, 1, 0),
    ]


def test_a_single_condition_that_finds_nothing_removes_all(searcher: Searcher) -> None:
    assert narrowed(searcher, "zeppelin OR airship") == [("zeppelin OR airship", 0, 12, 0)]


def test_a_condition_is_said_in_plain_words(searcher: Searcher) -> None:
    node = read_asked(searcher.archive, "price said-by:customer agent:tom")

    assert [one.said for one in what_narrows(searcher.archive, node)] == [
        "“price”",
        "said by the customer",
        "calls of Tom B.",
    ]
