"""What a build found, as it is told at its end."""

import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from coachkit.cli.options import DEFAULT_DATABASE
from coachkit.cli.screen import print_heading, print_line
from coachkit.cli.unknown_outcomes import print_unknown_outcomes
from coachkit.counts import format_count
from coachkit.export.clock import format_clock, format_minutes
from coachkit.pipeline import BuildReport
from coachkit.store.reading import (
    MANY_UNHEARD,
    DoubtfulCall,
    FailedWork,
    LibrarySummary,
    NameCount,
    PlaylistStart,
    TopicSummary,
)

MOST_NAMES = 8
MOST_FAILURES = 10
MOST_HARD = 5
MOST_DOUBTS = 5


def print_summary(summary: LibrarySummary, report: BuildReport, db: Path) -> None:
    """Print the library in figures, names, topics and playlists, what failed, and where to go next."""
    print_line(f"{db}: {_figures(summary)}", style="bold")
    print_line(f"{summary.good} good, {summary.bad} bad, {summary.neutral} neutral calls", indent=2)
    _print_names("Competitors", summary.competitors)
    _print_names("Features", summary.features)
    _print_names("Names that the settings do not know", summary.candidates)
    _print_topics(summary.topics)
    _print_playlists(summary.playlists)
    _print_sound(summary)
    print_unknown_outcomes(report.unknown_outcomes)
    print_doubts(summary.doubtful_calls, db)
    print_failures(summary.failures, skipped=report.skipped)
    _print_next(db)
    click.echo(f"Built in {format_minutes(report.seconds)}.", err=True)


def print_unchanged(summary: LibrarySummary, report: BuildReport, db: Path) -> None:
    """Say that there was nothing to do."""
    print_line(f"Nothing to do: {db} is up to date with {_figures(summary)} ({report.seconds:.1f} s).")
    print_unknown_outcomes(report.unknown_outcomes)
    print_doubts(summary.doubtful_calls, db)
    print_failures(summary.failures, skipped=report.skipped)


def print_doubts(calls: Sequence[DoubtfulCall], db: Path) -> None:
    """Print on which calls agent and customer are perhaps the wrong way round, and what puts it right."""
    if calls:
        print_heading(f"Agent and customer perhaps the wrong way round ({len(calls)})")
    for call in calls[:MOST_DOUBTS]:
        print_line(f"{Path(call.path).name}: {call.doubt}", indent=2, style="yellow")
        print_line(f"If so: coachkit calls swap-roles {call.call_id}{_db_option(db)}", indent=6)
    if len(calls) > MOST_DOUBTS:
        print_line(f"… and {len(calls) - MOST_DOUBTS} more (speakers.doubt)", indent=2)


def print_failures(failures: Sequence[FailedWork], *, skipped: int = 0) -> None:
    """Print what could not be done and why; `skipped` of it failed earlier and was not tried again."""
    if failures:
        print_heading(f"Failed ({len(failures)})")
    for failure in failures[:MOST_FAILURES]:
        print_line(
            f"{failure.path or 'the library'}: {failure.stage}: {failure.reason}", indent=2, style="red"
        )
    if len(failures) > MOST_FAILURES:
        print_line(f"… and {len(failures) - MOST_FAILURES} more (in the view v_failures)", indent=2)
    if skipped:
        print_line(
            f"Not tried again, as nothing has changed since: {skipped} (build with --retry-failed to try)",
            indent=2,
        )


def _db_option(db: Path) -> str:
    return "" if str(db) == DEFAULT_DATABASE else f" --db {shlex.quote(str(db))}"


def _figures(summary: LibrarySummary) -> str:
    speech = format_minutes(60 * summary.speech_minutes)
    calls = format_count(summary.calls, "call") + _media(summary)
    return f"{calls}, {speech} of speech, {format_count(summary.agents, 'agent')}"


def _media(summary: LibrarySummary) -> str:
    """Return `: 15 recordings (1 h 12 min) and 3 transcripts` where some calls came without sound."""
    recorded = summary.calls - summary.transcripts
    transcripts = format_count(summary.transcripts, "transcript")
    if not summary.transcripts:
        return ""
    if not recorded:
        return f": {transcripts} without sound"
    length = format_minutes(60 * summary.recorded_minutes)
    return f": {format_count(recorded, 'recording')} ({length}) and {transcripts}"


def _print_names(heading: str, names: Sequence[NameCount]) -> None:
    if not names:
        return
    print_heading(heading)
    width = max(len(name.name) for name in names[:MOST_NAMES])
    for name in names[:MOST_NAMES]:
        said = f"{format_count(name.mentions, 'mention')} in {format_count(name.calls, 'call')}"
        print_line(f"{name.name:<{width}}  {said}", indent=2)
    if len(names) > MOST_NAMES:
        print_line(f"… and {len(names) - MOST_NAMES} more", indent=2)


def _print_topics(topics: Sequence[TopicSummary]) -> None:
    if not topics:
        return
    print_heading("Topics")
    width = max(len(topic.title) for topic in topics)
    for topic in (topic for topic in topics if topic.calls):
        print_line(f"{topic.title:<{width}}  {format_count(topic.calls, 'call')}", indent=2)


def _print_playlists(starts: Sequence[PlaylistStart]) -> None:
    if not starts:
        return
    print_heading("Playlists")
    for start in starts:
        playlist = start.playlist
        length = format_clock(60 * playlist.minutes)
        print_line(
            f"{playlist.title}  ({playlist.verdict}, {format_count(playlist.clips, 'clip')}, {length})",
            indent=2,
        )
        clip = start.first_clip
        if clip:
            place = f"{Path(clip.path).stem} at {format_clock(clip.start)}"
            print_line(f"{place}: {clip.reason}", indent=6, style="dim")
        elif playlist.note:
            print_line(playlist.note, indent=6, style="dim")


def _print_sound(summary: LibrarySummary) -> None:
    """Print how well the calls of the library were heard, whichever build heard them."""
    heard = summary.hearing
    if not heard.windows:
        return
    print_heading("Sound")
    print_line(
        f"Heard in {heard.windows:,} windows of 30 s (fewest possible {heard.fewest_windows:,})", indent=2
    )
    if heard.calls_unheard:
        where = format_count(heard.calls_unheard, "call")
        command = f"coachkit calls list --min-unheard {MANY_UNHEARD:g}"
        print_line(
            f"{heard.unheard:.0f} s of speech in {where} gave no words; `{command}` lists them", indent=2
        )
    if heard.quarantined:
        print_line(
            f"{format_count(heard.quarantined, 'piece')} of text taken for invented and left out", indent=2
        )
    hard = summary.hard_calls
    if hard:
        names = ", ".join(Path(call.path).name for call in hard[:MOST_HARD])
        more = f" and {len(hard) - MOST_HARD} more" if len(hard) > MOST_HARD else ""
        are = "is" if len(hard) == 1 else "are"
        print_line(f"{format_count(len(hard), 'call')} {are} hard to hear (grade D): {names}{more}", indent=2)


def _print_next(db: Path) -> None:
    option = _db_option(db)
    print_heading("Next")
    for command in (
        f"coachkit playlists export --all --format html --output playlists.html{option}",
        f"coachkit search WORDS{option}",
        f"coachkit calls{option}",
    ):
        print_line(command, indent=2)
