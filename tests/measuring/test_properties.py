"""What holds of the figures of every call, whoever speaks when."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.metric_definitions import metric_definitions
from coachkit.models import Feeling, Metric
from coachkit.stages.measure import measure_call
from tests.measuring.calls import Line, figures
from tests.talk import CALL_ID, a_call, segments

DURATION = 60.0
FEW = settings(max_examples=40)
TEXTS = (
    "mm-hm",
    "what is wrong with it?",
    "um, it is gone, you know, again",
    "yes",
    "the page stays white now.",
)


@st.composite
def lines(draw: st.DrawFn) -> list[Line]:
    """Draw who says what from when to when, in tenths of a second; no two begin at once."""
    found: list[Line] = []
    for start in draw(st.lists(st.integers(0, 550), max_size=12, unique=True)):
        role, length = draw(st.sampled_from(["agent", "customer", "other"])), draw(st.integers(1, 200))
        end = min(start + length, 600)
        found.append((role, start / 10, end / 10, draw(st.sampled_from(TEXTS))))
    return sorted(found, key=lambda line: line[1])


music = st.lists(st.tuples(st.integers(0, 25), st.integers(26, 60)), max_size=2)


def measured(said: list[Line], played: list[tuple[int, int]]) -> dict[str, Metric]:
    return figures(said, duration=DURATION, music=played)


@FEW
@given(lines(), music)
def test_every_figure_has_a_value_that_it_can_take_or_a_reason(said, played):
    found = measured(said, played)
    assert set(found) == set(metric_definitions())
    for name, definition in metric_definitions().items():
        value, (low, high) = found[name].value, definition.limits
        assert (value is None) != (found[name].reason is None)
        assert value is None or low <= value <= high, name


@FEW
@given(lines(), music)
def test_parts_are_never_more_than_their_wholes(said, played):
    found = {name: metric.value or 0.0 for name, metric in measured(said, played).items()}
    assert found["dead_air_seconds"] <= DURATION
    assert found["longest_silence"] <= DURATION
    assert found["longest_monologue"] <= found["agent_talk_seconds"] + 1e-3
    assert found["longest_customer_story"] <= found["customer_talk_seconds"] + 1e-3
    assert found["overtalk_longest"] <= found["overtalk_seconds"] + 1e-3
    assert found["agent_open_questions"] <= found["agent_questions"]
    assert found["sentiment_lowest"] <= found["sentiment_highest"]


@FEW
@given(lines(), st.randoms(use_true_random=False))
def test_the_same_call_has_the_same_figures_in_whatever_order_its_lines_are_read(said, chance):
    made = segments(said)
    felt = [Feeling(call_id=CALL_ID, n=s.n, sentiment=0.1 * s.n, acceptance=0.0) for s in made]
    found = measure_call(a_call(), made, felt)
    chance.shuffle(made)
    chance.shuffle(felt)
    assert measure_call(a_call(), made, felt) == found


@FEW
@given(lines())
def test_sides_change_places_where_roles_do(said):
    other = {"agent": "customer", "customer": "agent", "other": "other"}
    found, swapped = figures(said), figures([(other[role], *rest) for role, *rest in said])
    assert swapped["agent_talk_seconds"].value == found["customer_talk_seconds"].value
    assert swapped["longest_monologue"].value == found["longest_customer_story"].value
