"""A list to hear, clip by clip: words and sound of each, what was heard, and what was written to it.

A clip of a call that its hearer may not see tells nothing of the call: no id, customer, day, or file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from coachkit.export.contents import ClipContents
from coachkit.following.standing import Comment
from coachkit.models import Segment, Verdict
from coachkit.web.pages.assigned import Assigned, AssignedList, key_of
from coachkit.web.pages.my_lists import MyList, my_list
from coachkit.web.pages.said_turns import SaidTurn, turns_of
from coachkit.web.pages.threads import Thread, threads_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCall:
    """Where a clip of a call is that its hearer may see."""

    id: str
    start: float
    customer: str | None
    started_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipToHear:
    """A clip; times are seconds of the clip."""

    place: int
    """From 1."""
    key: str
    """Names it, whatever comes into the list before it."""
    seconds: float
    verdict: Verdict
    reason: str
    agents: tuple[str, ...]
    call: OwnCall | None
    can_play: bool
    sound_note: str | None
    turns: tuple[SaidTurn, ...]
    note: str | None
    pair: int | None
    difference: str | None
    is_heard: bool
    threads: tuple[Thread, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MyListPage:
    """A list to hear."""

    list: MyList
    description: str
    is_gone: bool
    clips: tuple[ClipToHear, ...]
    threads: tuple[Thread, ...]
    """About the list, or about clips that left it."""


def read_my_list(assigned: AssignedList) -> MyListPage:
    """Return a list that who asks is asked to hear.

    Raises:
        NotFoundError: They are not asked to hear it.
    """
    standing, contents = assigned.standing, assigned.contents
    clips = contents.clips if contents else ()
    comments = standing.comments
    return MyListPage(
        list=my_list(standing, today=date.today()),
        description=contents.playlist.description if contents else "",
        is_gone=contents is None,
        clips=tuple(_clip(assigned, place, of, comments) for place, of in enumerate(clips)),
        threads=threads_of(one for one in comments if one.place is None),
    )


def _clip(assigned: Assigned, place: int, of: ClipContents, comments: Sequence[Comment]) -> ClipToHear:
    clip = of.clip
    is_own = clip.call_id in assigned.own_calls
    shown = is_own and not of.is_nameless
    quoted = None
    if clip.quote_start is not None and clip.quote_end is not None:
        quoted = (clip.quote_start - clip.start, clip.quote_end - clip.start)
    return ClipToHear(
        place=place + 1,
        key=key_of(clip),
        seconds=clip.end - clip.start,
        verdict=clip.verdict,
        reason=clip.reason,
        agents=of.agents,
        call=OwnCall(
            id=clip.call_id, start=clip.start, customer=of.call.customer, started_at=of.call.started_at
        )
        if shown
        else None,
        can_play=of.can_play,
        sound_note=_sound_note(of, is_shown=shown),
        turns=turns_of(
            (_in_clip(line, of, is_shown=shown) for line in of.lines),
            quoted=quoted,
            is_named=not of.is_nameless,
        ),
        note=clip.note,
        pair=clip.pair,
        difference=clip.difference,
        is_heard=assigned.standing.progress.is_heard[place],
        threads=threads_of(one for one in comments if one.place == place),
    )


def _in_clip(line: Segment, of: ClipContents, *, is_shown: bool) -> Segment:
    """Return a line with the times of the clip; without the customer's name where the call is not shown."""
    begin, length = of.clip.start, of.clip.end - of.clip.start
    speaker = line.speaker if is_shown or line.role == "agent" else ""
    start, end = (min(max(0.0, time - begin), length) for time in (line.start, line.end))
    return replace(line, start=start, end=end, speaker=speaker)


def _sound_note(of: ClipContents, *, is_shown: bool) -> str | None:
    """Return why it cannot be played; the file's name would tell whose call it is."""
    return replace(of, is_nameless=of.is_nameless or not is_shown).sound_note
