"""`coachkit ratings agreement`: how far people agree with each other, and scores and outcomes with them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.call_filter import filter_options
from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option, json_option
from coachkit.cli.place import place_of
from coachkit.cli.screen import Column, print_heading, print_json, print_line, print_table
from coachkit.counts import format_count
from coachkit.export.clock import format_clock
from coachkit.searching.results import CallFacts
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter
from coachkit.store.reading.call_facts import CallHead, call_heads
from coachkit.store.reading.opinions import calls_that_pass

if TYPE_CHECKING:
    from coachkit.pipeline.agreeing import AgreementReport, Comparison, Disagreement
    from coachkit.statistics.agreement import Agreement

MOST_SHOWN = 20
AS_LONG = 30.0
"""Seconds that the link to a whole call plays."""
_COLUMNS = (
    Column(name="one"),
    Column(name="other"),
    Column(name="both judged", align="right"),
    Column(name="agree", align="right"),
    Column(name="kappa", align="right"),
    Column(name="note", grows=True),
)
_DIFFERING = (
    Column(name="call"),
    Column(name="part"),
    Column(name="one"),
    Column(name="other"),
    Column(name="why", grows=True),
    Column(name="hear", grows=True),
)


@click.command("agreement")
@db_option
@json_option
@click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
@filter_options
def agreement(db: Path, as_json: bool, config: Path | None, filters: CallFilter) -> None:
    """Show how far people agree with each other, and with outcomes and scores, and where they do not.

    Example: coachkit ratings agreement --since "last month"
    """
    with Library.open(db) as library:
        settings = settings_of(library, config)

        from coachkit.pipeline.agreeing import agreement_report

        report = agreement_report(library, settings, calls_that_pass(library, filters))
        if as_json:
            print_json(report)
        else:
            _print(library, report)


def _print(library: Library, report: "AgreementReport") -> None:
    rated = format_count(report.rated_calls, "call")
    if report.rated_parts:
        parts = report.rated_parts
        rated += " and 1 part of a call" if parts == 1 else f" and {parts:,} parts of calls"
    print_line(f"People have rated {rated}.", style="bold")
    _print_pairs("Between people", report.raters, "No two people have rated the same call.")
    _print_pairs("People, outcomes and scores", report.judges, "Nothing can be compared yet.")
    if report.raters or report.judges:
        print_line(
            "In brackets: where the true figure lies with 95 %. kappa: 1 is full agreement, 0 no more than "
            "by chance.",
            indent=2,
        )
    _print_differing(library, report.disagreements)


def _print_pairs(heading: str, pairs: "Sequence[Comparison]", empty: str) -> None:
    print_heading(heading)
    if pairs:
        print_table(_COLUMNS, map(_pair, pairs), empty=empty)
    else:
        print_line(empty, indent=2)


def _pair(pair: "Comparison") -> tuple[object, ...]:
    found = pair.agreement
    return pair.first, pair.second, found.n, _share(found), _kappa(found), _note(found)


def _share(found: "Agreement") -> str | None:
    if found.share is None or found.share_low is None or found.share_high is None:
        return None
    return f"{100 * found.share:.0f} % ({100 * found.share_low:.0f} to {100 * found.share_high:.0f})"


def _kappa(found: "Agreement") -> str | None:
    if found.kappa is None or found.kappa_low is None or found.kappa_high is None:
        return None
    if not found.is_enough:  # its interval holds for more pairs only
        return f"{found.kappa:.2f}"
    return f"{found.kappa:.2f} ({found.kappa_low:.2f} to {found.kappa_high:.2f})"


def _note(found: "Agreement") -> str:
    if not found.is_enough:
        return "fewer than 10: too few to say anything"
    return "both say one word only, so kappa is not defined" if found.kappa is None else ""


def _print_differing(library: Library, found: "Sequence[Disagreement]") -> None:
    if not found:
        return
    print_heading(f"Where they differ ({len(found)})")
    shown = found[:MOST_SHOWN]
    calls = call_heads(library, (one.call_id for one in shown))
    rows = []
    for one in shown:
        start, end = one.start or 0.0, one.end or AS_LONG
        part = "whole call" if one.start is None else f"{format_clock(start)}-{format_clock(end)}"
        place = place_of(library, _facts(calls[one.call_id]), start, end)
        says = f"{one.first}: {one.first_says}", f"{one.second}: {one.second_says}"
        rows.append((one.call_id, part, *says, one.why, place.link))
    print_table(_DIFFERING, rows, empty="")
    if len(found) > MOST_SHOWN:
        print_line(f"… and {len(found) - MOST_SHOWN} more (--json has all)", indent=2)


def _facts(call: CallHead) -> CallFacts:
    return CallFacts(
        id=call.id,
        path=call.path,
        medium=call.medium,
        started_at=call.started_at,
        customer=call.customer,
        agents=call.agents,
    )
