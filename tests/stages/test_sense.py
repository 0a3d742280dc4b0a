from dataclasses import replace

import numpy as np
import pytest

from coachkit.config.trackers import TrackerSettings
from coachkit.line_vectors import embed_lines
from coachkit.stages.sense import MeaningTracker, sense_call
from coachkit.tracking.calibration import calibrated
from coachkit.tracking.conditions import CallFacts
from coachkit.tracking.packs import PackedTracker
from tests.talk import segments

EXAMPLES = ("we are hiring people", "we open an office", "our team is growing")
LINES = [
    ("customer", 0.0, 4.0, "We hire ten people soon."),
    ("agent", 5.0, 9.0, "The invoice is on its way."),
    ("customer", 10.0, 14.0, "Yes, growing."),
    ("agent", 15.0, 19.0, "So you are hiring more people?"),
]
MEANINGS = ("hir", "office", "grow", "invoice")


def embed(texts):
    """Vectors say which of four things a text is about."""
    rows = np.array(
        [[float(part in text.casefold()) + 0.01 for part in MEANINGS] for text in texts], np.float32
    )
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def sensed(*, threshold=0.8, **settings):
    made = segments(LINES)
    tracker = PackedTracker(settings=TrackerSettings(name="growth", examples=EXAMPLES, **settings))
    ready = MeaningTracker(tracker=tracker, vectors=embed(EXAMPLES), threshold=threshold)
    vectors = embed_lines(made, embed=embed, model="fake")
    return sense_call(made, vectors, trackers=[ready], facts=CallFacts(duration=20.0))


def test_a_line_that_means_the_same_is_found_with_the_example_it_is_like():
    first, second = sensed()
    assert (first.segment, first.text, first.example) == (0, "We hire ten people soon.", EXAMPLES[0])
    assert (second.segment, second.role) == (3, "agent")
    assert first.similarity >= first.threshold == 0.8


def test_conditions_hold_for_meanings_as_well():
    assert [hit.segment for hit in sensed(said_by="customer")] == [0]
    assert [hit.segment for hit in sensed(in_question=True)] == [3]


def test_lines_of_a_word_or_two_are_not_looked_at():
    [stored] = embed_lines(segments(LINES), embed=embed, model="fake")
    assert stored.lines == (0, 1, 2, 3)
    assert [hit.segment for hit in sensed(threshold=0.5)] == [0, 3]


def test_stored_vectors_keep_their_cosines():
    [stored] = embed_lines(segments(LINES), embed=embed, model="fake")
    rows = np.frombuffer(stored.embedding, np.int8).reshape(-1, stored.dimensions) / 127
    exact = embed([LINES[n][3] for n in stored.lines])
    assert np.abs(rows @ exact.T - exact @ exact.T).max() < 0.01


def test_a_call_without_lines_has_no_vectors():
    assert embed_lines([], embed=embed, model="fake") == []


def test_lines_that_are_no_conversation_any_more_are_left_out():
    made = segments(LINES)
    vectors = embed_lines(made, embed=embed, model="fake")
    tracker = PackedTracker(settings=TrackerSettings(name="growth", examples=EXAMPLES))
    ready = MeaningTracker(tracker=tracker, vectors=embed(EXAMPLES), threshold=0.8)
    kept = [replace(one) for one in made if one.n != 0]
    found = sense_call(kept, vectors, trackers=[ready], facts=CallFacts(duration=20.0))
    assert [hit.segment for hit in found] == [3]


@pytest.mark.parametrize(
    ("accepted", "rejected", "expected"),
    [
        ((), (), 0.4),
        ((0.5, 0.6), (0.45,), 0.475),
        ((0.35,), (), 0.34),
        ((0.5,), (0.2,), 0.4),
        ((), (0.99,), 0.4),
        ((0.05,), (), 0.4),
        ((0.7, 0.8), (0.5, 0.6, 0.75), 0.65),
    ],
)
def test_the_threshold_goes_where_the_fewest_judged_lines_are_wrong(accepted, rejected, expected):
    assert calibrated(accepted, rejected, default=0.4) == pytest.approx(expected)
