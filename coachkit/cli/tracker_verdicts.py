"""`coachkit trackers accept` and `reject`: a person says whether a hit is right, and that stays."""

import re
from pathlib import Path

import click

from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option
from coachkit.cli.rejudged import print_rejudged
from coachkit.cli.screen import print_line
from coachkit.errors import NotFoundError
from coachkit.export.clock import format_clock
from coachkit.near import pick
from coachkit.store.library import Library
from coachkit.store.reading import FoundHit, choose_calls, list_hits, trackers_with_hits

NEAR = 5.0
"""Seconds that the time given may be away from the hit."""
_TIME = re.compile(r"(?:(\d+):)?(?:(\d{1,2}):)?(\d+(?:\.\d+)?)")


def _verdict(name: str, *, accepted: bool) -> click.Command:
    word = "right" if accepted else "wrong"

    @click.command(name)
    @click.argument("tracker")
    @click.argument("call")
    @click.argument("time", required=False)
    @db_option
    @click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
    @click.pass_context
    def command(
        ctx: click.Context, tracker: str, call: str, time: str | None, db: Path, config: Path | None
    ) -> None:
        with Library.open(db) as library:
            hit = _hit(library, tracker, call, time)
            _give(ctx, library, hit, accepted=accepted, config=config)

    command.help = (
        f"Say that what TRACKER found on CALL at TIME (such as 3:12) is {word}.\n\n"
        "TIME may be left out where there is one hit. Score, label and playlists follow at once. For a "
        "tracker with examples, the similarity from which lines count is found anew.\n\n"
        f'Example: coachkit trackers {name} "churn risk" 4f0c2a 3:12'
    )
    return command


accept = _verdict("accept", accepted=True)
reject = _verdict("reject", accepted=False)


def _hit(library: Library, tracker: str, call: str, time: str | None) -> FoundHit:
    named = pick(tracker, [(one, one) for one in trackers_with_hits(library)], what="tracker with a hit")
    [chosen] = choose_calls(library, (call,))
    hits = list_hits(library, named, call_ids=frozenset((chosen.id,)))
    wanted = None if time is None else _seconds(time)
    near = [hit for hit in hits if wanted is None or hit.start - NEAR <= wanted <= hit.end + NEAR]
    if wanted is not None and near:
        return min(near, key=lambda hit: (abs(hit.start - wanted), hit.start))
    if len(near) == 1:
        return near[0]
    places = ", ".join(format_clock(hit.start) for hit in hits) or "nowhere"
    raise NotFoundError(f"“{named}” is found on {chosen.id} at: {places}; write one of these times")


def _seconds(time: str) -> float:
    found = _TIME.fullmatch(time)
    if not found:
        raise NotFoundError(f"time “{time}”: write minutes and seconds, such as 3:12")
    parts = [float(part) for part in found.groups() if part is not None]
    return sum((part * 60.0**place for place, part in enumerate(reversed(parts))), 0.0)


def _give(
    ctx: click.Context, library: Library, hit: FoundHit, *, accepted: bool, config: Path | None
) -> None:
    from coachkit.cli.author import author
    from coachkit.pipeline.changes.tracker_verdicts import give_verdict

    settings = settings_of(library, config)
    report = give_verdict(library, settings, hit, accepted=accepted, author=author(), tools=ctx.obj)
    print_line(
        f"{'Accepted' if accepted else 'Rejected'}: “{hit.tracker}” at {format_clock(hit.start)}: {hit.text}"
    )
    if report.threshold is not None:
        print_line(f"Lines count from a similarity of {report.threshold:.2f} now.")
    if report.change.before != report.change.after:
        print_rejudged(report.change)
    if report.moments_wait:
        print_line(
            "Moments that rest on it, and their part in the score, follow with the next coachkit build."
        )
