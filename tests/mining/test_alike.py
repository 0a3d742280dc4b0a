import numpy as np

from coachkit.mining.alike import told_apart
from coachkit.mining.units import Done
from tests.mining.made import a_behaviour

RNG = np.random.default_rng(1)
ONE = (RNG.random(100) < 0.4).astype(np.int8)
OTHER = (RNG.random(100) < 0.4).astype(np.int8)


def kept(**rows: Done) -> dict[str, list[str]]:
    names = [key.replace("__", ":").replace("_", " ") for key in rows]
    found = told_apart([a_behaviour(name) for name in names], list(rows.values()))
    return {names[place]: [names[other] for other in same] for place, same in found.items()}


def test_what_is_done_in_other_cases_is_something_else() -> None:
    assert kept(trait__a=ONE, trait__b=OTHER) == {"trait:a": [], "trait:b": []}


def test_a_few_cases_apart_are_still_the_same() -> None:
    nearly = ONE.copy()
    nearly[np.flatnonzero(ONE)[0]] = 0

    assert kept(trait__a=ONE, trait__b=nearly) == {"trait:a": ["trait:b"]}


def test_the_longer_phrase_stands_for_its_part_and_a_trait_for_both() -> None:
    assert kept(phrase__let_me=ONE, phrase__let_me_check=ONE) == {"phrase:let me check": ["phrase:let me"]}
    assert list(kept(measure__x=ONE, phrase__let_me=ONE, trait__checks=ONE)) == ["trait:checks"]


def test_the_opposite_is_no_question_of_its_own() -> None:
    assert kept(trait__a=ONE, trait__b=1 - ONE) == {"trait:a": []}


def test_an_order_is_not_the_same_as_what_comes_first_in_it() -> None:
    told = np.where(OTHER == 1, ONE, -1).astype(np.int8)

    assert kept(trait__a=(told == 1).astype(np.int8), order__b=told) == {"trait:a": [], "order:b": []}


def test_nothing_is_nothing() -> None:
    assert told_apart([], []) == {}
