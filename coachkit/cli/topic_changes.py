"""`coachkit topics rename`, `merge`, `split`, `pin`, `never`, `undo`, `refit`, `changes`: changing topics."""

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import print_json, print_line
from coachkit.counts import format_count
from coachkit.store.library import Library

if TYPE_CHECKING:
    from coachkit.pipeline.changes.topics import TopicChange, TopicEditor
    from coachkit.store.reading.topics import TopicMoveLine, TopicSummary

_config_option = click.option(
    "--config", type=click.Path(path_type=Path), help="Settings; else those of the build."
)


def _changing(change: Callable[..., "TopicChange"]) -> Callable[..., None]:
    """Make a command of what changes topics: it opens the library, and tells what came of it.

    `change` is given a `TopicEditor` and the command's own arguments.
    """

    @db_option
    @json_option
    @_config_option
    @click.pass_context
    @wraps(change)
    def run(
        ctx: click.Context,
        /,
        db: Path,
        as_json: bool,
        config: Path | None,
        **given: object,
    ) -> None:
        from coachkit.cli.author import author
        from coachkit.pipeline.changes.topics import TopicEditor

        with Library.open(db) as library:
            settings = settings_of(library, config)
            editor = TopicEditor(library=library, settings=settings, author=author(), tools=ctx.obj)
            changed = change(editor, **given)
        if as_json:
            print_json(changed)
        else:
            print_change(changed)

    return run


@click.command("rename")
@click.argument("topic")
@click.argument("name")
@_changing
def rename(editor: "TopicEditor", topic: str, name: str) -> "TopicChange":
    """Give TOPIC the name NAME, which it keeps from then on.

    Example: coachkit topics rename t3 "Card declined"
    """
    return editor.rename(topic, name)


@click.command("merge")
@click.argument("topic")
@click.argument("into")
@_changing
def merge(editor: "TopicEditor", topic: str, into: str) -> "TopicChange":
    """Make one of two topics: the passages of TOPIC go to INTO, which keeps its name.

    Example: coachkit topics merge t5 t3
    """
    return editor.merge(topic, into)


@click.command("split")
@click.argument("topic")
@click.option("--name", help="What the part that is cut off is called.")
@_changing
def split(editor: "TopicEditor", topic: str, name: str | None) -> "TopicChange":
    """Cut TOPIC in two, where its passages differ most. The bigger part keeps the name.

    Example: coachkit topics split t3 --name "Refund is late"
    """
    return editor.split(topic, title=name)


@click.command("pin")
@click.argument("topic")
@click.option("--undo", is_flag=True, help="Let it change again.")
@_changing
def pin(editor: "TopicEditor", topic: str, undo: bool) -> "TopicChange":
    """Make TOPIC stay as it is whenever topics are found anew.

    Example: coachkit topics pin t3
    """
    return editor.pin(topic, is_pinned=not undo)


@click.command("never")
@click.argument("topic")
@click.option("--undo", is_flag=True, help="Make it a topic again.")
@_changing
def never(editor: "TopicEditor", topic: str, undo: bool) -> "TopicChange":
    """Say that TOPIC is none, such as talk about the weather: calls are not filed under it any more.

    Example: coachkit topics never t9
    """
    return editor.bring_back(topic) if undo else editor.never(topic)


@click.command("undo")
@_changing
def undo(editor: "TopicEditor") -> "TopicChange":
    """Take back what was changed last about topics, by you or somebody else.

    Example: coachkit topics undo
    """
    from coachkit.pipeline.changes.topics_undone import undo_change

    undone = undo_change(editor)
    click.echo(f"Taken back: {undone.edit.kind} of {undone.edit.topic_id} ({undone.edit.author})", err=True)
    return undone.change


@click.command("refit")
@db_option
@json_option
@_config_option
@click.pass_context
def refit(ctx: click.Context, db: Path, as_json: bool, config: Path | None) -> None:
    """Find topics anew in all calls. Topics keep their names and ids, and what people changed stays.

    New calls join the topics there are; this is for when the calls themselves have changed.

    Example: coachkit topics refit
    """
    from coachkit.pipeline.changes.topics import refit_topics

    with Library.open(db) as library:
        settings = settings_of(library, config)
        change = refit_topics(library, settings, tools=ctx.obj)
        moves = moved_last(library)
    if as_json:
        print_json(change)
        return
    print_line(f"{format_count(len(change.after), 'topic')} now, {len(change.before)} before.")
    print_moves(moves)


@click.command("changes")
@db_option
@json_option
def changes(db: Path, as_json: bool) -> None:
    """Show what the last refit, or a person's last change, moved: topics that stayed, came and went.

    Example: coachkit topics changes
    """
    with Library.open(db) as library:
        moves = moved_last(library)
        newest = library.current_epoch("topics")
    if as_json:
        print_json(moves)
    elif moves:
        print_moves(moves)
    elif newest is None:
        print_line("There are no topics yet.")
    elif newest.epoch == 1:
        print_line("Topics have been found once so far: nothing has changed.")
    else:
        print_line("Topics were found anew, and there are none of before to compare them with.")


def moved_last(library: Library) -> "list[TopicMoveLine]":
    """Return what the newest epoch changed; nothing of the first one."""
    from coachkit.store.reading import list_moves

    newest = library.current_epoch("topics")
    return [move for move in list_moves(library) if newest and move.epoch == newest.epoch]


def print_moves(moves: "Sequence[TopicMoveLine]") -> None:
    """Print what became of each topic, and how many passages kept theirs."""
    moves = [move for move in moves if not (move.was_away and move.is_away)]
    there = [move for move in moves if not move.was_away]
    before = sum(move.passages_before for move in there)
    stayed = sum(move.passages_before * (move.stayed or 0) for move in there if not move.is_away)
    if before:
        print_line(f"{stayed / before:.0%} of {format_count(before, 'passage')} kept their topic.")
    for move in moves:
        print_line(_told(move), indent=2)


def _told(move: "TopicMoveLine") -> str:
    counts = f"{move.passages_before} → {format_count(move.passages_after, 'passage')}"
    other = f"“{move.other_title}” ({move.other_share or 0:.0%})" if move.other_title else None
    if move.is_away:
        return f"away  {move.title}: {format_count(move.passages_before, 'passage')} count for no topic"
    if move.was_away and move.kind == "kept":
        return f"back  {move.title}: {format_count(move.passages_after, 'passage')}"
    if move.kind == "new":
        origin = f", most of them from {other}" if other else ", which were near no topic"
        return f"new   {move.title}: {format_count(move.passages_after, 'passage')}{origin}"
    if move.kind == "gone":
        return f"gone  {move.title}: {format_count(move.passages_before, 'passage')}" + (
            f", most now in {other}" if other else ""
        )
    stayed = f", {move.stayed:.0%} stayed" if move.stayed is not None else ""
    return f"kept  {move.title}: {counts}{stayed}"


def print_change(change: "TopicChange") -> None:
    """Print the topic that was changed, as it is now, and one that was cut off."""
    before = {topic.id: topic for topic in change.before}
    after = {topic.id: topic for topic in change.after}
    for topic_id in (change.topic_id, change.new_id):
        if topic_id in after:
            _print_topic(before.get(topic_id), after[topic_id])
        elif topic_id in before:
            print_line(
                f"“{before[topic_id].title}” is no topic any more; "
                f"take it back with: coachkit topics never {topic_id} --undo"
            )


def _print_topic(was: "TopicSummary | None", now: "TopicSummary") -> None:
    renamed = f", “{was.title}” before" if was and was.title != now.title else ""
    calls = format_count(now.calls, "call")
    grown = f" ({was.calls} before)" if was and was.calls != now.calls else ""
    pinned = ", pinned" if now.is_pinned else ""
    print_line(f"{now.id} “{now.title}”{renamed}: {calls}{grown}{pinned}")
