"""Lists that people made, as the lists that they are among all others."""

from collections.abc import Sequence

from coachkit.models import Clip, MadePlaylist, Playlist, PlaylistVerdict

UNTOLD = "Filled by hand."
"""Description of a list to which its maker gave none."""
EMPTY = "It is empty until somebody puts clips into it."
EMPTY_FROZEN = "None of the clips that were frozen can be played any more."


def made_playlist(made: MadePlaylist, clips: Sequence[Clip], *, source: Playlist | None = None) -> Playlist:
    """Return a list that a person made with these clips in it; `source` is the list that was frozen.

    How it went is told by its clips, and it trains what its source does.
    """
    subjects = {clip.subject for clip in clips}
    empty = EMPTY_FROZEN if made.how == "frozen" else EMPTY
    return Playlist(
        id=made.id,
        kind="made",
        subject=subjects.pop() if len(subjects) == 1 else "",
        verdict=verdict_of(clips),
        title=made.title,
        description=made.description or UNTOLD,
        origin="frozen" if made.how == "frozen" else "made",
        trains=source.trains if source else None,
        note=None if clips else empty,
    )


def verdict_of(clips: Sequence[Clip]) -> PlaylistVerdict:
    """Return `contrast` for pairs, `good` or `bad` where all clips are, else `mixed`."""
    if any(clip.pair is not None for clip in clips):
        return "contrast"
    verdicts = {clip.verdict for clip in clips}
    if verdicts == {"good"}:
        return "good"
    return "bad" if verdicts == {"bad"} else "mixed"
