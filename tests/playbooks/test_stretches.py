from dataclasses import replace

from coachkit.playbooks.quotes import Shown, is_disputed
from coachkit.playbooks.stretches import AFTER, BEFORE, stretch_of
from tests.playbooks.made import case

WHOLE = replace(
    case("a"), exchange=None, kind="topic", name="t1", start=1.0, end=180.0,
    said=("Good morning.", "Which plan are you on?"), segments=(3, 9),
)  # fmt: skip
TIMES = {3: (2.0, 4.0), 9: (60.0, 63.0)}


def test_an_exchange_is_played_whole() -> None:
    one = case("a")
    assert stretch_of(Shown(case=one, is_done=True, shows=""), {}) == (one.start, one.end)


def test_of_a_call_the_line_that_shows_it_is_played_with_what_is_around_it() -> None:
    shown = Shown(case=WHOLE, is_done=True, shows="Which plan")
    assert stretch_of(shown, TIMES) == (60.0 - BEFORE, 63.0 + AFTER)


def test_where_no_line_shows_it_the_first_one_is_played_and_never_past_the_call() -> None:
    shown = Shown(case=WHOLE, is_done=False, shows="")
    assert stretch_of(shown, TIMES) == (1.0, 4.0 + AFTER)


def test_a_call_whose_lines_are_not_known_is_played_around_its_prompt() -> None:
    shown = Shown(case=replace(WHOLE, said=(), segments=()), is_done=False, shows="")
    assert stretch_of(shown, {}) == (1.0, WHOLE.prompt_end + AFTER)


def test_a_dispute_anywhere_in_a_whole_call_bars_it() -> None:
    from coachkit.models import Dispute

    dispute = Dispute(n=1, call_id="a", card="c", criterion="x", start=150.0, end=155.0,
                      reason="", author="", made_at="")  # fmt: skip
    assert is_disputed(WHOLE, [dispute])
    assert not is_disputed(case("a"), [dispute])
