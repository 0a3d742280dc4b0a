"""What a list trains, read from a library: whose call, on which day, and how it went."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from coachkit.errors import EditError, NotFoundError
from coachkit.following.observing import as_stored, observe
from coachkit.following.trained import Trained, read_trained, trained_by
from coachkit.models import Exchange, PlaylistKind, Score, ScorePoint, StageName, StageRun, Verdict
from coachkit.store.library import Library
from coachkit.store.reading.following import ListHead
from tests.figures.made_library import MadeCall, make_library

LINES = [("customer", 0.0, 5.0, "the page stays white today"), ("agent", 6.0, 9.0, "we see what that is")]
CALLS = [
    MadeCall(id="c1", agents=[("Jana", 0.0, 60.0)], lines=LINES, started_at="2026-11-02T09:00:00"),
    MadeCall(id="c2", agents=[("Jana", 0.0, 60.0)], lines=LINES, started_at="2026-11-20T23:50:00+01:00"),
    MadeCall(
        id="c3",
        agents=[("Jana", 0.0, 30.0), ("Tom", 30.0, 60.0)],
        lines=[
            *LINES,
            ("customer", 31.0, 35.0, "hello the page stays white"),
            ("agent", 39.0, 50.0, "we see what that is now"),
        ],
        started_at="2026-11-10T09:00:00",
    ),
    MadeCall(id="c4", agents=[("Tom", 0.0, 60.0)], lines=LINES),
]


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(make_library(tmp_path / "made.db", CALLS, {"Jana": None, "Tom": None})) as opened:
        yield opened


def head(kind: PlaylistKind, subject: str, trains: str | None = None) -> ListHead:
    return ListHead(id="a-list", title="A list", kind=kind, subject=subject, verdict="bad", trains=trains)


def seen(library: Library, trained: Trained) -> list[tuple[str, str, float]]:
    found = observe(library, trained, first=date(2026, 11, 1), last=date(2026, 11, 30))
    return [(one.call_id, one.agent, round(one.value, 3)) for one in found]


def put(library: Library, call_id: str, stage: StageName, rows: dict[str, Sequence[object]]) -> None:
    run = StageRun(
        call_id=call_id, stage=stage, fingerprint="f", output="o", finished_at="2026-11-20", seconds=0.1
    )
    library.replace_stage(run, list(rows), rows)


def exchange(call_id: str, n: int, verdict: Verdict, *, at: float, name: str = "objection") -> Exchange:
    return Exchange(
        call_id=call_id,
        n=n,
        kind="moment",
        name=name,
        start=at,
        end=at + 5,
        verdict=verdict,
        reason="so it went",
        strength=0.9,
        quote="well",
        quote_start=at,
        quote_end=at + 1,
        reply_start=at + 1,
    )


def point(call_id: str, card: str, verdict: str) -> ScorePoint:
    return ScorePoint(
        call_id=call_id,
        card=card,
        criterion="next_step",
        verdict=verdict,  # type: ignore[arg-type]  # one of the verdicts
        points=0.0,
        max_points=1.0,
        reason="so it is",
    )


def score(call_id: str, card: str, *, is_main: bool) -> Score:
    return Score(call_id=call_id, card=card, value=50.0, points=0.0, max_points=1.0, is_main=is_main)


def test_of_a_call_of_two_agents_each_has_the_part_they_took(library: Library) -> None:
    assert seen(library, Trained(kind="metric", name="patience")) == [
        ("c1", "Jana", 1.0),
        ("c2", "Jana", 1.0),
        ("c3", "Jana", 1.0),
        ("c3", "Tom", 4.0),
    ]


def test_calls_count_on_the_day_of_their_own_clock_and_without_one_not_at_all(library: Library) -> None:
    found = observe(
        library,
        Trained(kind="metric", name="patience"),
        first=date(2026, 11, 20),
        last=date(2026, 11, 20),
    )
    assert [(one.call_id, one.day) for one in found] == [("c2", date(2026, 11, 20))]


def test_exchanges_of_a_call_are_one_share_for_whoever_replied(library: Library) -> None:
    put(
        library,
        "c1",
        "exchanges",
        {"exchanges": [exchange("c1", 0, "good", at=5), exchange("c1", 1, "bad", at=20)]},
    )
    put(library, "c3", "exchanges", {"exchanges": [exchange("c3", 0, "good", at=34)]})
    assert seen(library, Trained(kind="moment", name="objection")) == [
        ("c1", "Jana", 0.5),
        ("c3", "Tom", 1.0),
    ]


def test_a_line_of_the_card_that_labels_calls_goes_before_the_same_of_another(library: Library) -> None:
    put(
        library,
        "c1",
        "score",
        {
            "scores": [score("c1", "a", is_main=False), score("c1", "b", is_main=True)],
            "score_points": [point("c1", "a", "missed"), point("c1", "b", "met")],
        },
    )
    put(
        library,
        "c2",
        "score",
        {"scores": [score("c2", "b", is_main=True)], "score_points": [point("c2", "b", "not applicable")]},
    )
    assert seen(library, Trained(kind="criterion", name="next_step")) == [("c1", "Jana", 1.0)]


def test_a_name_is_found_by_its_beginning(library: Library) -> None:
    put(library, "c1", "exchanges", {"exchanges": [exchange("c1", 0, "good", at=5, name="feature_asked")]})
    assert as_stored(library, read_trained("moment:feature asked")).name == "feature_asked"


def test_what_never_came_up_is_told_with_what_did(library: Library) -> None:
    put(library, "c1", "exchanges", {"exchanges": [exchange("c1", 0, "good", at=5)]})
    with pytest.raises(NotFoundError, match="no reply to the moment “praise”; there are: “objection”"):
        as_stored(library, read_trained("moment:praise"))


def test_a_list_trains_what_it_says() -> None:
    assert trained_by(head("smart", "", "metric:patience")) == Trained(kind="metric", name="patience")


def test_a_list_that_does_not_say_it_trains_what_it_is_about() -> None:
    assert trained_by(head("competitor", "Zenlane")) == Trained(kind="competitor", name="Zenlane")


def test_a_list_about_nothing_of_which_there_is_a_figure_asks_for_one() -> None:
    with pytest.raises(EditError, match="does not say what hearing it should change; say it with --on"):
        trained_by(head("week", "2026-W47"))


@pytest.mark.parametrize("said", ["patience", "metric:", "mood:good", ":x"])
def test_what_no_list_can_train_is_told(said: str) -> None:
    with pytest.raises(EditError, match="is nothing that a list can train; write metric:patience"):
        read_trained(said)
