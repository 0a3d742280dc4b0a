"""Writing what people say of a tracker's hits."""

from coachkit.models import TrackerVerdict
from coachkit.store import coding
from coachkit.store.library import Library
from coachkit.store.tables import TABLE_OF


def save_verdict(library: Library, verdict: TrackerVerdict) -> None:
    """Store a verdict in place of those on the same tracker that it overlaps.

    Raises:
        LibraryError: The database cannot be written.
    """
    with library.changing() as connection:
        connection.execute(
            'delete from tracker_verdicts where tracker = ? and call_id = ? and start < ? and ? < "end"',
            (verdict.tracker, verdict.call_id, verdict.end, verdict.start),
        )
        table = TABLE_OF[TrackerVerdict]
        connection.execute(coding.insert_sql(table), coding.pack([verdict], table)[0])
