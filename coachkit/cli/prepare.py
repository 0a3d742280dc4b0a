"""`coachkit prepare`: one page for a talk with an agent, on the terminal, as JSON and to print."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, harmless, print_json, print_table

if TYPE_CHECKING:
    from datetime import date

    from coachkit.models import TalkPrepared
    from coachkit.preparing.results import TalkPage
    from coachkit.store.library import Library

_COLUMNS = (
    Column(name="page", align="right"),
    Column(name="agent"),
    Column(name="days"),
    Column(name="calls", align="right"),
    Column(name="focus", grows=True),
    Column(name="by", spare=True),
    Column(name="prepared"),
)


@click.command()
@click.argument("agent", required=False)
@db_option
@json_option
@click.option("--since", metavar="DAY", help="From this day on: 2026-11-16, or 'last week'.")
@click.option("--until", metavar="DAY", help="To this day, which counts.")
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it as one page with the sound inside, which prints on two sheets.",
)
@click.option(
    "--sample", type=click.IntRange(0, 10), default=2, show_default=True, help="Calls picked by chance."
)
@click.option("--no-keep", is_flag=True, help="Do not keep what the page says for the next one.")
@click.option("--list", "is_list", is_flag=True, help="List the pages that were prepared.")
def prepare(agent: str | None, is_list: bool, no_keep: bool, **options: object) -> None:
    """Prepare a talk with AGENT: two strengths, one focus, what to hear together, and what has changed.

    Without --since it is about the days since the last page, or about the last four weeks with calls.

    Example: coachkit prepare jana --html jana.html
    """
    from coachkit.store.library import Library

    db, as_json = options["db"], bool(options["as_json"])
    if agent is None and not is_list:
        raise click.UsageError("Say whose talk is prepared, such as: coachkit prepare jana")
    with Library.open(db) as library:  # type: ignore[arg-type]  # the option's type is Path
        if is_list:
            _list(library, agent, as_json=as_json)
        else:
            _prepare(library, agent or "", options, is_kept=not no_keep)


def _prepare(library: "Library", agent: str, options: dict[str, object], *, is_kept: bool) -> None:
    from coachkit.cli.author import author
    from coachkit.cli.prepare_page import print_talk
    from coachkit.cli.report_page import with_links
    from coachkit.preparing.keeping import keep_talk
    from coachkit.preparing.prepare import Asked
    from coachkit.preparing.prepare import prepare as put_together

    since, until = (_day(name, options[name]) for name in ("since", "until"))
    if since and until and since > until:
        raise click.UsageError(f"--since: {since} is after --until: {until}; give the earlier day first.")
    asked = Asked(agent=agent, since=since, until=until, sample=int(str(options["sample"])), author=author())
    page = put_together(library, asked)
    path = options["html"]
    if isinstance(path, Path):
        _write(library, page, path)
    if options["as_json"]:
        print_json(with_links(library, page))
    elif path is None:
        print_talk(library, page)
    if is_kept:
        _tell_kept(keep_talk(library, page))


def _write(library: "Library", page: "TalkPage", path: Path) -> None:
    from coachkit.backends.clip_audio import cut_clips
    from coachkit.preparing.page import format_talk
    from coachkit.whole_files import write_whole

    write_whole(path, format_talk(library, page, cut=cut_clips).encode("utf-8"))
    click.echo(harmless(f"Written: {path}"), err=True)


def _tell_kept(talk: "TalkPrepared | None") -> None:
    if talk is not None:
        click.echo(f"Kept as page {talk.n}; the next one says what has changed since.", err=True)


def _list(library: "Library", agent: str | None, *, as_json: bool) -> None:
    from coachkit.store.reading.people import agent_named
    from coachkit.store.reading.preparing import talks_prepared

    found = talks_prepared(library, agent_named(library, agent) if agent else None)
    if as_json:
        print_json(found)
    else:
        print_table(_COLUMNS, map(_row, found), empty="No talk has been prepared yet.")


def _row(talk: "TalkPrepared") -> tuple[object, ...]:
    from coachkit.export.clock import format_day
    from coachkit.trends.wording import day_span

    days = day_span(talk.since, talk.until) if talk.since and talk.until else "all"
    return talk.n, talk.agent, days, talk.calls, talk.focus, talk.author, format_day(talk.made_at)


def _day(name: str, said: object) -> "date | None":
    from coachkit.cli.call_filter import day_said

    return day_said(name, said) if isinstance(said, str) else None
