"""Hits by call, and by agent: also those without any."""

import pytest

from coachkit.query.conditions import conditions
from coachkit.searching.results import Asked
from coachkit.searching.search import Searcher
from coachkit.store.library import Library
from tests.searching.conftest import EXPORT, PRICE, REFUSED
from tests.searching.small_archive import Told, store


def test_hits_of_one_call_are_one_group(searcher: Searcher) -> None:
    found = searcher.by_call(Asked(text="said-by:customer"))

    assert [(group.call.id, group.hits) for group in found.groups] == [
        (REFUSED.id, 2),
        (PRICE.id, 2),
        (EXPORT.id, 2),
    ]
    assert (found.total, found.is_exact) == (3, True)


def test_only_so_many_calls_are_shown_and_all_are_counted(searcher: Searcher) -> None:
    found = searcher.by_call(Asked(text="said-by:customer", limit=1))

    assert len(found.groups) == 1
    assert found.total == 3


def test_every_agent_is_counted_also_those_who_never_say_it(searcher: Searcher) -> None:
    found = searcher.by_agent(Asked(text="said-by:agent price"), lowest_first=True)

    assert [(one.agent, one.calls_with, one.calls) for one in found.groups] == [
        ("Jana K.", 0, 1),
        ("Priya S.", 0, 1),
        ("Tom B.", 1, 1),
    ]
    assert found.groups[0].example is None


def test_an_agent_with_a_hit_has_an_example(searcher: Searcher) -> None:
    first = searcher.by_agent(Asked(text="said-by:agent price")).groups[0]

    assert (first.agent, first.share) == ("Tom B.", 1.0)
    assert first.example is not None
    assert first.example.quote == "No, our price is our price."


def test_a_share_is_of_the_agents_own_calls(searcher: Searcher, library: Library) -> None:
    store(library, Told(id="another00000", agent="Tom B.", talk=[("agent", "Hello.")]))

    [tom] = [
        one for one in searcher.by_agent(Asked(text="said-by:agent price")).groups if one.agent == "Tom B."
    ]

    assert (tom.calls_with, tom.calls) == (1, 2)
    assert tom.share == pytest.approx(0.5)


def test_conditions_on_calls_say_which_calls_count_at_all(searcher: Searcher) -> None:
    found = searcher.by_agent(Asked(text="price", filters=conditions({"since": "2026-11-01"})))

    assert [(one.agent, one.calls) for one in found.groups] == [("Jana K.", 1), ("Tom B.", 1)]
    assert found.searched.calls == 2


def test_a_query_about_calls_is_counted_on_the_calls_that_options_choose(searcher: Searcher) -> None:
    def shares(text: str, **given: str) -> list[tuple[str, int, int]]:
        found = searcher.by_agent(Asked(text=text, filters=conditions(given)))
        return [(one.agent, one.calls_with, one.calls) for one in found.groups]

    assert shares("label:bad") == [("Tom B.", 1, 1), ("Jana K.", 0, 1), ("Priya S.", 0, 1)]
    assert shares("label:bad", since="2026-11-01") == [("Tom B.", 1, 1), ("Jana K.", 0, 1)]
    assert shares("", label="bad") == [("Tom B.", 1, 1), ("Jana K.", 0, 1), ("Priya S.", 0, 1)]
    assert shares("-call:(said-by:agent price)")[-1] == ("Tom B.", 0, 1)


def test_words_in_different_turns_of_a_call_are_not_said_together(searcher: Searcher) -> None:
    assert all(one.calls_with == 0 for one in searcher.by_agent(Asked(text="welcome empty")).groups)
