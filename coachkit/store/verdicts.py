"""Writing what people say of a tracker's hits."""

from collections.abc import Sequence

from coachkit.models import TrackerVerdict
from coachkit.store import coding
from coachkit.store.library import Library
from coachkit.store.tables import TABLE_OF


def save_verdict(library: Library, verdict: TrackerVerdict) -> tuple[TrackerVerdict, ...]:
    """Store a verdict in place of those on the same tracker that it overlaps, and return these.

    Raises:
        LibraryError: The database cannot be written.
    """
    replaced = tuple(
        one
        for one in library.rows(TrackerVerdict, call_id=verdict.call_id)
        if one.tracker == verdict.tracker and one.start < verdict.end and verdict.start < one.end
    )
    with library.changing() as connection:
        connection.execute(
            'delete from tracker_verdicts where tracker = ? and call_id = ? and start < ? and ? < "end"',
            (verdict.tracker, verdict.call_id, verdict.end, verdict.start),
        )
        table = TABLE_OF[TrackerVerdict]
        connection.execute(coding.insert_sql(table), coding.pack([verdict], table)[0])
    return replaced


def drop_verdict(
    library: Library, verdict: TrackerVerdict, *, instead: Sequence[TrackerVerdict] = ()
) -> bool:
    """Take a verdict out and put others in its place; False, and nothing is done, where it is not there.

    Raises:
        LibraryError: The database cannot be written.
    """
    if verdict not in library.rows(TrackerVerdict, call_id=verdict.call_id):
        return False
    table = TABLE_OF[TrackerVerdict]
    with library.changing() as connection:
        connection.execute(
            "delete from tracker_verdicts where tracker = ? and call_id = ? and start = ? and made_at = ?",
            (verdict.tracker, verdict.call_id, verdict.start, verdict.made_at),
        )
        for row in coding.pack(instead, table):
            connection.execute(coding.insert_sql(table), row)
    return True
