"""How many passages wait among the unsorted."""

from coachkit.store.library import Library


def unsorted_passages(library: Library) -> tuple[int, int]:
    """Return how many passages are near no topic, and how many are about something at all."""
    [(waiting, every)] = library.values(
        """
        select (select count(*) from topic_passages where topic_id is null),
            (select count(*) from topic_passages)
        """
    )
    return int(waiting or 0), int(every or 0)
