"""Ratings: what a person says of a call, or of a stretch of it, is kept, and decides from then on.

A rating is anchored to the call and a stretch of time, so it holds whatever is heard, edited or scored anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.config import Settings
from coachkit.errors import EditError
from coachkit.models import Call, Rating, Verdict
from coachkit.pipeline.changes.judgement import (
    AFTER_CALL_RATING,
    AFTER_PART_RATING,
    Rejudged,
    judged,
    renew_judgement,
)
from coachkit.pipeline.changes.people import known_author
from coachkit.pipeline.changes.stretches import Stretch, begins_at, find_stretch, on_clock
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.progress import Progress
from coachkit.pipeline.toolbox import Tools
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinion
from coachkit.store.reading.call_facts import stored_call
from coachkit.text_files import clean_text
from coachkit.votes import is_same_place, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person says of a call."""

    call_id: str
    verdict: Verdict | None
    """None: the person takes the earlier verdict back."""
    author: str
    why: str | None = None
    at: str | None = None
    """A time or a stretch, as `find_stretch` understands it; None: the whole call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingReport:
    """What a rating did to a call."""

    call: Call
    rating: Rating
    is_new: bool
    """False where the person had said the same before: nothing has changed then."""
    change: Rejudged


def rate_call(
    library: Library,
    settings: Settings,
    said: Said,
    *,
    tools: Tools | None = None,
    progress: Progress | None = None,
) -> RatingReport:
    """Keep what a person says of a call, and bring up to date what depends on it.

    Raises:
        EditError: The time is none of the call, or there is no verdict to take back.
        ModelError: See `renew_judgement`; the rating is kept then, and the next build does the rest.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    call = stored_call(library, said.call_id)
    ratings = library.rows(Rating, call_id=call.id)
    author = known_author(library, said.author)
    own = [one for one in standing(ratings) if one.author.casefold() == author.casefold()]
    start, end = _place(library, call, said, ratings, own)
    before = judged(library, call.id)
    last = next((one for one in own if (one.start, one.end) == (start, end)), None)
    if said.verdict is None and last is None:
        raise EditError(_nothing_to_withdraw(call, ratings, author))
    why = clean_text(said.why or "") or None
    if last and (last.verdict, last.why) == (said.verdict, why):
        return RatingReport(
            call=call, rating=last, is_new=False, change=Rejudged(before=before, after=before)
        )
    rating = Rating(
        n=0,
        call_id=call.id,
        start=start,
        end=end,
        verdict=said.verdict,
        why=why,
        author=author,
        made_at=now(),
    )
    kept = add_opinion(library, rating)
    stages = AFTER_CALL_RATING if start is None else AFTER_PART_RATING
    renew_judgement(library, settings, call.id, stages, tools=tools, progress=progress)
    after = judged(library, call.id)
    return RatingReport(call=call, rating=kept, is_new=True, change=Rejudged(before=before, after=after))


def _place(
    library: Library, call: Call, said: Said, ratings: Sequence[Rating], own: Sequence[Rating]
) -> Stretch | tuple[None, None]:
    if said.at is None:
        return None, None
    if said.verdict is None:
        # what the person rated may be cut into other lines by now, so it is found by the time alone
        time = begins_at(said.at)
        for one in own:
            if one.start is not None and one.end is not None and one.start - 1 < time < one.end:
                return one.start, one.end
    return _anchor(ratings, find_stretch(library, call, said.at))


def _anchor(ratings: Sequence[Rating], stretch: Stretch) -> Stretch:
    """Return the place as it was rated before, by whomever, where that is the same place."""
    for rating in ratings:
        if rating.start is not None and rating.end is not None:
            place = rating.start, rating.end
            if is_same_place(*place, *stretch):
                return place
    return stretch


def _nothing_to_withdraw(call: Call, ratings: Sequence[Rating], author: str) -> str:
    there = standing(ratings)
    if not there:
        return f"nobody has rated call {call.id}, so there is nothing to take back"
    told = ", ".join(
        f"{one.author} ({'the call' if one.start is None else 'at ' + on_clock(one.start)})" for one in there
    )
    return f"{author} has no rating there to take back; call {call.id} is rated by {told}"
