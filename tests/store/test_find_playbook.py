"""Which playbook a name stands for."""

from dataclasses import replace
from pathlib import Path

import pytest

from coachkit.models import Playbook
from coachkit.store.library import Library
from coachkit.store.reading.playbooks import find_playbook, list_playbooks
from tests.playbooks.made import BOOK, LINE
from tests.store.small_library import run_of


@pytest.fixture
def books(tmp_path: Path) -> Library:
    """A library with a topic and a feature of one name, and a feature whose name begins so."""
    rows: list[Playbook] = [
        replace(BOOK, id="topic-t2", kind="topic", subject="Route planner", title="Calls about it"),
        replace(BOOK, id="feature-route-planner", kind="feature", subject="route planner", title="It"),
        replace(BOOK, id="feature-route-planner-2", kind="feature", subject="route planner pro", title="Pro"),
    ]
    library = Library.open(tmp_path / "library.db", create=True)
    library.replace_stage(run_of("", "advise"), ["playbooks"], {"playbooks": rows})
    return library


def test_of_a_feature_and_a_topic_with_one_name_the_feature_is_meant(books: Library) -> None:
    with books:
        assert find_playbook(books, "Route-Planner").id == "feature-route-planner"


def test_an_id_stands_for_itself_whatever_else_is_called_so(books: Library) -> None:
    with books:
        assert find_playbook(books, "topic-t2").id == "topic-t2"
        assert find_playbook(books, "feature-route-planner").id == "feature-route-planner"


def test_playbooks_with_lines_are_listed_first(books: Library) -> None:
    stands = replace(LINE, playbook_id="topic-t2")
    waits = replace(LINE, playbook_id="feature-route-planner-2", withheld="it could be chance")
    books.replace_stage(run_of("", "advise"), ["playbook_lines"], {"playbook_lines": [stands, waits]})
    with books:
        assert [(one.id, one.lines) for one in list_playbooks(books)] == [
            ("topic-t2", 1),
            ("feature-route-planner", 0),
            ("feature-route-planner-2", 0),
        ]
