"""The steps that find what is worth hearing, and fill the playlists from it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeVar

from coachkit.conversation import turns_of
from coachkit.models import (
    Call,
    Dispute,
    DisputeDecision,
    Exchange,
    Highlight,
    Label,
    Moment,
    Score,
    ScorePoint,
    StageRows,
    TopicPassage,
    Word,
)
from coachkit.pipeline.steps.bench import Bench, talk_on
from coachkit.stages.curate import CallMaterial, curate_playlists
from coachkit.stages.highlight import Heard, highlights_of
from coachkit.store.library import Library
from coachkit.store.reading.curating import heard_calls
from coachkit.store.reading.topics import main_topics


def highlight(bench: Bench, call: Call) -> StageRows:
    """Find what of the call is worth hearing."""
    library = bench.library
    cards = {one.card for one in library.rows(Score, call_id=call.id) if one.is_main}
    heard = Heard(
        duration=call.duration,
        turns=turns_of(talk_on(bench, call)),
        words=library.rows(Word, call_id=call.id),
        exchanges=library.rows(Exchange, call_id=call.id),
        points=[one for one in library.rows(ScorePoint, call_id=call.id) if one.card in cards],
        label=next(iter(library.rows(Label, call_id=call.id)), None),
        moments=library.rows(Moment, call_id=call.id),
        topics=library.rows(TopicPassage, call_id=call.id),
    )
    return {"highlights": [*highlights_of(heard, bench.settings.playlists)]}


def curate(bench: Bench, fingerprint: str) -> StageRows:  # noqa: ARG001 - every library step takes one
    """Fill the playlists from every call that has a label."""
    library = bench.library
    main = main_topics(library)
    found = _by_call(library.rows(Highlight))
    disputed = _by_call(disputes_that_stand(library))
    material = (
        CallMaterial(
            call_id=call.id,
            highlights=found[call.id],
            topic=main.get(call.id),
            grade=call.grade,
            disputed=disputed[call.id],
        )
        for call in heard_calls(library)
    )
    playlists, clips = curate_playlists(material, bench.settings.playlists)
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
