"""The examples of the page about the language of search find something in the sample calls."""

from datetime import date

import pytest

from coachkit.store.library import Library
from coachkit.store.reading import choose_calls
from tests.query.search_language_page import rows


@pytest.mark.parametrize("query", [query for query, _ in rows(refused=False)])
def test_an_example_of_the_page_finds_calls(query: str, sample_library: Library) -> None:
    assert choose_calls(sample_library, (), query, today=date(2026, 11, 24))
