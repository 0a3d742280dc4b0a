"""The step that fills the playlists."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeVar

from coachkit.conversation import talk_of, turns_of
from coachkit.models import (
    Dispute,
    DisputeDecision,
    Label,
    Segment,
    StageRows,
    Turn,
)
from coachkit.pipeline.steps.bench import Bench
from coachkit.stages.curate import CallMaterial, curate_playlists
from coachkit.store.library import Library
from coachkit.store.reading.curating import heard_calls, shown_exchanges, telling_points
from coachkit.store.reading.topics import main_topics


def curate(bench: Bench, fingerprint: str) -> StageRows:  # noqa: ARG001 - every library step takes one
    """Fill the playlists from every call that has a label."""
    library = bench.library
    labels = {label.call_id: label for label in library.rows(Label)}
    main = main_topics(library)
    exchanges, points = _by_call(shown_exchanges(library)), _by_call(telling_points(library))
    disputed = _by_call(disputes_that_stand(library))
    material = (
        CallMaterial(
            call_id=call.id,
            duration=call.duration,
            exchanges=exchanges[call.id],
            points=points[call.id],
            label=labels[call.id],
            topic=main.get(call.id),
            grade=call.grade,
            disputed=disputed[call.id],
        )
        for call in heard_calls(library)
        if call.id in labels
    )

    def turns(call_id: str) -> list[Turn]:
        return turns_of(talk_of(library.rows(Segment, call_id=call_id)))

    playlists, clips = curate_playlists(material, bench.settings.playlists, turns_of=turns)
    return {"playlists": [*playlists], "clips": [*clips]}


def disputes_that_stand(library: Library) -> list[Dispute]:
    """Return the objections that are open or were granted."""
    refused = {one.dispute for one in library.rows(DisputeDecision) if one.outcome == "refused"}
    return [one for one in library.rows(Dispute) if one.n not in refused]


class _OfCall(Protocol):
    @property
    def call_id(self) -> str: ...


Row = TypeVar("Row", bound=_OfCall)


def _by_call(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.call_id].append(row)
    return found
