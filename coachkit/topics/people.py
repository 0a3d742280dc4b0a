"""What people change about topics, and what of it every later epoch keeps to."""

from collections.abc import Sequence

from coachkit.models import TopicEdit


def standing_edits(edits: Sequence[TopicEdit]) -> list[TopicEdit]:
    """Return the changes that hold, in order: without those that were undone, and the undoing itself."""
    undone = {edit.value for edit in edits if edit.kind == "undo"}
    return [
        edit
        for edit in sorted(edits, key=lambda edit: edit.n)
        if edit.kind != "undo" and str(edit.n) not in undone
    ]


def held_topics(edits: Sequence[TopicEdit]) -> set[str]:
    """Return the ids of topics that a refit leaves as they are: pinned, joined, cut in two, or no topic."""
    pinned: dict[str, bool] = {}
    hidden: dict[str, bool] = {}
    shaped: set[str] = set()
    for edit in standing_edits(edits):
        if edit.kind in ("pin", "unpin"):
            pinned[edit.topic_id] = edit.kind == "pin"
        elif edit.kind in ("never", "back"):
            hidden[edit.topic_id] = edit.kind == "never"
        elif edit.kind == "merge" and edit.value:
            shaped.add(edit.value)
        elif edit.kind == "split" and edit.value:
            shaped |= {edit.topic_id, edit.value}
    return shaped | {one for kinds in (pinned, hidden) for one, holds in kinds.items() if holds}


def given_names(edits: Sequence[TopicEdit]) -> dict[str, str]:
    """Return the name that people gave each topic last, by its id; none for those with their found name."""
    last = {edit.topic_id: edit.value for edit in standing_edits(edits) if edit.kind == "rename"}
    return {topic_id: name for topic_id, name in last.items() if name}
