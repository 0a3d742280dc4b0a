import pytest

from coachkit.cues import built_in_cues
from coachkit.errors import SettingsError
from coachkit.models import Exchange, Metric
from coachkit.scorecards import Evidence, load_card, parse_card
from coachkit.stages.score import score_call
from tests.talk import CALL_ID, segments

CARD = load_card("service")
BAD_END = [
    ("agent", 0.0, 5.0, "hello how can I help"),
    ("customer", 6.0, 10.0, "my export is empty"),
    ("agent", 11.0, 15.0, "there's nothing I can do about it"),
    ("customer", 16.0, 20.0, "this is ridiculous, I want to cancel"),
]
GOOD_END = [
    ("agent", 0.0, 5.0, "I'm so sorry about that, let me check"),
    ("customer", 6.0, 10.0, "my export is empty"),
    ("agent", 11.0, 15.0, "I'll send you an email with the file"),
    ("customer", 16.0, 20.0, "oh it works now, that's great, thank you so much"),
]


def evidence(lines, *, metrics=(), exchanges=()):
    return Evidence(
        call_id=CALL_ID,
        segments=segments(lines),
        metrics={metric.name: metric for metric in metrics},
        exchanges=exchanges,
        feelings={},
        cues=built_in_cues(),
    )


def points_of(lines, **more):
    score, points = score_call(CARD, evidence(lines, **more))
    return score, {point.criterion: point for point in points}


def test_a_call_that_ends_well_scores_higher_than_one_that_does_not():
    assert points_of(GOOD_END)[0].value > 80
    assert points_of(BAD_END)[0].value < 55


def test_every_point_that_counts_shows_its_place_and_words():
    for lines in (GOOD_END, BAD_END):
        _, points = points_of(lines)
        counted = [p for p in points.values() if p.verdict != "not applicable"]
        assert counted
        assert all(p.quote and p.start is not None for p in counted)


def test_that_nobody_was_angry_is_heard_at_no_place():
    assert not points_of(GOOD_END)[1]["calm"].is_found
    assert points_of(GOOD_END)[1]["resolved"].is_found


def test_the_score_is_the_sum_of_its_points():
    score, points = points_of(GOOD_END)
    assert score.points == pytest.approx(sum(p.points for p in points.values()))
    assert score.value == pytest.approx(100 * score.points / score.max_points, abs=0.01)


def test_what_has_no_evidence_does_not_count():
    _, points = points_of(GOOD_END)
    assert points["competitor_answered"].verdict == "not applicable"
    assert points["competitor_answered"].max_points == 0


def test_a_call_without_roles_has_no_score():
    assert points_of([("unknown", 0.0, 5.0, "that's great")])[0].value is None


def metric(name, value):
    return Metric(call_id=CALL_ID, name=name, value=value, unit="share", source="channel")


@pytest.mark.parametrize(
    ("value", "verdict"), [(0.45, "met"), (0.7, "partly"), (0.9, "missed"), (None, "not applicable")]
)
def test_a_metric_is_judged_by_its_ranges(value, verdict):
    _, points = points_of(GOOD_END, metrics=[metric("talk_ratio_of_speech", value)])
    assert points["talk_ratio"].verdict == verdict


def test_a_competitor_dodged_costs_points():
    dodged = Exchange(
        call_id=CALL_ID,
        n=0,
        kind="competitor",
        name="Zenlane",
        start=0,
        end=9,
        verdict="bad",
        reason="Zenlane comes up; the customer is not satisfied",
        strength=0.8,
        quote="that is not an answer",
        quote_start=6,
        quote_end=9,
    )
    _, points = points_of(GOOD_END, exchanges=[dodged])
    assert points["competitor_answered"].verdict == "missed"
    assert points["competitor_answered"].quote == "that is not an answer"


def test_an_unknown_card_lists_the_known_ones():
    with pytest.raises(SettingsError, match="known: sales, service"):
        load_card("nonsense")


def test_a_wrong_card_names_the_key():
    with pytest.raises(SettingsError, match="score card x: line “a”: “weight” needs a number above 0, got 0"):
        parse_card(
            'id="x"\ntitle="x"\n[[criteria]]\nid="a"\ntitle="a"\nmet="m"\nmissed="x"\nrule="mood"\nweight=0',
            name="x",
        )
