"""What is exported: playlists with everything that a listener wants to know of each clip.

Every format is written from these values, so all of them say the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coachkit.call_files import CallFile, Piece, Stretch, files_of, pieces_between
from coachkit.export.own_names import find_own_names, names_of
from coachkit.models import Agent, Call, CallAgent, Clip, Playlist, Recording, Segment, Word
from coachkit.near import pick
from coachkit.store.library import Library
from coachkit.store.reading.by_hand import clips_of_list
from coachkit.store.reading.call_facts import stored_call
from coachkit.store.reading.people import agents_on_call
from coachkit.word_times import span_times, spoken_words, words_by_segment

_MARGIN = 0.08
"""Seconds around a spoken name: the times of words are as exact as that, in the middle."""


SoundKey = tuple[str, Stretch]
"""Of a call, by id, a stretch: the same however many lists hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipContents:
    """A clip, the call it is from, who took the call at that time, and what is said in it."""

    clip: Clip
    call: Call
    agents: tuple[str, ...]
    lines: tuple[Segment, ...]
    files: tuple[CallFile, ...]
    """Of the call, a part each."""
    missing: str | None = None
    """Name of a file of the call that is no longer where it was."""
    trouble: str | None = None
    """Why its sound could not be cut, in a sentence."""
    known_as: tuple[str, ...] = ()
    """The names of all agents on the call, their aliases included."""
    named_at: tuple[tuple[float, float], ...] = ()
    """When one of these names is spoken within the clip (start, end)."""
    muted: tuple[tuple[float, float], ...] = ()
    """Times (start, end) that must not be heard."""
    is_nameless: bool = False
    """True where nothing may tell whose clip it is, so that the recording's name is not shown either."""

    @property
    def has_sound(self) -> bool:
        """True where the call has sound; a call that came as a transcript is read."""
        return self.call.medium == "recording"

    @property
    def can_play(self) -> bool:
        """True where the sound is there to be played."""
        return self.has_sound and self.missing is None

    @property
    def sound_note(self) -> str | None:
        """Why the clip cannot be played, in a sentence; None where it can."""
        if not self.has_sound:
            return "This call came as a transcript: read it here."
        if self.missing is None or self.trouble:
            return self.trouble
        file = self.name_file(self.missing)
        return f"The recording{file} is no longer where it was, so this clip is text only."

    def name_file(self, name: str) -> str:
        """Return ` call.wav`, for a sentence; nothing where the file would tell whose clip it is."""
        return "" if self.is_nameless else f" {name}"

    @property
    def path(self) -> str:
        """The call's own file; empty where it would tell whose clip it is."""
        return "" if self.is_nameless else self.call.path

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Which stretches of files play the clip; none where a file would tell whose clip it is."""
        return () if self.is_nameless else pieces_between(self.files, self.clip.start, self.clip.end)

    @property
    def tags(self) -> tuple[str, ...]:
        """The moments within, in words: `feature asked`."""
        return tuple(moment.replace("_", " ") for moment in self.clip.moments)

    @property
    def stretch(self) -> Stretch:
        """What is to be cut out of the call."""
        return Stretch(start=self.clip.start, end=self.clip.end, muted=self.muted)

    @property
    def key(self) -> SoundKey:
        """What makes the sound of two clips the same."""
        return self.clip.call_id, self.stretch


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
        """Seconds that it takes to hear the clips that can be played."""
        return sum(contents.clip.end - contents.clip.start for contents in self.playable)

    @property
    def playable(self) -> tuple[ClipContents, ...]:
        """The clips that can be played."""
        return tuple(contents for contents in self.clips if contents.can_play)

    def went_badly(self, of: ClipContents) -> bool:
        """Say whether a clip of the list shows what went badly, so that peers hear it without a name."""
        return of.clip.verdict == "bad" or (of.clip.verdict == "neutral" and self.playlist.verdict == "bad")


def gather_playlists(library: Library, ids: Sequence[str] | None = None) -> list[PlaylistContents]:
    """Return the playlists with these ids or titles, in the order given, or all of them for None.

    Raises NotFoundError, with what comes near, for one that is not in the library.
    """
    playlists = {playlist.id: playlist for playlist in library.rows(Playlist)}
    forms = [(form, of.id) for of in playlists.values() for form in (of.id, of.title)]
    wanted = playlists if ids is None else dict.fromkeys(pick(name, forms, what="playlist") for name in ids)
    reader = _Reader(library)
    return [
        PlaylistContents(
            playlist=playlists[name],
            clips=tuple(reader.of(clip) for clip in clips_of_list(library, name)),
        )
        for name in wanted
    ]


def gather_clips(library: Library, clips: Iterable[Clip]) -> list[ClipContents]:
    """Return everything of clips that no list of the library holds, in order."""
    reader = _Reader(library)
    return [reader.of(clip) for clip in clips]


class _Reader:
    """Reads each call once, however many clips are cut from it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._calls: dict[str, Call] = {}
        self._agents: dict[str, list[CallAgent]] = {}
        self._aliases = {agent.name: agent.aliases for agent in library.rows(Agent)}
        self._files: dict[str, tuple[CallFile, ...]] = {}
        self._segments: dict[str, list[Segment]] = {}
        self._words: dict[str, list[Word]] = {}

    def of(self, clip: Clip) -> ClipContents:
        found = self._of(clip)
        return replace(found, named_at=self._named_at(found))

    def _of(self, clip: Clip) -> ClipContents:
        if clip.call_id not in self._segments:
            self._calls[clip.call_id] = stored_call(self._library, clip.call_id)
            self._agents[clip.call_id] = agents_on_call(self._library, clip.call_id)
            self._segments[clip.call_id] = self._library.rows(Segment, call_id=clip.call_id)
            recordings = self._library.rows(Recording, call_id=clip.call_id)
            self._files[clip.call_id] = files_of(self._calls[clip.call_id], recordings)
        on_call = self._agents[clip.call_id]
        names = dict.fromkeys(name for a in on_call for name in (a.agent, *self._aliases.get(a.agent, ())))
        files = self._files[clip.call_id]
        return ClipContents(
            clip=clip,
            call=self._calls[clip.call_id],
            agents=tuple(
                dict.fromkeys(a.agent for a in on_call if a.start < clip.end and clip.start < a.end)
            ),
            lines=tuple(s for s in self._segments[clip.call_id] if _is_within(s, clip)),
            files=files,
            missing=_missing(files, clip),
            known_as=tuple(names),
        )

    def _named_at(self, of: ClipContents) -> tuple[tuple[float, float], ...]:
        """Return when a name of the call's agents is spoken; words are read only where one is written."""
        names = names_of(of.known_as)
        places = [
            (s, place)
            for s in self._segments[of.call.id]
            if s.start < of.clip.end and of.clip.start < s.end
            for place in find_own_names(s.text, names)
        ]
        if not places or not of.has_sound:
            return ()
        if of.call.id not in self._words:
            self._words[of.call.id] = self._library.rows(Word, call_id=of.call.id)
        words = words_by_segment({s.n: s for s, _ in places}.values(), self._words[of.call.id])
        times = [span_times(s, spoken_words(s, words[s.n]), *place) for s, place in places]
        return tuple(
            (max(round(start - _MARGIN, 3), of.clip.start), min(round(end + _MARGIN, 3), of.clip.end))
            for start, end in sorted(times)
            if start < of.clip.end and of.clip.start < end
        )


def _missing(files: Sequence[CallFile], clip: Clip) -> str | None:
    """Return the name of a file that would play the clip and is gone."""
    pieces = pieces_between(files, clip.start, clip.end)
    return next((piece.path.name for piece in pieces if not piece.path.is_file()), None)


def _is_within(segment: Segment, clip: Clip) -> bool:
    """Say whether the middle of `segment` is in `clip`: a word that runs over the edge does not count."""
    return clip.start <= (segment.start + segment.end) / 2 <= clip.end
