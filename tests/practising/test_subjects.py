"""What people call the things that they practise."""

import pytest

from coachkit.errors import NotFoundError
from coachkit.playbooks.titles import ids_of
from coachkit.practising.subjects import Practisable, find_practisable
from coachkit.stages.contrast import Subject


def known(*, subject: Subject, name: str) -> Practisable:
    return Practisable(id=ids_of([(subject.kind, name)])[subject.kind, name], subject=subject, name=name)


KNOWN = [
    known(subject=Subject(kind="competitor", name="Zen Lane"), name="Zen Lane"),
    known(subject=Subject(kind="moment", name="price"), name="price"),
    known(subject=Subject(kind="moment", name="feature_failing"), name="feature_failing"),
    known(subject=Subject(kind="tracker", name="late delivery"), name="late delivery"),
    known(subject=Subject(kind="topic", name="Price"), name="t4"),
]


@pytest.mark.parametrize(
    ("wanted", "id_"),
    [
        ("zen lane", "competitor-zen-lane"),
        ("Zen-Lane", "competitor-zen-lane"),
        ("competitor-zen-lane", "competitor-zen-lane"),
        ("feature failing", "moment-feature-failing"),
        ("feature_failing", "moment-feature-failing"),
        ("late", "tracker-late-delivery"),
        ("topic-t4", "topic-t4"),
        ("topic-price", "topic-t4"),
    ],
)
def test_a_thing_is_found_by_its_name_its_beginning_or_its_id(wanted: str, id_: str) -> None:
    assert find_practisable(wanted, KNOWN).id == id_


def test_of_two_with_one_name_the_first_kind_is_meant_and_the_other_told() -> None:
    found = find_practisable("price", KNOWN)
    assert (found.id, found.also) == ("moment-price", ("topic-t4",))


def test_a_name_that_nothing_has_says_what_comes_near() -> None:
    with pytest.raises(NotFoundError, match="did you mean “late delivery”"):
        find_practisable("late delivry", KNOWN)


def test_where_nothing_came_up_it_says_what_finds_it() -> None:
    with pytest.raises(NotFoundError, match="coachkit build FOLDER"):
        find_practisable("price", [])
