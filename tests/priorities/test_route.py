from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from coachkit.errors import ModelError, NotFoundError
from coachkit.priorities.route import route
from tests.priorities.made_library import MODEL, PLACES, Made, made_library

PAID_TWICE = Made(agents=("Ann",), label="good")
PAID_TWICE_BADLY = Made(agents=("Ben",), label="bad")
CALENDAR = Made(agents=("Cem",), label="good", topic="t2")


class ByHand:
    """Knows two matters."""

    def can_compare(self, stored: str) -> bool:
        return stored == MODEL

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        def place(text: str) -> tuple[float, ...]:
            return PLACES["t1"] if "invoice" in text else PLACES["t2"] if "calendar" in text else (0, 0, 0, 1)

        return np.array([place(text) for text in texts], np.float32)


def test_who_handled_such_calls_best_is_named_and_who_comes_second(tmp_path: Path) -> None:
    made = [PAID_TWICE] * 10 + [PAID_TWICE_BADLY] * 10 + [CALENDAR] * 10
    with made_library(tmp_path / "made.db", made) as library:
        found = route(library, "my invoice was charged twice", ByHand())
    assert found.best is not None
    assert found.second is not None
    assert (found.best.handler.agent, found.second.handler.agent) == ("Ann", "Ben")
    assert (found.best.good, found.best.labelled, found.like) == (10, 10, 20)
    assert not found.is_thin
    assert found.is_apart
    assert [one.title for one in found.topics if one.is_near] == ["invoices"]
    assert len(found.best.examples) == 2


def test_another_question_goes_to_another_person(tmp_path: Path) -> None:
    made = [PAID_TWICE] * 10 + [PAID_TWICE_BADLY] * 10 + [CALENDAR] * 10
    with made_library(tmp_path / "made.db", made) as library:
        found = route(library, "calendar", ByHand())
    assert found.best is not None
    assert found.best.handler.agent == "Cem"
    assert found.second is None


def test_where_nobody_handled_the_like_nobody_is_named(tmp_path: Path) -> None:
    with made_library(tmp_path / "made.db", [PAID_TWICE] * 6) as library:
        found = route(library, "weather", ByHand())
    assert (found.best, found.second, found.like) == (None, None, 0)
    assert found.is_thin


def test_calls_like_it_that_name_no_agent_are_counted(tmp_path: Path) -> None:
    nobodys = Made(agents=())
    unjudged = Made(agents=("Ann",), label=None)
    with made_library(tmp_path / "made.db", [nobodys] * 3 + [unjudged] + [CALENDAR]) as library:
        found, other = (route(library, text, ByHand()) for text in ("invoice", "calendar"))
    assert (found.best, found.like, found.nameless) == (None, 0, 4)
    assert other.best is not None
    assert (other.like, other.nameless) == (1, 0)


def test_with_few_calls_those_are_named_who_brought_them_to_a_good_end(tmp_path: Path) -> None:
    with made_library(tmp_path / "made.db", [PAID_TWICE_BADLY] * 3 + [PAID_TWICE] * 2) as library:
        found = route(library, "invoice", ByHand())
    assert found.is_thin
    assert found.best is not None
    assert found.best.handler.agent == "Ann"


def test_a_person_with_one_lucky_call_does_not_go_before_one_with_many_good_ones(tmp_path: Path) -> None:
    lucky = Made(agents=("Dan",), label="good")
    made = [lucky, *[PAID_TWICE] * 14, *[PAID_TWICE_BADLY] * 14]
    with made_library(tmp_path / "made.db", made) as library:
        found = route(library, "invoice", ByHand())
    assert found.best is not None
    assert found.best.handler.agent == "Ann"


@pytest.mark.parametrize("text", ["", " ?! "])
def test_a_question_without_a_word_is_refused(tmp_path: Path, text: str) -> None:
    with (
        made_library(tmp_path / "made.db", [PAID_TWICE]) as library,
        pytest.raises(NotFoundError, match="say what the question is"),
    ):
        route(library, text, ByHand())


def test_a_library_without_calls_says_what_to_do(tmp_path: Path) -> None:
    with (
        made_library(tmp_path / "made.db", []) as library,
        pytest.raises(ModelError, match="coachkit build"),
    ):
        route(library, "invoice", ByHand())


def test_with_few_calls_nobody_is_named_beside_whose_calls_all_went_badly(tmp_path: Path) -> None:
    with made_library(tmp_path / "made.db", [PAID_TWICE_BADLY] * 3 + [PAID_TWICE]) as library:
        found = route(library, "invoice", ByHand())
    assert found.second is None


def test_where_no_call_like_it_went_well_those_are_named_who_had_most(tmp_path: Path) -> None:
    other = Made(agents=("Cem",), label="bad")
    with made_library(tmp_path / "made.db", [PAID_TWICE_BADLY] * 3 + [other]) as library:
        found = route(library, "invoice", ByHand())
    assert found.best is not None
    assert (found.best.handler.agent, found.best.good) == ("Ben", 0)


def test_calls_that_are_much_less_near_than_the_nearest_are_not_like_it(tmp_path: Path) -> None:
    class Between(ByHand):
        def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
            return np.array([(0.9, 0.42, 0.0, 0.0)] * len(texts), np.float32)

    with made_library(tmp_path / "made.db", [PAID_TWICE_BADLY] * 2 + [CALENDAR] * 2) as library:
        found = route(library, "invoice, and a little calendar", Between())
    assert found.best is not None
    assert (found.best.handler.agent, found.like) == ("Ben", 2)
