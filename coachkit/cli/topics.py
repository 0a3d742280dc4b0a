"""`coachkit topics`: what calls are about."""

from pathlib import Path

import click

from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, format_count, print_heading, print_json, print_line, print_table
from coachkit.cli.topic_experts import experts
from coachkit.cli.topic_priorities import priorities
from coachkit.export.clock import format_clock
from coachkit.store.library import Library
from coachkit.store.reading import PassageHit, TopicSummary, list_topics, show_topic

_COLUMNS = (
    Column(name="id"),
    Column(name="topic", grows=True),
    Column(name="calls", align="right"),
    Column(name="good", align="right"),
    Column(name="bad", align="right"),
    Column(name="phrases", grows=True),
)


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
    if as_json:
        print_json(found)
    else:
        print_table(_COLUMNS, map(_row, found), empty="There are no topics yet; they need more calls.")


@topics.command("show")
@click.argument("topic")
@db_option
@json_option
@click.option("--limit", type=click.IntRange(min=1), default=5, show_default=True, help="Passages to show.")
def show(topic: str, db: Path, as_json: bool, limit: int) -> None:
    """Show a TOPIC, named by its id or title, with its most typical passages.

    Example: coachkit topics show invoices
    """
    with Library.open(db) as library:
        page = show_topic(library, topic)
    if as_json:
        print_json(page)
        return
    summary = page.summary
    print_line(summary.title, style="bold")
    print_line(
        f"{format_count(summary.calls, 'call')} ({summary.good} good, {summary.bad} bad), id {summary.id}"
    )
    print_line(f"Key phrases: {', '.join(summary.phrases)}")
    for passage in page.passages[:limit]:
        _print_passage(passage)


topics.add_command(priorities)
topics.add_command(experts)


def _print_passage(passage: PassageHit) -> None:
    agents = ", ".join(passage.agents)
    facts = (passage.call_id, f"{format_clock(passage.start)} to {format_clock(passage.end)}", agents)
    print_heading(" · ".join(fact for fact in facts if fact))
    print_line(passage.text, indent=2)


def _row(topic: TopicSummary) -> tuple[object, ...]:
    return topic.id, topic.title, topic.calls, topic.good, topic.bad, topic.phrases
