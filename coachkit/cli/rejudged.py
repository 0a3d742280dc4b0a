"""What a person's word on a call has changed, line by line."""

from typing import TYPE_CHECKING

from coachkit.cli.screen import format_share, print_line
from coachkit.export.clock import format_clock

if TYPE_CHECKING:
    from coachkit.pipeline.changes.judgement import Judged, Rejudged


def print_rejudged(change: "Rejudged") -> None:
    """Print label, score, verdicts of exchanges and playlists, where they are not what they were."""
    if change.after.label is None:
        print_line("There is no transcript yet; the label follows when a build has made it.", indent=2)
        return
    was, now = _standing(change.before), _standing(change.after)
    print_line(f"{now} (was: {was})" if was != now else f"{now}, as before", indent=2)
    print_line(change.after.label.reason, indent=2)
    for name, start, verdict, source in change.exchanges:
        print_line(f"{name} at {format_clock(start)}: {verdict} now (from {source})", indent=2)
    for title in change.playlists:
        print_line(f"Playlist changed: {title}", indent=2)


def _standing(judged: "Judged") -> str:
    label = judged.label.label if judged.label else None
    return f"{(label or 'not judged').capitalize()}, score {format_share(judged.score)}"
