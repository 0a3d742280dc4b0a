"""Reading and writing which suggestions people do not want again."""

from coachkit.models import RejectedSuggestion
from coachkit.store import coding
from coachkit.store.library import Library
from coachkit.store.tables import TABLE_OF


def save_rejection(library: Library, rejected: RejectedSuggestion) -> bool:
    """Store that a suggestion is not to be made again, and return whether that is new.

    Raises:
        LibraryError: The database cannot be written.
    """
    table = TABLE_OF[RejectedSuggestion]
    with library.changing() as connection:
        done = connection.execute(
            f"{coding.insert_sql(table)} on conflict do nothing", coding.pack([rejected], table)[0]
        )
    return done.rowcount > 0


def drop_rejection(library: Library, spelling: str, meant: str) -> bool:
    """Forget that a suggestion is not to be made again, and return whether it was stored.

    Raises:
        LibraryError: The database cannot be written.
    """
    with library.changing() as connection:
        done = connection.execute(
            "delete from rejected_suggestions where spelling = ? and meant = ?", (spelling, meant)
        )
    return done.rowcount > 0
