"""`coachkit report`: a team and a period at a glance, on the terminal, as JSON and as a page."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.call_filter import filter_options
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import harmless, print_json

if TYPE_CHECKING:
    from coachkit.reporting.results import Report
    from coachkit.store.library import Library
    from coachkit.store.reading import CallFilter


@click.command()
@db_option
@json_option
@filter_options
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it as one page with pictures, which opens in any browser without a network.",
)
def report(db: Path, as_json: bool, filters: "CallFilter", html: Path | None) -> None:
    """Say what went well and badly for a team and a period, and which calls to hear first.

    Without --since it is about the four weeks up to the newest call. It is compared with as many days before,
    and, where only some calls are asked for, with all others of the same days.

    Example: coachkit report --team Support --since 2026-11-01 --html monday.html
    """
    from coachkit.cli.report_page import print_report, with_links
    from coachkit.reporting.report import report as put_together
    from coachkit.store.library import Library

    with Library.open(db) as library:
        found = put_together(library, filters)
        if html:
            _write_page(library, found, html)
        if as_json:
            print_json(with_links(library, found))
        elif not html:
            print_report(library, found)


def _write_page(library: "Library", found: "Report", path: Path) -> None:
    from coachkit.cli.place import place_of
    from coachkit.reporting.page import format_page, spots_in
    from coachkit.whole_files import write_whole

    places = {}
    for spot in spots_in(found):
        place = place_of(library, spot.call, spot.start, spot.end)
        places[spot] = (place.link, place.shown)
    write_whole(path, format_page(found, places).encode("utf-8"))
    click.echo(harmless(f"Written: {path}"), err=True)
