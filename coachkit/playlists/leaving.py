"""What left a list without anybody taking it out: its place and the reason, so that nothing goes in silence.

A clip that only gave way to stronger ones has not left: it may come again. Whether a clip has left is asked
anew each time, so one that can be in the list again is not told any more.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from coachkit.models import Clip, Departure
from coachkit.playlists.by_hand import Lost
from coachkit.playlists.places import Stretch, is_same_clip

MOST = 20
"""Of a list that changed much, the newest so many are told."""
Why = Callable[[Clip], str | None]


def departures(
    playlist_id: str,
    before: Sequence[Clip],
    left: Sequence[Departure],
    clips: Sequence[Clip],
    *,
    lost: Iterable[Lost],
    why: Why,
    now: str,
) -> list[Departure]:
    """Return what left a list that had the clips `before`, and that had lost `left` earlier.

    `clips` are those that it has now; `lost` those that people want in it and that cannot be.
    """
    found: list[Departure] = []

    def add(one: Clip | Lost | Departure, place: int, reason: str | None, at: str) -> None:
        if reason is None or _is_among(clips, one) or _is_among(found, one):
            return
        found.append(
            Departure(
                playlist_id=playlist_id,
                n=0,
                place=place,
                call_id=one.call_id,
                start=one.start,
                end=one.end,
                reason=reason,
                left_at=at,
            )
        )

    places = [(one, one.n) for one in before]
    for earlier in left:
        add(earlier, earlier.place, why(_as_clip(earlier)), earlier.left_at)
    for clip in before:
        add(clip, clip.n, None if _is_among(clips, clip) else why(clip), now)
    for one in lost:
        place = next((n for clip, n in places if is_same_clip(clip, one)), len(clips))
        add(one, place, one.reason or why(_as_clip(one)), now)
    newest = sorted(found, key=lambda one: (one.left_at, -one.place, one.call_id, one.start))[-MOST:]
    ordered = sorted(newest, key=lambda one: (one.place, one.call_id, one.start))
    return [replace(one, n=n) for n, one in enumerate(ordered)]


def _is_among(clips: Iterable[Stretch], wanted: Stretch) -> bool:
    return any(is_same_clip(one, wanted) for one in clips)


def _as_clip(one: Departure | Lost) -> Clip:
    """Return the stretch as a clip of which nothing else is known."""
    return Clip(
        playlist_id="",
        n=0,
        call_id=one.call_id,
        start=one.start,
        end=one.end,
        reason="",
        score=0.0,
        quote="",
    )
