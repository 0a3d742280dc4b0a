import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.measuring.sentiment import felt_turns, trend_of
from coachkit.measuring.talk import talk_in
from coachkit.models import Feeling
from tests.measuring.calls import figures, values
from tests.talk import CALL_ID, segments

THIRDS = ("sentiment_start", "sentiment_middle", "sentiment_end")


def by_first_word(text: str) -> float:
    return {"bad": -0.6, "good": 0.6}.get(text.split()[0], 0.0)


def test_a_line_on_the_border_of_two_thirds_belongs_to_one_of_them():
    found = figures(
        [
            ("customer", 10, 20, "bad it is wrong here"),
            ("customer", 35, 45, "good it stands there too"),
            ("customer", 95, 105, "plain it stands as before"),
        ],
        mood=by_first_word,
    )
    assert values(found, *THIRDS) == [-0.6, 0.6, 0.0]


def test_an_answer_of_one_or_two_words_is_no_lowest_point():
    found = figures(
        [("customer", 0, 2, "bad."), ("agent", 3, 9, "I see it"), ("customer", 10, 14, "plain it stands")],
        mood=by_first_word,
    )
    assert (found["sentiment_lowest"].value, found["sentiment_lowest"].quote) == (0.0, "plain it stands")


def test_an_agents_tone_changes_nothing():
    lines = [("customer", 0, 10, "plain it stands here"), ("customer", 110, 119, "plain it stands there")]
    between = ("agent", 50, 60, "This is terrible, awful, the worst of all")
    alone, together = figures(lines), figures([lines[0], between, lines[1]])
    for name in (*THIRDS, "sentiment_lowest", "sentiment_highest"):
        assert alone[name].value == together[name].value


@pytest.mark.parametrize(
    ("change", "trend"), [(0.15, "improving"), (0.1, "steady"), (-0.1, "steady"), (-0.15, "worsening")]
)
def test_a_change_is_named_from_a_clear_size_on(change, trend):
    assert trend_of(change) == trend


@given(st.lists(st.floats(-1, 1), min_size=3, max_size=12))
def test_moods_of_turns_stay_within_those_of_their_lines(moods):
    made = segments([("customer", 2.0 * n, 2.0 * n + 1, "plain it stands") for n in range(len(moods))])
    felt = [Feeling(call_id=CALL_ID, n=n, sentiment=m, acceptance=m) for n, m in enumerate(moods)]
    turns = felt_turns(talk_in(made, [], duration=60.0), felt)
    assert len(turns) == 1
    assert min(moods) - 1e-9 <= turns[0].mood <= max(moods) + 1e-9
