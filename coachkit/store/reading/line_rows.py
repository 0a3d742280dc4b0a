"""The stored meanings of single lines, of a few calls."""

import json
from collections.abc import Callable, Mapping, Set
from typing import cast

from coachkit.store.library import Library


def line_rows(
    library: Library, wanted: Mapping[str, Set[int]], *, is_wanted: Callable[[str], bool]
) -> dict[tuple[str, int], bytes]:
    """Return vectors by (call id, `Segment.n`) of these lines of calls: int8, 127 times one of unit length.

    Lines without a vector are left out, and so are those of a model that is not wanted.
    """
    sql = """
        select call_id, model, dimensions, lines, embedding from line_vectors
        where call_id in (select value from json_each(:calls))
    """
    found: dict[tuple[str, int], bytes] = {}
    for values in library.values(sql, {"calls": json.dumps(sorted(wanted))}):
        call_id, model, size, lines, embedding = cast(tuple[str, str, int, str, bytes], values)
        if not is_wanted(model):
            continue
        for place, line in enumerate(json.loads(lines)):
            if line in wanted[call_id]:
                found[call_id, line] = embedding[place * size : (place + 1) * size]
    return found
