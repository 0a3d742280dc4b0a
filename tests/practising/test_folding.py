"""What is shown of a long reply."""

from hypothesis import given
from hypothesis import strategies as st

from coachkit.practising.folding import BEGINNING, END, LONG_GAP, WHOLE, fold
from tests.talk import segments


def lines(*counts: int, gap: float = 1.0):
    """Return lines of so many words each, so many seconds apart."""
    talk, at = [], 0.0
    for n, count in enumerate(counts):
        talk.append(("customer" if n % 2 else "agent", at, at + 4, " ".join([f"word{n}"] * count)))
        at += 4 + gap
    return segments(talk)


def places(pieces) -> list[list[int]]:
    return [[line.n for line in piece.lines] for piece in pieces]


def test_a_short_reply_is_shown_whole() -> None:
    [piece] = fold(lines(30, 30, 30))
    assert len(piece.lines) == 3
    assert not piece.is_cut_before


def test_of_a_long_reply_the_beginning_and_the_end_are_shown() -> None:
    first, last = fold(lines(50, 50, 50, 50, 70))
    assert places([first, last]) == [[0], [4]]
    assert last.is_cut_before
    assert last.after == 16.0


def test_a_line_that_tells_what_differs_is_shown_wherever_it_is() -> None:
    assert places(fold(lines(50, 50, 50, 50, 70), telling=["word2 word2"])) == [[0], [2], [4]]


def test_what_the_customer_says_is_not_what_the_agent_does() -> None:
    assert places(fold(lines(50, 50, 50, 50, 70), telling=["word3 word3"])) == [[0], [4]]


def test_a_few_words_are_not_left_out() -> None:
    assert places(fold(lines(50, 50, 50, 3, 70), telling=["word2 word2"])) == [[0], [2, 3, 4]]


def test_a_hold_is_left_out() -> None:
    first, second = fold(lines(5, 5, gap=LONG_GAP + 20))
    assert places([first, second]) == [[0], [1]]
    assert second.after == LONG_GAP + 20


def test_nothing_said_has_nothing_to_show() -> None:
    assert fold([]) == []


@given(st.lists(st.integers(0, 120), max_size=30))
def test_lines_stay_in_order_and_the_first_and_last_are_shown(counts: list[int]) -> None:
    shown = [n for piece in places(fold(lines(*counts))) for n in piece]
    assert shown == sorted(set(shown))
    if counts:
        assert shown[0] == 0
        assert shown[-1] == len(counts) - 1
    if sum(counts) <= WHOLE:
        assert len(shown) == len(counts)
    else:
        assert sum(counts[n] for n in shown) >= min(BEGINNING, END)
