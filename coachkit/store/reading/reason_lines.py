"""The lines in which customers say why they call."""

import json
from collections.abc import Iterable

from coachkit.models import Annotation, Segment
from coachkit.store import coding
from coachkit.store.library import Library

_OF_REASONS = """(call_id, n) in
    (select said.call_id, said.n from reasons
        join segments as first on first.call_id = reasons.call_id and first.n = reasons.segment
        join segments as said on said.call_id = first.call_id and said.n >= first.n
            and said.speaker = first.speaker and said.start < reasons.end
        where reasons.call_id in (select value from json_each(:calls)))"""


def reason_lines(
    library: Library, call_ids: Iterable[str]
) -> tuple[dict[tuple[str, int], Segment], dict[tuple[str, int], Annotation]]:
    """Return the segments in which the reasons of these calls are told, and what was seen in them.

    Both by call and number of the segment.
    """
    calls = {"calls": json.dumps([*call_ids])}
    segments = library.find(Segment, coding.select_sql(Segment, where=_OF_REASONS), calls)
    seen = library.find(Annotation, coding.select_sql(Annotation, where=_OF_REASONS), calls)
    return {(one.call_id, one.n): one for one in segments}, {(one.call_id, one.n): one for one in seen}
