"""What each topic is called."""

from coachkit.store.library import Library


def topic_titles(library: Library) -> dict[str, str]:
    """Return what each topic of the newest epoch is called, by id; hidden ones are left out."""
    rows = library.values("select topic_id, title from v_topic_titles order by topic_id")
    return {str(topic_id): str(title) for topic_id, title in rows}
