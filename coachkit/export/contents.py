"""What is exported: playlists with everything that a listener wants to know of each clip.

Every format is written from these values, so all of them say the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.call_files import CallFile, files_of
from coachkit.models import Call, CallAgent, Clip, Playlist, Recording, Segment
from coachkit.near import pick
from coachkit.store.library import Library
from coachkit.store.reading.people import agents_on_calls


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipContents:
    """A clip, the call it is from, who took the call at that time, and what is said in it."""

    clip: Clip
    call: Call
    agents: tuple[str, ...]
    lines: tuple[Segment, ...]
    files: tuple[CallFile, ...]
    """Of the call, a part each."""

    @property
    def has_sound(self) -> bool:
        """True where the clip can be played; a call that came as a transcript is read."""
        return self.call.medium == "recording"

    @property
    def key(self) -> tuple[str, float, float]:
        """What makes the sound of two clips the same: call, start and end."""
        return self.clip.call_id, self.clip.start, self.clip.end


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaylistContents:
    """A playlist and its clips, in order."""

    playlist: Playlist
    clips: tuple[ClipContents, ...]

    @property
    def duration(self) -> float:
        """Seconds that all clips last."""
        return sum(contents.clip.end - contents.clip.start for contents in self.clips)

    @property
    def seconds_to_play(self) -> float:
        """Seconds that it takes to hear the clips that have sound."""
        return sum(contents.clip.end - contents.clip.start for contents in self.playable)

    @property
    def playable(self) -> tuple[ClipContents, ...]:
        """The clips that have sound."""
        return tuple(contents for contents in self.clips if contents.has_sound)


def gather_playlists(library: Library, ids: Sequence[str] | None = None) -> list[PlaylistContents]:
    """Return the playlists with these ids or titles, in the order given, or all of them for None.

    Raises NotFoundError, with what comes near, for one that is not in the library.
    """
    playlists = {playlist.id: playlist for playlist in library.rows(Playlist)}
    forms = [(form, of.id) for of in playlists.values() for form in (of.id, of.title)]
    wanted = playlists if ids is None else dict.fromkeys(pick(name, forms, what="playlist") for name in ids)
    clips = [clip for clip in library.rows(Clip) if clip.playlist_id in wanted]
    contents = _Reader(library)
    return [
        PlaylistContents(
            playlist=playlists[name],
            clips=tuple(contents.of(clip) for clip in clips if clip.playlist_id == name),
        )
        for name in wanted
    ]


class _Reader:
    """Reads each call once, however many clips are cut from it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._calls = {call.id: call for call in library.rows(Call)}
        self._agents: dict[str, list[CallAgent]] = {}
        for on_call in agents_on_calls(library):
            self._agents.setdefault(on_call.call_id, []).append(on_call)
        self._files: dict[str, tuple[CallFile, ...]] = {}
        self._segments: dict[str, list[Segment]] = {}

    def of(self, clip: Clip) -> ClipContents:
        if clip.call_id not in self._segments:
            self._segments[clip.call_id] = self._library.rows(Segment, call_id=clip.call_id)
            recordings = self._library.rows(Recording, call_id=clip.call_id)
            self._files[clip.call_id] = files_of(self._calls[clip.call_id], recordings)
        on_call = self._agents.get(clip.call_id, [])
        return ClipContents(
            clip=clip,
            call=self._calls[clip.call_id],
            agents=tuple(
                dict.fromkeys(a.agent for a in on_call if a.start < clip.end and clip.start < a.end)
            ),
            lines=tuple(s for s in self._segments[clip.call_id] if _is_within(s, clip)),
            files=self._files[clip.call_id],
        )


def _is_within(segment: Segment, clip: Clip) -> bool:
    """Say whether the middle of `segment` is in `clip`: a word that runs over the edge does not count."""
    return clip.start <= (segment.start + segment.end) / 2 <= clip.end
