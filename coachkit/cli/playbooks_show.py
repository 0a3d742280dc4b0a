"""`coachkit playbooks show`: dos, don'ts and keeps with what they rest on, and places to hear."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from coachkit.cli.options import db_option, json_option
from coachkit.cli.playbooks_quote import page_values, print_quote
from coachkit.cli.screen import print_heading, print_json, print_line
from coachkit.counts import format_count
from coachkit.playbooks.markdown import KINDS, also_words, people_words, playbook_markdown, waits_for
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import call_heads
from coachkit.store.reading.playbooks import (
    LineDetail,
    PlaybookPage,
    PlaybookSummary,
    playbook_history,
    show_playbook,
    stored_book,
)


@click.command("show")
@click.argument("name")
@click.option("--withheld", is_flag=True, help="Also what is not claimed, and what was struck, with why.")
@click.option("--version", "number", type=click.IntRange(min=1), help="As it once stood; see history.")
@click.option(
    "--quotes", type=click.IntRange(min=0), default=1, show_default=True, help="Places to hear of each side."
)
@click.option("--markdown", is_flag=True, help="As Markdown, without quotes.")
@db_option
@json_option
def show(
    name: str,
    withheld: bool,
    number: int | None,
    quotes: int,
    markdown: bool,
    db: Path,
    as_json: bool,
) -> None:
    """Show a playbook, named by its id or by what it is about: lines, what they rest on, places to hear.

    Example: coachkit playbooks show zenlane --withheld
    """
    with Library.open(db) as library:
        if number is not None:
            _print_version(library, name, number, as_json=as_json)
            return
        page = show_playbook(library, name)
        if as_json:
            print_json(page_values(library, page))
        elif markdown:
            book = stored_book(library, page.summary.id)
            click.echo(playbook_markdown(book.playbook, book.lines), nl=False)
        else:
            _print_page(library, page, withheld=withheld, quotes=quotes)


def _print_version(library: Library, name: str, number: int, *, as_json: bool) -> None:
    found = playbook_history(library, name).version(number)
    if as_json:
        print_json(found)
    else:
        click.echo(found.text, nl=False)


def _print_page(library: Library, page: PlaybookPage, *, withheld: bool, quotes: int) -> None:
    summary = page.summary
    print_line(summary.title, style="bold")
    print_line(_told(summary))
    if summary.missing:
        print_line(f"Still missing: {summary.missing}")
    for kind, heading in KINDS.items():
        own = [one for one in page.standing if one.line.kind == kind]
        _print_lines(library, heading, own, quotes=quotes)
    withdrawn = [one for one in page.lines if waits_for(one.line)]
    _print_lines(library, "Withdrawn", withdrawn, quotes=0)
    _print_withheld([one for one in page.lines if one.line.withheld and one not in withdrawn], withheld)
    if page.standing:
        print_line()
        print_line(
            "That these go together does not show that one brings about the other; and no line is about "
            "one person.",
            style="dim",
        )


def _told(summary: PlaybookSummary) -> str:
    cases = format_count(summary.good + summary.bad + summary.unclear, "case")
    return (
        f"{cases} in {format_count(summary.calls, 'call')} of {format_count(summary.agents, 'agent')}: "
        f"{summary.good:,} went well, {summary.bad:,} badly, {summary.unclear:,} unclear. "
        f"{format_count(summary.looked_at, 'behaviour')} compared."
    )


def _print_lines(library: Library, heading: str, lines: Sequence[LineDetail], *, quotes: int) -> None:
    if lines:
        print_heading(heading)
    for one in lines:
        line = one.line
        print_line(f"{line.n + 1:>3}. {line.text}", style="bold")
        people = people_words(line)
        if line.withheld:
            print_line(f"{people}; withdrawn: {line.withheld}", indent=5)
            continue
        print_line(line.why, indent=5)
        for words in filter(None, (also_words(line), people)):
            print_line(words, indent=5, style="dim")
        _print_quotes(library, one, quotes)


def _print_quotes(library: Library, detail: LineDetail, most: int) -> None:
    """Print so many quotes of each side at most; each with the number that `play` knows it by."""
    calls = call_heads(library, (one.call_id for one in detail.quotes))
    shown: Counter[bool] = Counter()
    for number, one in enumerate(detail.quotes, 1):
        shown[one.is_done] += 1
        if shown[one.is_done] <= most:
            line = detail.line
            print_quote(library, f"{line.playbook_id} {line.n + 1} {number}", one, calls[one.call_id])
    if shown.total() > 2 * most and most:
        print_line(f"{shown.total()} places in all: --quotes {max(shown.values())}", indent=5, style="dim")


def _print_withheld(lines: Sequence[LineDetail], is_wanted: bool) -> None:
    if not lines:
        return
    if not is_wanted:
        print_line()
        count = format_count(len(lines), "line")
        print_line(f"Not claimed: {count}; --withheld shows them with the reason.", style="dim")
        return
    print_heading("Not claimed")
    for one in lines:
        print_line(f"{one.line.n + 1:>3}. {one.line.text}", style="dim")
        print_line(f"Why not: {one.line.withheld}.", indent=5, style="dim")
        print_line(one.line.why, indent=5, style="dim")
