"""What is offered where nothing was found."""

from coachkit.query.conditions import conditions
from coachkit.searching.results import Asked, NearMiss
from coachkit.searching.search import Searcher


def offered(searcher: Searcher, text: str, **given: str) -> list[NearMiss]:
    asked = Asked(text=text, mode="keyword", filters=conditions(dict(given)))
    return list(searcher.search(asked).near)


def test_where_something_was_found_nothing_else_is_offered(searcher: Searcher) -> None:
    assert offered(searcher, "export") == []


def test_a_word_that_people_say_as_two_is_offered_as_two(searcher: Searcher) -> None:
    [miss] = offered(searcher, "zenlane")

    assert miss.said == "“zenlane” is said by nobody, “zen lane” in 1 turn"
    assert (miss.kind, miss.query, miss.turns) == ("split", '"zen lane"', 1)


def test_two_words_that_people_say_as_one_are_offered_as_one(searcher: Searcher) -> None:
    assert [miss.query for miss in offered(searcher, "aw ful")] == ["awful"]
    assert [miss.query for miss in offered(searcher, '"aw ful"')] == ['"awful"']


def test_a_misspelt_word_is_offered_as_people_say_it(searcher: Searcher) -> None:
    [miss] = offered(searcher, "exprot")

    assert (miss.kind, miss.query) == ("spelling", "export")


def test_what_is_offered_finds_something(searcher: Searcher) -> None:
    for typed in ("zenlane", "exprot", "aw ful"):
        for miss in offered(searcher, typed):
            assert miss.query is not None
            assert searcher.search(Asked(text=miss.query, mode="keyword")).total == miss.turns


def test_a_condition_that_leaves_nothing_is_named_with_what_there_is_without_it(searcher: Searcher) -> None:
    [miss] = offered(searcher, "export", agent="jana")

    assert (miss.kind, miss.query, miss.turns) == ("filter", None, 2)
    assert "Jana K." in miss.said


def test_one_place_is_not_told_as_several(searcher: Searcher) -> None:
    [miss] = offered(searcher, "rival", agent="jana")

    assert miss.said == "without “calls of Jana K.” there is 1 place"


def test_words_that_nobody_says_together_are_offered_without_one(searcher: Searcher) -> None:
    found = offered(searcher, "export AND rival")

    assert [(miss.kind, miss.turns) for miss in found] == [("fewer words", 1), ("fewer words", 2)]
    assert "rival" in found[0].said
    assert "export" in found[1].said


def test_a_word_of_noise_is_near_to_nothing(searcher: Searcher) -> None:
    assert offered(searcher, "xqzvbn") == []
