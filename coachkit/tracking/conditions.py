"""Where a find counts: on which calls, in which part of them, said by whom, in a question or not."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coachkit.config.trackers import CallChoice, Conditions, read_window
from coachkit.languages import base_code
from coachkit.models import Segment
from coachkit.phrases import rows_of
from coachkit.tracking.matcher import PhraseIndex
from coachkit.tracking.spoken import Spoken

_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$|[\"”»)])")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """What conditions ask of a call."""

    duration: float
    """Seconds."""
    started_at: str | None = None
    """ISO 8601."""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names by `kind`, `agent`, `customer` and `team`; an agent has several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A find: characters `start_char` to `end_char` (exclusive) of a segment, and their time in seconds."""

    segment: Segment
    start_char: int
    end_char: int
    start: float
    end: float


def fits_call(calls: CallChoice | None, facts: CallFacts) -> bool:
    """Say whether a tracker for `calls` counts on a call."""
    if calls is None:
        return True
    for key in ("kind", "agent", "customer", "team"):
        wanted = calls.names(key)
        if wanted and not any(name.casefold() in wanted for name in facts.names.get(key, ())):
            return False
    day = (facts.started_at or "")[:10]
    if calls.since and day < calls.since.isoformat():
        return False
    return not (calls.until and not "" < day <= calls.until.isoformat())


def fits_place(conditions: Conditions, facts: CallFacts, place: Place) -> bool:
    """Say whether a find counts where it stands (see also `fits_call` and `excluded_spans`)."""
    segment = place.segment
    if conditions.said_by not in ("any", segment.role):
        return False
    wanted, spoken = base_code(conditions.language), base_code(segment.language)
    if wanted and spoken and wanted != spoken:
        return False
    if conditions.in_question is not None:
        is_question = _is_in_question(segment.text, place.start_char, place.end_char)
        if is_question != conditions.in_question:
            return False
    return conditions.window is None or _is_in_window(conditions.window, facts.duration, place)


def excluded_spans(phrases: Iterable[str], segments: Sequence[Segment]) -> dict[int, list[tuple[int, int]]]:
    """Return where the phrases stand, as (start, end) in characters, by `Segment.n`."""
    rows = rows_of(phrases)
    if not rows:
        return {}
    spoken = Spoken.of(segments)
    spans: dict[int, list[tuple[int, int]]] = {}
    for hit in PhraseIndex.of((None, row) for row in rows).find(spoken.words):
        place = (spoken.places[hit.first][1], spoken.places[hit.last][2])
        spans.setdefault(spoken.segment_at(hit.first).n, []).append(place)
    return spans


def _is_in_question(text: str, start: int, end: int) -> bool:
    stop = _SENTENCE_END.search(text, max(end - 1, start))
    return stop is not None and "?" in stop.group()


def _is_in_window(written: str, duration: float, place: Place) -> bool:
    window = read_window(written)
    seconds = window.amount * duration if window.is_share else window.amount
    return place.start < seconds if window.is_first else place.end > duration - seconds
