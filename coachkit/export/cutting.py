"""The sound of the clips of playlists, for every format that holds sound itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from coachkit.call_files import AudioFormat, CallFile, Stretch
from coachkit.errors import RecordingError
from coachkit.export.contents import ClipContents, PlaylistContents, SoundKey


class CutClips(Protocol):
    """Cuts stretches out of a call, a file each."""

    def __call__(
        self, files: Sequence[CallFile], stretches: Sequence[Stretch], *, form: AudioFormat = "mp3"
    ) -> list[bytes]:
        """Raise RecordingError if the recording cannot be read, ValueError for a wrong stretch."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CutSound:
    """The sound of a stretch, as a file's bytes; None, with a `note` why, where there is none."""

    data: bytes | None
    note: str | None = None


def cut_sounds(
    playlists: Sequence[PlaylistContents], cut: CutClips, *, form: AudioFormat = "mp3"
) -> Iterator[tuple[SoundKey, CutSound]]:
    """Yield the sound of every stretch, once however many clips play it; each recording is decoded once.

    One call follows the other, so that no more than the clips of one are held. Clips of calls that came as
    transcripts have no sound and are not among them.
    """
    distinct = {of.key: of for contents in playlists for of in contents.clips if of.has_sound}
    by_call: dict[str, list[ClipContents]] = {}
    for of in distinct.values():
        by_call.setdefault(of.call.id, []).append(of)
    for clips in by_call.values():
        yield from zip((of.key for of in clips), _cut_call(clips, cut, form), strict=True)


def with_notes(
    playlists: Sequence[PlaylistContents], notes: Mapping[SoundKey, str | None]
) -> list[PlaylistContents]:
    """Return the playlists with what was found out while cutting: why a clip has no sound."""
    return [
        replace(
            contents,
            clips=tuple(replace(of, trouble=notes.get(of.key) or of.trouble) for of in contents.clips),
        )
        for contents in playlists
    ]


def _cut_call(clips: Sequence[ClipContents], cut: CutClips, form: AudioFormat) -> list[CutSound]:
    playable = [of for of in clips if of.can_play]
    try:
        data = iter(cut(clips[0].files, [of.stretch for of in playable], form=form) if playable else [])
    except (RecordingError, ValueError):
        return [CutSound(data=None, note=_unreadable(of)) for of in clips]
    return [
        CutSound(data=next(data)) if of.can_play else CutSound(data=None, note=of.sound_note) for of in clips
    ]


def _unreadable(of: ClipContents) -> str:
    file = of.name_file(of.files[0].path.name)
    return of.sound_note or f"The recording{file} could not be read, so this clip is text only."
