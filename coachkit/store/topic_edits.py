"""Writing what people change about topics."""

from coachkit.models import TopicEdit
from coachkit.store import coding
from coachkit.store.library import Library
from coachkit.store.tables import TABLE_OF


def save_topic_edit(library: Library, edit: TopicEdit) -> None:
    """Store a change that moves no passage.

    Raises:
        LibraryError: The database cannot be written.
    """
    table = TABLE_OF[TopicEdit]
    with library.changing() as connection:
        connection.execute(coding.insert_sql(table), coding.pack([edit], table)[0])
