"""`coachkit topics`: what calls are about."""

from pathlib import Path

import click

from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_heading, print_json, print_line, print_table
from coachkit.cli.topic_changes import changes, merge, never, pin, refit, rename, split, undo
from coachkit.cli.topic_experts import experts
from coachkit.cli.topic_priorities import priorities
from coachkit.counts import format_count
from coachkit.export.clock import format_clock
from coachkit.store.library import Library
from coachkit.store.reading import (
    PassageHit,
    TopicSummary,
    list_away,
    list_topics,
    list_unsorted,
    show_topic,
    unsorted_passages,
)

_COLUMNS = (
    Column(name="id"),
    Column(name="topic", grows=True),
    Column(name="calls", align="right"),
    Column(name="share", align="right"),
    Column(name="good", align="right"),
    Column(name="bad", align="right"),
    Column(name="phrases", grows=True),
)
_NONE_YET = "There are no topics yet; a build finds them in calls with words in them."
_NONE_LEFT = "No topic is left."


@click.group(cls=NounGroup)
def topics() -> None:
    """List what calls are about, or show one topic.

    Example: coachkit topics
    """


@topics.command("list")
@db_option
@json_option
def list_(db: Path, as_json: bool) -> None:
    """List topics, those with most calls first.

    Example: coachkit topics list --json
    """
    with Library.open(db) as library:
        found = list_topics(library)
        away = list_away(library)
        waiting, passages = unsorted_passages(library)
    if as_json:
        print_json(found)
        return
    print_table(_COLUMNS, map(_row, found), empty=_NONE_LEFT if away else _NONE_YET)
    if waiting:
        print_line(
            f"{format_count(waiting, 'passage')} of {passages} near no topic; "
            "see them with: coachkit topics unsorted"
        )
    if away:
        titles = ", ".join(f"{one.title} ({one.id})" for one in away)
        print_line(f"Taken away: {titles}; bring one back with: coachkit topics never {away[0].id} --undo")


@topics.command("show")
@click.argument("topic")
@db_option
@json_option
@click.option("--limit", type=click.IntRange(min=1), default=3, show_default=True, help="Examples to show.")
def show(topic: str, db: Path, as_json: bool, limit: int) -> None:
    """Show a TOPIC, named by its id or title, with its most typical passages, one a call.

    Example: coachkit topics show invoices
    """
    with Library.open(db) as library:
        page = show_topic(library, topic)
    if as_json:
        print_json(page)
        return
    _print_summary(page.summary)
    for passage in page.examples(limit):
        _print_passage(passage)


@topics.command("unsorted")
@db_option
@json_option
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Passages to show.")
def unsorted(db: Path, as_json: bool, limit: int) -> None:
    """Show what is near no topic: it waits until there is more of its kind, and topics are found anew.

    Example: coachkit topics unsorted --limit 20
    """
    with Library.open(db) as library:
        found = list_unsorted(library)
    if as_json:
        print_json(found)
        return
    print_line(f"{format_count(len(found), 'passage')} near no topic.")
    for passage in found[:limit]:
        _print_passage(passage)


for _command in (rename, merge, split, pin, never, undo, refit, changes, priorities, experts):
    topics.add_command(_command)


def _print_summary(topic: TopicSummary) -> None:
    print_line(topic.title, style="bold")
    calls = format_count(topic.calls, "call")
    print_line(f"{calls}, {topic.share:.0%} of those about anything ({topic.good} good, {topic.bad} bad)")
    pinned = ", pinned" if topic.is_pinned else ""
    print_line(f"{format_count(topic.passages, 'passage')}, id {topic.id}{pinned}")
    if topic.agents:
        print_line(f"Agents: {topic.agents}")
    if topic.cohesion is not None:
        print_line(f"Alike: {topic.cohesion:.2f} of 1")
    if topic.phrases:
        print_line(f"Key phrases: {', '.join(topic.phrases)}")


def _print_passage(passage: PassageHit) -> None:
    agents = ", ".join(passage.agents)
    facts = (passage.call_id, f"{format_clock(passage.start)} to {format_clock(passage.end)}", agents)
    print_heading(" · ".join(fact for fact in facts if fact))
    print_line(passage.text, indent=2)


def _row(topic: TopicSummary) -> tuple[object, ...]:
    return topic.id, topic.title, topic.calls, f"{topic.share:.0%}", topic.good, topic.bad, topic.phrases
