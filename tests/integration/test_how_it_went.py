"""Asked how it went, the sample calls answer with the exchanges that were found in them."""

import pytest

from coachkit.models import Exchange
from coachkit.searching.archive import Archive
from coachkit.searching.places_asked import places_asked, read_asked
from coachkit.store.library import Library


def about(exchange: Exchange) -> str:
    """Return the query for all exchanges about the same that went so."""
    field = "name" if exchange.kind in ("competitor", "feature") else "moment"
    return f'{field}:"{exchange.name}" went:{exchange.verdict}'


@pytest.mark.parametrize("kind", ["competitor", "feature", "moment"])
def test_a_query_means_the_exchanges_about_what_it_names_that_went_so(
    kind: str, sample_library: Library
) -> None:
    archive = Archive(library=sample_library)
    # a question may be asked without a question mark, which `moment:question` goes by
    told = [one for one in sample_library.rows(Exchange) if one.kind == kind and one.name != "question"]
    queries = {about(one) for one in told}
    assert queries

    for query in queries:
        found = places_asked(archive, read_asked(archive, query))
        expected = frozenset((one.call_id, one.n) for one in told if about(one) == query)
        assert found.exchanges == expected
