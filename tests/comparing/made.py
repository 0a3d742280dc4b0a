"""What a build finds out about calls of `small_archive`: reasons and purposes, how they went."""

from coachkit.models import Label, PassagePurpose, Reason, Score, StageName, StageRun
from coachkit.store.library import Library
from tests.searching.small_archive import MeaningEncoder, Told


def add_reason(library: Library, told: Told, *, line: int) -> None:
    """Store that the customer says in this line why they call."""
    encoder = MeaningEncoder()
    text = told.talk[line][1]
    reason = Reason(
        call_id=told.id,
        n=0,
        passage=0,
        segment=line,
        start=10.0 * line,
        end=10.0 * line + 9,
        text=text,
        model=encoder.identity,
        dimensions=encoder.dimensions,
        embedding=encoder.embed([text])[0].astype("<f4").tobytes(),
    )
    purpose = PassagePurpose(call_id=told.id, n=0, purpose="reason", quote=text)
    _save(library, told.id, "purpose", {"passage_purposes": [purpose], "reasons": [reason]})


def judge(library: Library, call_id: str, label: Label, *, score: float) -> None:
    """Store how a call went."""
    result = Score(call_id=call_id, card="service", value=score, points=score, max_points=100.0)
    _save(library, call_id, "score", {"labels": [label], "scores": [result]})


def _save(library: Library, call_id: str, stage: StageName, rows: dict[str, list[object]]) -> None:
    run = StageRun(
        call_id=call_id,
        stage=stage,
        fingerprint="f",
        output=str(sorted(rows)),
        finished_at="2026-11-20T10:00:00",
        seconds=0.1,
    )
    library.replace_stage(run, list(rows), rows)
