"""Taking back what people changed about topics: nothing is deleted, the taking back is a change of its own.

Names, pins and what is no topic have a change that says the opposite. Where topics were joined or cut in two,
a new epoch has the topics as they were in the epoch before, as long as nothing else has moved since.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.errors import EditError, NotFoundError
from coachkit.models import TopicEdit
from coachkit.pipeline.changes.topics import TopicChange, TopicEditor
from coachkit.pipeline.steps.topics import epoch_before, epoch_now
from coachkit.store.library import Library
from coachkit.topics.learning import Draft
from coachkit.topics.people import given_names, standing_edits
from coachkit.topics.reshaping import as_before

_OPPOSITES = (("rename",), ("pin", "unpin"), ("never", "back"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was taken back, and what came of it."""

    edit: TopicEdit
    change: TopicChange


def undo_change(editor: TopicEditor, number: int | None = None) -> Undone:
    """Take back what people changed last, or the change with this number.

    Raises:
        NotFoundError: There is nothing to take back.
        EditError: It was taken back already, or was changed again since.
    """
    edits = _edits(editor.library)
    edit = _last(edits) if number is None and edits else next((e for e in edits if e.n == number), None)
    if edit is None:
        raise NotFoundError("there is no change of topics to take back")
    if edit not in standing_edits(edits):
        raise EditError("it was taken back already")
    return Undone(edit=edit, change=_undone(editor, edit, edits))


def _undone(editor: TopicEditor, edit: TopicEdit, edits: Sequence[TopicEdit]) -> TopicChange:
    if edit.kind in ("merge", "split"):
        return editor.restore(edit, _drafts_before(editor.library, edit))
    group = next(kinds for kinds in _OPPOSITES if edit.kind in kinds)
    if any(one.n > edit.n and one.topic_id == edit.topic_id and one.kind in group for one in edits):
        raise EditError("this topic was changed again since; change it by hand")
    if edit.kind == "rename":
        name = given_names([one for one in edits if one.n < edit.n]).get(edit.topic_id)
        return editor.rename(edit.topic_id, name) if name else editor.unname(edit.topic_id)
    if edit.kind in ("pin", "unpin"):
        return editor.pin(edit.topic_id, is_pinned=edit.kind == "unpin")
    return editor.bring_back(edit.topic_id) if edit.kind == "never" else editor.never(edit.topic_id)


def _drafts_before(library: Library, edit: TopicEdit) -> list[Draft]:
    """Return the topics of the epoch before a join or a cut, if that is what made the newest epoch."""
    now, before = epoch_now(library), epoch_before(library)
    drafts = as_before(now, before, {edit.topic_id, edit.value or ""}) if now and before else None
    there = {topic.id for topic in (now.topics if now else ())}
    was_there = {topic.id for topic in (before.topics if before else ())}
    gone, come = was_there - there, there - was_there
    is_it = (gone, come) == (({edit.topic_id}, set()) if edit.kind == "merge" else (set(), {edit.value}))
    if drafts is None or not is_it:
        by_hand = "cut the topic in two" if edit.kind == "merge" else "join the two topics"
        raise EditError(f"topics have moved since, so this cannot be taken back any more; {by_hand}")
    return drafts


def _edits(library: Library) -> list[TopicEdit]:
    return sorted(library.rows(TopicEdit), key=lambda edit: edit.n)


def _last(edits: Sequence[TopicEdit]) -> TopicEdit:
    """Return the last change; a cut with a name for the new topic is one change, kept as two of one time."""
    last = edits[-1]
    cut = edits[-2] if len(edits) > 1 else last
    is_named = last.kind == "rename" and cut.kind == "split" and cut.value == last.topic_id
    is_one = (cut.author, cut.made_at) == (last.author, last.made_at)
    return cut if is_named and is_one else last
