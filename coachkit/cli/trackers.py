"""`coachkit trackers`: what is looked for in every call, what was found, and whether that is right."""

from pathlib import Path

import click

from coachkit.cli.lazy import NounGroup
from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_heading, print_json, print_line, print_marked, print_table
from coachkit.cli.tracker_add import add
from coachkit.cli.tracker_rescan import rescan
from coachkit.cli.tracker_test import test
from coachkit.cli.tracker_verdicts import accept, reject
from coachkit.cli.trackers_suggest import suggest
from coachkit.counts import format_count
from coachkit.errors import SettingsError
from coachkit.export.clock import format_clock
from coachkit.near import pick
from coachkit.store.library import Library
from coachkit.store.reading import (
    FoundHit,
    TrackerCount,
    choose_calls,
    count_trackers,
    list_hits,
    trackers_with_hits,
)
from coachkit.tracking.packs import PackedTracker, trackers_on

_COLUMNS = (
    Column(name="tracker"),
    Column(name="from"),
    Column(name="looks for", spare=True),
    Column(name="said by"),
    Column(name="tier", spare=True),
    Column(name="hits", align="right"),
    Column(name="calls", align="right"),
    Column(name="good", align="right"),
    Column(name="bad", align="right"),
)


@click.group(cls=NounGroup)
def trackers() -> None:
    """List what is looked for in every call, or show what one tracker found.

    Example: coachkit trackers show "churn risk"
    """


@trackers.command("list")
@db_option
@json_option
@click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
def list_(db: Path, as_json: bool, config: Path | None) -> None:
    """List all trackers that are on, with how often and in how many calls each is found.

    Example: coachkit trackers list --json
    """
    with Library.open(db) as library:
        on = trackers_on(settings_of(library, config))
        counts = {one.tracker: one for one in count_trackers(library)}
    if as_json:
        print_json([_described(one, counts.get(one.name)) for one in on])
        return
    ordered = sorted(on, key=lambda one: (-(counts[one.name].calls if one.name in counts else 0), one.name))
    print_table(_COLUMNS, (_row(one, counts.get(one.name)) for one in ordered), empty="No tracker is on.")


@trackers.command("show")
@click.argument("name")
@db_option
@json_option
@click.option("--where", metavar="QUERY", help="Only calls that fit, such as: label:bad agent:jana.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many.")
def show(name: str, db: Path, as_json: bool, where: str | None, limit: int) -> None:
    """Show what the tracker NAME found: the line, how it was found, and how surely.

    Example: coachkit trackers show "churn risk" --where "label:bad"
    """
    with Library.open(db) as library:
        known = [*trackers_with_hits(library), *_names_on(library)]
        tracker = pick(name, [(one, one) for one in dict.fromkeys(known)], what="tracker")
        calls = frozenset(one.id for one in choose_calls(library, (), where)) if where is not None else None
        hits = list_hits(library, tracker, call_ids=calls)
    if as_json:
        print_json(hits)
        return
    found = format_count(len({hit.call_id for hit in hits}), "call")
    print_line(f"{tracker}: {format_count(len(hits), 'hit')} in {found}", style="bold")
    for hit in hits[:limit]:
        print_hit(hit)
    if len(hits) > limit:
        print_line(f"… and {len(hits) - limit} more; see them with --limit {len(hits)}")


for command in (add, test, rescan, accept, reject, suggest):
    trackers.add_command(command)


def print_hit(hit: FoundHit) -> None:
    """Print a hit: where it is, the line with what matched, how it was found and what people said of it."""
    notes = [hit.origin]
    notes += [hit.modality] if hit.modality != "plain" else []
    notes += [] if hit.accepted is None else ["accepted" if hit.accepted else "rejected"]
    where = (hit.call_id, format_clock(hit.start), Path(hit.path).name, hit.label or "")
    print_heading(" · ".join(fact for fact in where if fact))
    spans = [] if hit.method == "meaning" else [(hit.start_char, hit.end_char)]
    print_marked(hit.quote, spans, lead=f"{hit.speaker}: ", indent=2)
    print_line(f"({'; '.join(notes)})", indent=2, style="dim")


def _names_on(library: Library) -> list[str]:
    try:
        return [one.name for one in trackers_on(settings_of(library, None))]
    except SettingsError:  # what was found is shown even where the settings are gone
        return []


def _row(tracker: PackedTracker, count: TrackerCount | None) -> tuple[object, ...]:
    settings = tracker.settings
    figures = (count.hits, count.calls, count.good, count.bad) if count else (0, 0, 0, 0)
    return (
        tracker.name,
        tracker.pack or "settings",
        _looks_for(tracker),
        settings.said_by,
        settings.tier,
        *figures,
    )


def _looks_for(tracker: PackedTracker) -> str:
    settings = tracker.settings
    by_words = bool(settings.phrases or settings.lemma or settings.aliases)
    return " and ".join([*(["words"] if by_words else []), *(["meaning"] if settings.examples else [])])


def _described(tracker: PackedTracker, count: TrackerCount | None) -> dict[str, object]:
    return {
        "tracker": tracker.name,
        "pack": tracker.pack,
        "looks_for": _looks_for(tracker),
        "said_by": tracker.settings.said_by,
        "tier": tracker.settings.tier,
        "hits": count.hits if count else 0,
        "calls": count.calls if count else 0,
        "good": count.good if count else 0,
        "bad": count.bad if count else 0,
    }
