import numpy as np
import pytest

from coachkit.config.playbooks import PlaybookSettings
from coachkit.mining.family import Family, evidence_of, rates_of
from coachkit.mining.hypotheses import Hypothesis, hypotheses_of
from coachkit.mining.units import units_of
from tests.mining.made import Planted, a_library, a_subject, counted

SETTINGS = PlaybookSettings()


def hypotheses(size: int = 300, decoys: int = 40, seed: int = 1) -> list[Hypothesis]:
    planted = [Planted(key=f"trait:d{n}", share=0.02 + 0.01 * n) for n in range(decoys)]
    (subject, _) = a_library(np.random.default_rng(seed), planted, sizes={"zenlane": size})
    return hypotheses_of(0, units_of(subject), SETTINGS)


def test_what_could_never_be_found_costs_nothing() -> None:
    cases, done = counted([("Jana", 14, 1, 2, 14), ("Ruth", 14, 1, 2, 14)])
    rare = [int(n in (0, 20, 40)) for n in range(len(cases))]
    (alone,) = hypotheses_of(0, units_of(a_subject(cases, trait__a=done)), SETTINGS)
    both = hypotheses_of(0, units_of(a_subject(cases, trait__a=done, phrase__b=rare)), SETTINGS)

    one, other = Family(hypotheses=[alone]), Family(hypotheses=both)

    assert other.by_chance[0] == pytest.approx(one.by_chance[0])


def test_by_chance_there_are_about_as_many_as_are_expected() -> None:
    found, expected = 0, 0.0
    for seed in range(40):
        some = hypotheses(size=200, seed=seed)
        chosen = [one for one in some if one.chance <= 0.02]
        found += len(chosen)
        expected += sum(float(one.attainable[one.attainable <= 0.02].max(initial=0)) for one in some)

    assert found == pytest.approx(expected, rel=0.35)
    assert found > 5


def test_more_evidence_is_expected_less_often_by_chance() -> None:
    family = Family(hypotheses=hypotheses())
    order = np.argsort(-family.evidence)

    assert (np.diff(family.by_chance[order]) >= -1e-12).all()


def test_the_rate_of_false_ones_counts_only_what_is_left() -> None:
    # Three strong ones that say the same, and a fourth: 0.04 expected by chance in one or two lines.
    assert rates_of([0.0001, 0.0002, 0.0003, 0.1], [1, 1, 1, 2])[3] == pytest.approx(0.05)
    assert rates_of([0.0001, 0.0002, 0.0003, 0.1], [1, 2, 3, 4])[3] == pytest.approx(0.025)


def test_rates_never_fall_from_one_line_to_the_next() -> None:
    rates = rates_of([0.02, 0.03, 0.2, 0.21], [1, 2, 2, 3])

    assert rates == sorted(rates)


def test_of_two_with_the_same_chance_that_of_fewer_cases_speaks_for_more_but_not_of_a_handful() -> None:
    few, some, many = evidence_of(np.full(3, 1e-4), np.array([0.5, 20.0, 5000.0]))

    assert some > few
    assert some > many
