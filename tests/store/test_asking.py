"""Whatever is typed, calls are found or the reason is told."""

from datetime import date
from pathlib import Path

from hypothesis import given, settings

from coachkit.errors import NotFoundError, QueryError
from coachkit.store.library import Library
from coachkit.store.reading import choose_calls
from tests.query.trees import typed_queries
from tests.store.small_library import BAD, GOOD

TODAY = date(2026, 11, 22)


@settings(deadline=None)
@given(text=typed_queries)
def test_any_text_chooses_some_of_the_calls_or_is_refused(text: str, filled_file: Path) -> None:
    with Library.open_to_read(filled_file) as library:
        try:
            found = [call.id for call in choose_calls(library, (), text, today=TODAY)]
        except (QueryError, NotFoundError):
            return
    assert set(found) <= {GOOD, BAD}


@settings(deadline=None)
@given(text=typed_queries)
def test_calls_fit_a_query_or_its_opposite(text: str, filled_file: Path) -> None:
    with Library.open_to_read(filled_file) as library:
        try:
            found = {call.id for call in choose_calls(library, (), f"call:({text})", today=TODAY)}
        except (QueryError, NotFoundError):
            return
        others = {call.id for call in choose_calls(library, (), f"-call:({text})", today=TODAY)}
    assert found | others == {GOOD, BAD}
    assert found & others == set()
