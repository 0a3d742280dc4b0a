"""Reading and writing which suggestions people do not want again."""

from coachkit.models import RejectedSuggestion
from coachkit.store import coding
from coachkit.store.library import Library
from coachkit.store.tables import TABLE_OF


def save_rejection(library: Library, rejected: RejectedSuggestion) -> None:
    """Store that a suggestion is not to be made again; a second time changes nothing.

    Raises:
        LibraryError: The database cannot be written.
    """
    table = TABLE_OF[RejectedSuggestion]
    with library.changing() as connection:
        connection.execute(
            f"{coding.insert_sql(table)} on conflict do nothing", coding.pack([rejected], table)[0]
        )
