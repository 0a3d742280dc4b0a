"""`coachkit search`: find where something was said."""

from pathlib import Path

import click

from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import mark_part, print_json, print_line, print_marked
from coachkit.export.clock import format_clock, format_day
from coachkit.models import Role
from coachkit.store.library import Library
from coachkit.store.search import Line, SearchHit, SearchPage
from coachkit.store.search import search as find


@click.command()
@click.argument("words", nargs=-1, required=True)
@db_option
@json_option
@click.option(
    "--role", type=click.Choice(["agent", "customer", "other", "unknown"]), help="Only what this side says."
)
@click.option("--agent", help="Only calls of this agent (name or alias).")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many.")
@click.option("--context", type=click.IntRange(0, 10), default=1, show_default=True, help="Lines around.")
def search(
    words: tuple[str, ...],
    db: Path,
    as_json: bool,
    role: Role | None,
    agent: str | None,
    limit: int,
    context: int,
) -> None:
    """Find where all WORDS are said, whatever their form, the best place first.

    "Words in quotes" are a phrase, and zen* is what begins so.

    Example: coachkit search refund --role customer
    """
    with Library.open(db) as library:
        page = find(library, _query(words), role=role, agent=agent, limit=limit, context=context)
    if as_json:
        print_json(page)
        return
    for hit in page.hits:
        _print_hit(hit)
    click.echo(_told(page), err=True)


def _query(words: tuple[str, ...]) -> str:
    """Return the arguments as one query; one with spaces was a phrase in the shell's quotes."""
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)


def _print_hit(hit: SearchHit) -> None:
    who = f"{', '.join(hit.agents)} with {hit.customer}" if hit.agents and hit.customer else ""
    day = format_day(hit.started_at) if hit.started_at else ""
    facts = (hit.call_id, who or ", ".join(hit.agents) or hit.customer or "", day, Path(hit.path).name)
    print_line(" · ".join(fact for fact in facts if fact), style="bold")
    for line in hit.before:
        _print_context(line)
    lead = f"{format_clock(hit.start):>7}  {hit.speaker or hit.role}: {mark_part(hit.part)}"
    print_marked(hit.quote, hit.matches, lead=lead)
    for line in hit.after:
        _print_context(line)
    click.echo()


def _print_context(line: Line) -> None:
    lead = f"{format_clock(line.start):>7}  {line.speaker or line.role}: {mark_part(line.part)}"
    print_marked(line.text, (), lead=lead, style="dim")


def _told(page: SearchPage) -> str:
    if page.hits:
        shown = f"{len(page.hits)} of {page.total}" if page.total > len(page.hits) else f"{page.total}"
        return f"{shown} found: {page.searched}."
    missing = [f"“{word.word}”" for word in page.words if not word.turns]
    reason = f" Nobody says {' or '.join(missing)}." if missing and len(page.words) > 1 else ""
    return f"Nothing found: {page.searched}.{reason}"
