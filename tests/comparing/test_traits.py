"""What calls have in common is read of the calls asked about alone, as people judged it."""

from pathlib import Path

from coachkit.models import StageRun, TrackerHit
from coachkit.models.kinds import Modality
from coachkit.store.library import Library
from coachkit.store.reading.similar import traits_of
from tests.comparing.conftest import EXPORT, told
from tests.searching.small_archive import store


def a_hit(call_id: str, n: int, tracker: str, modality: Modality = "plain") -> TrackerHit:
    return TrackerHit(
        call_id=call_id,
        n=n,
        tracker=tracker,
        pack="",
        tier=None,
        text="leave",
        segment=3,
        start_char=0,
        end_char=5,
        start=30.0 + n,
        end=31.0 + n,
        role="customer",
        method="phrase",
        confidence=1.0,
        modality=modality,
    )


def test_each_phrase_that_is_said_counts_once_and_what_is_denied_does_not(tmp_path: Path) -> None:
    call = told("export", EXPORT, "bad", {})
    with Library.open(tmp_path / "one.db", create=True) as library:
        store(library, call)
        hits = [
            a_hit(call.id, 0, "leaving"),
            a_hit(call.id, 1, "leaving"),
            a_hit(call.id, 2, "complaint", "hypothetical"),
            a_hit(call.id, 3, "refund", "negated"),
        ]
        run = StageRun(
            call_id=call.id,
            stage="track",
            fingerprint="f",
            output="4",
            finished_at="2026-11-20T10:00:00",
            seconds=0.1,
        )
        library.replace_stage(run, ["tracker_hits"], {"tracker_hits": hits})

        found = [(one.kind, one.name) for one in traits_of(library, [call.id])]

        assert found == [("tracker", "complaint"), ("tracker", "leaving")]
        assert traits_of(library, ["another00000"]) == []
