from coachkit.clipping import timed_talk
from coachkit.config import PlaylistSettings
from coachkit.models import Label, PointVerdict, ScorePoint, Verdict
from coachkit.stages.highlight import POINTS, Heard, highlights_of
from tests.talk import CALL_ID, segments

LINES = [("customer" if n % 2 == 0 else "agent", 10.0 * n, 10.0 * n + 9, "some words here") for n in range(8)]


def point(
    criterion: str, points: float, *, verdict: PointVerdict = "met", is_found: bool = True
) -> ScorePoint:
    return ScorePoint(
        call_id=CALL_ID,
        card="service",
        criterion=criterion,
        verdict=verdict,
        points=points,
        max_points=points,
        reason="it is so",
        start=20.0,
        end=29.0,
        quote="some words here",
        is_found=is_found,
    )


def shown(*points: ScorePoint, label: Verdict | None = "good") -> list[str]:
    said = Label(call_id=CALL_ID, label=label, source="rating:jana", reason="she says so", score_label=None)
    heard = Heard(
        talk=timed_talk(segments(LINES), (), duration=80.0),
        exchanges=(),
        points=points,
        label=said,
        moments=(),
        topics=(),
    )
    return [one.name for one in highlights_of(heard, PlaylistSettings())]


def test_the_lines_of_most_points_that_were_met_show_why_a_call_went_well() -> None:
    points = [point("a", 5), point("b", 30), point("c", 20), point("d", 40, verdict="missed")]
    assert shown(*points) == ["b", "c"][:POINTS]
    assert shown(*points, label="bad") == ["d"]


def test_what_is_heard_at_no_place_is_not_played() -> None:
    assert shown(point("calm", 30, is_found=False), point("thanks", 5)) == ["thanks"]


def test_a_call_that_went_neither_way_has_no_such_place() -> None:
    assert shown(point("thanks", 5), label="neutral") == []
    assert shown(point("thanks", 5), label=None) == []
