import re
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.every_address import filled, linked_pages, names_in, routes

OURS_ALONE = re.compile(
    r"\b(trackers?|lemmas?|hybrid|passages?|tombstones?|quarantined?|kappa|effect sizes?)\b", re.IGNORECASE
)
"""Words of those who make coachkit; who reads the pages does not know them."""
_NOT_SHOWN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SPOKEN = re.compile(r'(?:aria-label|title|placeholder|alt|data-label)="([^"]*)"')
ODD = st.one_of(
    st.sampled_from(
        [
            "1f00ba5e",
            "0",
            "-1",
            "1e999",
            "nan",
            "none",
            "..",
            "%00",
            "'",
            '"',
            "<b>",
            "' or 1=1 --",
            "~" * 300,
        ]
    ),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20),
)
ASKED = st.sampled_from(
    [
        *(
            "q",
            "view",
            "agent",
            "customer",
            "team",
            "topic",
            "kind",
            "label",
            "since",
            "until",
            "grade",
            "sort",
        ),
        *("page", "at", "order", "name", "state", "format", "after", "number", "limit", "subject", "text"),
    ]
)


@pytest.fixture(scope="module")
def asked(example: Path, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """Ask the pages of the example library, which is where its recordings are not."""
    from coachkit.web.app import make_app
    from coachkit.web.library_pool import LibraryPool
    from tests.web.conftest import HOME

    db = Path(shutil.copy(example, tmp_path_factory.mktemp("of some house") / "example.db"))
    return TestClient(make_app(LibraryPool(db)), base_url=HOME, follow_redirects=False)


def shown(page: str) -> str:
    """Return what a page says, also to those who hear it."""
    page = _NOT_SHOWN.sub(" ", page)
    return " ".join([_TAG.sub(" ", page), *_SPOKEN.findall(page)])


def test_pages_are_told_in_words_of_those_who_read_them(asked: TestClient) -> None:
    read = dict(linked_pages(asked))
    assert "/calls" in read
    found = {
        address: sorted({*map(str.lower, OURS_ALONE.findall(shown(page)))}) for address, page in read.items()
    }
    assert {address: words for address, words in found.items() if words} == {}


def test_all_pages_that_lead_somewhere_are_there(asked: TestClient) -> None:
    broken = [address for address, page in linked_pages(asked) if "There is nothing here" in page]
    assert broken == []


@pytest.mark.parametrize("address", routes())
def test_nothing_odd_in_an_address_breaks_a_page(asked: TestClient, example: Path, address: str) -> None:
    @settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(
        words=st.lists(ODD, min_size=names_in(address), max_size=names_in(address)),
        questions=st.dictionaries(ASKED, ODD, max_size=3),
    )
    def ask(words: list[str], questions: dict[str, str]) -> None:
        answer = asked.get(filled(address, [quote(word, safe="") for word in words]), params=questions)
        assert answer.status_code < 500
        assert str(example.parent) not in answer.text

    ask()
