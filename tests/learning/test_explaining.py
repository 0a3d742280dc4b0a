"""What moved a call's learned score, with the place that shows it."""

import numpy as np
import pytest

from coachkit.cues import built_in_cues
from coachkit.learning.explaining import explain, shares_of
from coachkit.learning.features import CallRows, can_be_read, features_of
from coachkit.learning.fitting import Weights
from coachkit.learning.sheet import Sheet
from coachkit.line_vectors import LineMeanings
from coachkit.models import Exchange, Feeling, Metric, Moment
from tests.talk import segments

TALK = segments(
    [
        ("agent", 0.0, 3.0, "hello what can I do for you"),
        ("customer", 4.0, 8.0, "the parcel has not come"),
        ("agent", 9.0, 12.0, "I am sorry about that"),
        ("customer", 13.0, 17.0, "I said it has not come at all"),
    ]
)
MEANINGS = LineMeanings(
    np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.6, 0.8]], np.float32), {n: n for n in range(4)}
)


def moment(kind, segment, **changes):
    line = TALK[segment]
    fields = {
        "call_id": line.call_id,
        "n": segment,
        "kind": kind,
        "name": None,
        "role": line.role,
        "segment": segment,
        "start": line.start,
        "end": line.end,
        "quote": line.text,
        "strength": 0.8,
        "method": "words",
        "detail": "",
    }
    return Moment(**(fields | changes))


@pytest.fixture
def rows():
    call_id = TALK[0].call_id
    return CallRows(
        call_id=call_id,
        talk=TALK,
        metrics=[
            Metric(call_id=call_id, name="pace", value=180.0, unit="words per minute", source="channel"),
            Metric(call_id=call_id, name="agent_questions", value=1.0, unit="count", source="channel"),
        ],
        moments=[moment("apology", 2), moment("frustration", 3)],
        feelings=[
            Feeling(call_id=call_id, n=1, sentiment=-0.1, acceptance=-0.1),
            Feeling(call_id=call_id, n=3, sentiment=-0.6, acceptance=-0.4),
        ],
        exchanges=[],
        topics=[],
        lines=MEANINGS,
    )


def weights(**by_feature):
    names = tuple(sorted(name for name in by_feature))
    return Weights(
        names=names,
        mean=np.zeros(len(names)),
        scale=np.ones(len(names)),
        weight=np.array([by_feature[name] for name in names]),
        intercept=0.1,
    )


def reasons(rows, **by_feature):
    return explain(rows, features_of(rows, built_in_cues()), weights(**by_feature), topics={})


def test_nothing_of_who_the_agent_is_or_how_they_speak_is_a_feature(rows):
    names = features_of(rows, built_in_cues())
    assert not [name for name in names if "pace" in name or "fillers" in name or "patience" in name]
    assert "metric:agent_questions" in names
    assert "moment:apology" in names


def test_what_the_agents_words_mean_does_not_count(rows):
    changed = LineMeanings(np.array([[0, 1], [0, 1], [0, 1], [0.6, 0.8]], np.float32), MEANINGS.places)
    other = CallRows(
        **{name: getattr(rows, name) for name in CallRows.__slots__ if name != "lines"}, lines=changed
    )
    cues = built_in_cues()
    for name, value in features_of(rows, cues).items():
        if name.startswith("meaning:"):
            assert features_of(other, cues)[name] == value


def test_an_exchange_that_a_person_judged_does_not_count(rows):
    judged = Exchange(
        call_id=rows.call_id,
        n=0,
        kind="moment",
        name="frustration",
        start=4.0,
        end=17.0,
        verdict="bad",
        reason="",
        strength=0.9,
        quote="",
        quote_start=13.0,
        quote_end=17.0,
        source="rating:jana",
    )
    with_it = CallRows(
        **{name: getattr(rows, name) for name in CallRows.__slots__ if name != "exchanges"},
        exchanges=[judged],
    )
    cues = built_in_cues()
    assert features_of(with_it, cues) == features_of(rows, cues)


def test_a_moment_is_shown_with_its_words(rows):
    [reason] = reasons(rows, **{"moment:frustration": -1.0})
    assert reason.effect < 0
    assert (reason.text, reason.quote) == ("the customer is frustrated", "I said it has not come at all")


def test_the_line_that_means_most_is_quoted(rows):
    [reason] = reasons(rows, **{"meaning:000": -1.0})
    assert reason.text.endswith("calls that went badly")
    assert reason.quote == "I said it has not come at all"


def test_the_weightiest_reason_comes_first(rows):
    found = reasons(rows, **{"moment:frustration": -1.0, "moment:apology": 0.2})
    assert [one.feature for one in found] == ["moment:frustration", "moment:apology"]


def test_the_reasons_of_features_of_one_matter_are_one(rows):
    found = reasons(rows, **{"moment:frustration": -1.0, "moment:frustration, late": -1.0})
    assert len(found) == 1
    both = weights(**{"moment:frustration": -1.0, "moment:frustration, late": -1.0})
    features = features_of(rows, built_in_cues())
    assert found[0].effect == pytest.approx(both.effects(Sheet.of([features], both.names)).sum(), abs=1e-3)


def test_what_hardly_matters_is_no_reason(rows):
    assert reasons(rows, **{"moment:apology": 0.01}) == []


def test_shares_add_up():
    shares = shares_of(weights(**{"moment:apology": 0.5, "mood:end": 1.0, "mood:all": 0.5}))
    assert [name for name, _ in shares] == ["mood", "moment:apology"]
    assert sum(share for _, share in shares) == pytest.approx(1.0)


def test_a_call_without_the_customer_cannot_be_read(rows):
    only_agent = [one for one in TALK if one.role == "agent"]
    silent = CallRows(
        **{name: getattr(rows, name) for name in CallRows.__slots__ if name != "talk"}, talk=only_agent
    )
    assert not can_be_read(silent)
    assert can_be_read(rows)
