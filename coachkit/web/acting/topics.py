"""Changing topics: what they are called, what belongs together, and what is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from coachkit.counts import format_count
from coachkit.pipeline.changes.topics import TopicEditor
from coachkit.pipeline.changes.topics_undone import undo_change
from coachkit.store.reading.topic_titles import topic_titles
from coachkit.store.reading.topics import topic_named
from coachkit.web.acting.desk import Action, Desk, Done, refuse_changed, version_of

if TYPE_CHECKING:
    from coachkit.pipeline.changes.topics import TopicChange

Change = Callable[[TopicEditor], "TopicChange"]


def topic_version(title: str) -> str:
    """Return the version of what a topic is called."""
    return version_of(title)


def rename_topic(topic: str, name: str, *, version: str = "") -> Action:
    """Return the action that gives a topic a name."""

    def act(desk: Desk) -> Done:
        topic_id = topic_named(desk.library, topic)
        was = topic_titles(desk.library)[topic_id]
        refuse_changed(
            "What this topic is called", version=version, now=topic_version(was), theirs=was, yours=name
        )
        if " ".join(name.split()) == was:
            return Done(said=f"It is called “{was}” already.")
        return _done(
            desk,
            lambda editor: editor.rename(topic_id, name),
            lambda _: f"“{was}” is called “{' '.join(name.split())}” now.",
        )

    return act


def merge_topics(topic: str, into: str) -> Action:
    """Return the action that makes one topic of two; the second keeps its name."""

    def act(desk: Desk) -> Done:
        one, other = topic_named(desk.library, topic), topic_named(desk.library, into)
        titles = topic_titles(desk.library)
        return _done(
            desk,
            lambda editor: editor.merge(one, other),
            lambda _: f"“{titles[one]}” is part of “{titles[other]}” now.",
            there=_page(other),
            there_again=_page(one),
        )

    return act


def split_topic(topic: str, name: str) -> Action:
    """Return the action that cuts a topic in two; the part that is cut off may be given a name."""

    def act(desk: Desk) -> Done:
        topic_id = topic_named(desk.library, topic)
        was = topic_titles(desk.library)[topic_id]
        return _done(
            desk,
            lambda editor: editor.split(topic_id, title=name.strip() or None),
            lambda change: f"“{_title(change, change.new_id)}” is cut off from “{was}”.",
            there_again=_page(topic_id),
        )

    return act


def pin_topic(topic: str, *, is_pinned: bool) -> Action:
    """Return the action that makes a topic stay as it is, or lets it change again."""

    def act(desk: Desk) -> Done:
        topic_id = topic_named(desk.library, topic)
        title = topic_titles(desk.library)[topic_id]
        told = "stays as it is when topics are found anew" if is_pinned else "may change again"
        return _done(
            desk, lambda editor: editor.pin(topic_id, is_pinned=is_pinned), lambda _: f"“{title}” {told}."
        )

    return act


def no_topic(topic: str) -> Action:
    """Return the action that says of a topic that it is none."""

    def act(desk: Desk) -> Done:
        topic_id = topic_named(desk.library, topic)
        title = topic_titles(desk.library)[topic_id]
        return _done(
            desk,
            lambda editor: editor.never(topic_id),
            lambda _: f"“{title}” is no topic any more.",
            there="/topics",
            there_again=_page(topic_id),
        )

    return act


def topic_again(topic: str) -> Action:
    """Return the action that makes a topic of what was said to be none."""

    def act(desk: Desk) -> Done:
        return _done(
            desk,
            lambda editor: editor.bring_back(topic),
            lambda change: f"“{_title(change, change.topic_id)}” is a topic again.",
            there_again="/topics",
        )

    return act


def _done(
    desk: Desk,
    change: Change,
    told: Callable[[TopicChange], str],
    *,
    there: str | None = None,
    there_again: str | None = None,
) -> Done:
    """Change topics; `there` is the page to go on with, `there_again` the one after it was taken back."""
    changed = change(_editor(desk))
    return Done(
        said=told(changed),
        changed=_moved(changed),
        undo=_take_back(changed.edit, there=there_again),
        there=there,
    )


def _take_back(number: int | None, *, there: str | None) -> Action:
    def act(desk: Desk) -> Done:
        undone = undo_change(_editor(desk), number)
        return Done(
            said=f"{_TAKEN[undone.edit.kind]} taken back.", changed=_moved(undone.change), there=there
        )

    return act


_TAKEN: dict[Literal["rename", "merge", "split", "pin", "unpin", "never", "back", "undo"], str] = {
    "rename": "The name is",
    "merge": "Joining the topics is",
    "split": "Cutting the topic in two is",
    "pin": "Keeping the topic as it is, is",
    "unpin": "Letting the topic change is",
    "never": "That it is no topic is",
    "back": "That it is a topic again is",
    "undo": "It is",
}


def _editor(desk: Desk) -> TopicEditor:
    return TopicEditor(library=desk.library, settings=desk.settings, author=desk.author, tools=desk.tools)


def _moved(change: TopicChange) -> tuple[str, ...]:
    """Tell which topics have more calls or fewer, the changed ones first."""
    before = {topic.id: topic for topic in change.before}
    told = []
    own = (change.new_id, change.topic_id)
    for topic in sorted(change.after, key=lambda one: (one.id not in own, -one.calls)):
        was = before.get(topic.id)
        if was is None:
            told.append(f"“{topic.title}” has {format_count(topic.calls, 'call')}.")
        elif was.calls != topic.calls:
            told.append(f"“{topic.title}” has {format_count(topic.calls, 'call')}, {was.calls} before.")
    return tuple(told)


def _title(change: TopicChange, topic_id: str | None) -> str:
    return next((topic.title for topic in change.after if topic.id == topic_id), "A topic")


def _page(topic_id: str) -> str:
    return f"/topics/{quote(topic_id)}"
