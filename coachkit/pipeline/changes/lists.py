"""What changes to playlists have in common: who makes them, and filling the lists anew at once."""

from dataclasses import dataclass

from coachkit.config import Settings
from coachkit.errors import EditError
from coachkit.models import Clip, KeptClip, Playlist
from coachkit.pipeline.changes.filling import fill_lists
from coachkit.pipeline.changes.people import known_author
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.progress import Progress
from coachkit.pipeline.toolbox import Tools
from coachkit.store.library import Library
from coachkit.store.playlists_made import DoneByHand, save_by_hand
from coachkit.store.reading.by_hand import clips_of_list, find_list
from coachkit.store.reading.retrieval import count_calls


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNow:
    """A list as it is, and its clips in order."""

    playlist: Playlist
    clips: tuple[Clip, ...]


@dataclass(slots=True, kw_only=True)
class Editor:
    """A person who changes lists of a library."""

    library: Library
    settings: Settings
    name: str
    tools: Tools | None = None
    progress: Progress | None = None

    def author(self) -> str:
        """Return the person's name as it was written first.

        Raises:
            EditError: It is empty.
        """
        return known_author(self.library, self.name)

    def check_calls(self) -> None:
        """Check that there is something to make lists of.

        Raises:
            EditError: The library has no calls.
        """
        if not count_calls(self.library):
            raise EditError("the library has no calls yet; build a folder of calls into it first")

    def find(self, wanted: str) -> ListNow:
        """Return a list by id, title or the beginning of one.

        Raises:
            NotFoundError: There is none, or several; says what comes near.
        """
        return self.list_now(find_list(self.library, wanted))

    def list_now(self, playlist: Playlist) -> ListNow:
        """Return a list with its clips."""
        return ListNow(playlist=playlist, clips=tuple(clips_of_list(self.library, playlist.id)))

    def keep(self, done: DoneByHand) -> DoneByHand:
        """Store what the person did, and fill the lists anew.

        Raises:
            LibraryError: The database cannot be written.
        """
        stored = save_by_hand(self.library, done)
        self.refresh()
        return stored

    def refresh(self) -> None:
        """Fill the lists anew from what is known of the calls.

        Raises:
            LibraryError: The database cannot be written.
        """
        fill_lists(self.library, self.settings, tools=self.tools, progress=self.progress)


def refuse_frozen(playlist: Playlist) -> None:
    """Raise EditError for a list that was frozen: its clips stay as they are."""
    if playlist.origin == "frozen":
        raise EditError(
            f"“{playlist.title}” is frozen: its clips stay as they were, only notes can be written. "
            "Change the list that it was frozen from, and freeze that under another title"
        )


def keep_clip(clip: Clip, playlist_id: str, author: str) -> KeptClip:
    """Return a clip as one that a person puts into a list."""
    return KeptClip(
        n=0,
        playlist_id=playlist_id,
        call_id=clip.call_id,
        start=clip.start,
        end=clip.end,
        reason=clip.reason,
        score=clip.score,
        quote=clip.quote,
        subject=clip.subject,
        verdict=clip.verdict,
        quote_start=clip.quote_start,
        quote_end=clip.quote_end,
        moments=clip.moments,
        pair=clip.pair,
        difference=clip.difference,
        author=author,
        made_at=now(),
    )
