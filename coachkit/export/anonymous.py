"""What may be sent on to peers: clips that went badly do not say whose they are.

Nor do other clips of the same calls, since customer and day would tell it. Names are taken out of everything
that a format writes: agent, file, reason, quote, transcript, and the texts of the list. The names that are
spoken become silent, where the times of words are known.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from typing import overload

from coachkit.export.contents import ClipContents, PlaylistContents
from coachkit.export.own_names import Names, find_own_names, names_of
from coachkit.models import Playlist, Segment

NOBODY = "the agent"
"""Stands for a name in what we say."""
SOMEBODY = "[name]"
"""Stands for a name in what was said."""
_SENTENCE_END = re.compile(r"(?:^|[.!?:]\s+)$")
_MAY_NAME = frozenset({"made", "smart", "starter", "phrase", "topic"})
"""Kinds of lists whose ids are made of what a person wrote or said."""


def without_names(
    playlists: Iterable[PlaylistContents], *, keep_sound: bool = False
) -> list[PlaylistContents]:
    """Return the playlists without the names of agents on calls of which a clip went badly.

    With `keep_sound` the names stay in the sound and in the files' names: for lists that play from the
    recordings themselves. Clips of calls that only went well are as they were.
    """
    lists = list(playlists)
    calls = frozenset(of.call.id for contents in lists for of in contents.clips if contents.went_badly(of))
    taken: set[str] = set()
    return [_nameless(contents, calls, taken, keep_sound=keep_sound) for contents in lists]


def _nameless(
    contents: PlaylistContents, calls: frozenset[str], taken: set[str], *, keep_sound: bool
) -> PlaylistContents:
    hidden = names_of(name for of in contents.clips if of.call.id in calls for name in of.known_as)
    playlist = _nameless_list(contents.playlist, hidden)
    playlist = replace(playlist, id=_unlike(playlist.id, taken))
    taken.add(playlist.id)
    clips = []
    for of in contents.clips:
        changed = replace(of, clip=replace(of.clip, playlist_id=playlist.id))
        changed = without_others(changed, hidden)
        clips.append(_nameless_clip(changed, keep_sound) if of.call.id in calls else changed)
    return replace(contents, playlist=playlist, clips=tuple(clips))


def without_others(of: ClipContents, hidden: Names) -> ClipContents:
    """Return a clip of which it may be said whose it is, without the names of those who are hidden.

    What differs is said of both clips of a pair, a note may tell of another clip of the list, and a reason
    may be the query that found it.
    """
    clip = of.clip
    clip = replace(
        clip,
        difference=hide(clip.difference, hidden),
        note=hide(clip.note, hidden),
        reason=hide(clip.reason, hidden),
    )
    return replace(of, clip=clip)


def _nameless_list(playlist: Playlist, hidden: Names) -> Playlist:
    return replace(
        playlist,
        id=_hide_in_id(playlist.id, hidden) if playlist.kind in _MAY_NAME else playlist.id,
        subject=hide(playlist.subject, hidden),
        title=hide(playlist.title, hidden),
        description=hide(playlist.description, hidden),
        query=hide(playlist.query, hidden),
        note=hide(playlist.note, hidden),
    )


def _nameless_clip(of: ClipContents, keep_sound: bool) -> ClipContents:
    names = names_of(of.known_as)
    clip = replace(
        of.clip,
        reason=hide(of.clip.reason, names),
        note=hide(of.clip.note, names),
        subject=hide(of.clip.subject, names),
        quote=hide(of.clip.quote, names, SOMEBODY),
        added_by=hide(of.clip.added_by, names),
    )
    return replace(
        of,
        clip=clip,
        agents=(NOBODY,) if of.agents else (),
        lines=tuple(_nameless_line(line, names) for line in of.lines),
        is_nameless=not keep_sound,
        muted=() if keep_sound else of.named_at,
    )


def _nameless_line(line: Segment, names: Names) -> Segment:
    is_them = line.role == "agent" or bool(find_own_names(line.speaker, names))
    return replace(line, speaker="Agent" if is_them else line.speaker, text=hide(line.text, names, SOMEBODY))


@overload
def hide(text: str, names: Names, instead: str = NOBODY) -> str: ...
@overload
def hide(text: None, names: Names, instead: str = NOBODY) -> None: ...
@overload
def hide(text: str | None, names: Names, instead: str = NOBODY) -> str | None: ...
def hide(text: str | None, names: Names, instead: str = NOBODY) -> str | None:
    """Return `text` with `instead` in place of each name; with a capital where a sentence begins."""
    if text is None:
        return None
    pieces: list[str] = []
    end = 0
    for start, stop in find_own_names(text, names):
        begins = instead == NOBODY and _SENTENCE_END.search(text[:start])
        pieces += [text[end:start], instead.capitalize() if begins else instead]
        end = stop
    return "".join([*pieces, text[end:]])


def _hide_in_id(playlist_id: str, names: Names) -> str:
    parts = ["agent" if find_own_names(part, names) else part for part in playlist_id.split("-")]
    return "-".join(part for n, part in enumerate(parts) if part != "agent" or parts[n - 1 : n] != ["agent"])


def _unlike(playlist_id: str, taken: set[str]) -> str:
    if playlist_id not in taken:
        return playlist_id
    return next(name for n in count(2) if (name := f"{playlist_id}-{n}") not in taken)
