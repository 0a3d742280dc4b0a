"""Made-up agents whose true weaknesses are known: does a page find them, and claim none in vain?"""

from coachkit.preparing.choosing import choose_focus
from coachkit.preparing.weighing import weigh
from made_talks import PLANTED, a_talk

TALKS = 20


def focuses(*, is_allowed_for: bool = True, **options: float) -> list[str]:
    """Return what each of `TALKS` pages names as the focus."""
    found = []
    for seed in range(TALKS):
        made = a_talk(seed, **options)  # type: ignore[arg-type]  # numbers of either kind
        chosen = choose_focus(weigh(made.aspects, made.sides, made.given.chance if is_allowed_for else None))
        found += [chosen.aspect.on] if chosen else []
    return found


def test_a_planted_weakness_is_the_focus() -> None:
    found = focuses(planted=0.4, calls=50)
    assert found.count(PLANTED) >= TALKS * 0.9


def test_an_agent_like_all_others_has_no_focus() -> None:
    assert len(focuses()) <= 2


def test_an_agent_who_is_given_the_hard_calls_is_not_taken_for_a_weak_one() -> None:
    assert len(focuses(unfair=0.5, is_allowed_for=False)) >= 5
    assert len(focuses(unfair=0.5)) <= 2
