"""Lists of key phrases that rise: at most a few, each with what is said where it comes up."""

from datetime import date

from coachkit.pipeline.steps.asked_lists import fill_by_query
from coachkit.pipeline.steps.filler import Filler
from coachkit.pipeline.steps.own_clips import OwnClips
from coachkit.playlists.ids import slug
from coachkit.playlists.wanted import by_fill, filled_by, quoted
from coachkit.searching.archive import Archive
from coachkit.store.reading.curating import newest_call_day
from coachkit.trends.rising_phrases import rising_phrases

MOST = 3


def fill_rising(filler: Filler, own: OwnClips) -> None:
    """Fill a list for each key phrase that rises, by the places where it is said."""
    newest = newest_call_day(filler.library)
    if newest is None:
        return
    archive = Archive(filler.library)
    for one in rising_phrases(filler.library, newest=date.fromisoformat(newest), most=MOST):
        wanted = by_fill(
            f"phrase-{slug(one.phrase)}",
            filled_by("rising phrase"),
            subject=one.phrase,
            says=one.says,
            query=f"{quoted(one.phrase)} date:{one.first}..{one.last}",
        )
        fill_by_query(filler, own, archive, wanted)
