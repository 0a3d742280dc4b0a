"""`coachkit customers show`: what a customer's calls say of the relationship, and what to do next."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import print_heading, print_json, print_line, print_marked
from coachkit.counts import format_count
from coachkit.export.clock import format_clock
from coachkit.store.library import Library

if TYPE_CHECKING:
    from coachkit.pipeline.people.relationship import Signal

_TITLES = {
    "appreciate": "Appreciate: they like what they have",
    "engage": "Engage: they make more of it",
    "trust": "Trust: they count on you",
}
MOST_SHOWN = 2
"""Pieces of evidence shown for a sign; --json has all of them."""


@click.command("show")
@click.argument("customer")
@db_option
@json_option
@click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
def show(customer: str, db: Path, as_json: bool, config: Path | None) -> None:
    """Show signs of the relationship with CUSTOMER in three tiers, with evidence, gaps and a next step.

    Example: coachkit customers show "Marta Lindqvist"
    """
    from coachkit.pipeline.people.relationship import TIERS, relationship_with

    with Library.open(db) as library:
        found = relationship_with(library, settings_of(library, config), customer)
    if as_json:
        print_json(found)
        return
    print_line(f"{found.customer}, {format_count(found.calls, 'call')}", style="bold")
    for tier in TIERS:
        print_heading(_TITLES[tier])
        if tier in found.gaps:
            print_line(
                f"no sign of this yet ({', '.join(one.name for one in found.signals if one.tier == tier)})",
                indent=2,
            )
            continue
        for signal in found.signals:
            if signal.tier == tier:
                _print_signal(signal)
    if found.next_step:
        print_heading("Next step")
        print_line(f"No sign of “{found.missing}” yet. {found.next_step}", indent=2)


def _print_signal(signal: "Signal") -> None:
    if not signal.evidence:
        print_line(f"{signal.name}: not yet", indent=2, style="dim")
        return
    print_line(f"{signal.name}: {format_count(len(signal.evidence), 'time')}", indent=2)
    for hit in signal.evidence[:MOST_SHOWN]:
        lead = f"{hit.call_id} {format_clock(hit.start):>7}  "
        spans = [] if hit.method == "meaning" else [(hit.start_char, hit.end_char)]
        print_marked(hit.quote, spans, lead=lead, indent=4)
