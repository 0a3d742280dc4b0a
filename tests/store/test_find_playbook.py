"""Which playbook a name stands for."""

from dataclasses import replace
from pathlib import Path

import pytest

from coachkit.models import Playbook
from coachkit.store.library import Library
from coachkit.store.reading.playbooks import find_playbook
from tests.playbooks.made import BOOK
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
