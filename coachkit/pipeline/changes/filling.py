"""Fill the lists again, after their definitions have changed or what they are filled from has."""

from coachkit.config import Settings
from coachkit.models import Clip, Playlist
from coachkit.pipeline.build import run_stages
from coachkit.pipeline.progress import Progress, Silent
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.pipeline.work import Work
from coachkit.store.library import Library


def refresh_playlists(
    library: Library, settings: Settings, *, tools: Tools | None = None, progress: Progress | None = None
) -> list[str]:
    """Bring the lists up to date, and return the titles of those that have come, gone or changed.

    Calls that are not built yet are left to the next build.

    Raises:
        LibraryError: The database cannot be written.
    """
    before = _lists(library)
    fill_lists(library, settings, tools=tools, progress=progress)
    after = _lists(library)
    changed = {one for one in {*before, *after} if before.get(one) != after.get(one)}
    return sorted(title for _, title in changed)


def fill_lists(
    library: Library, settings: Settings, *, tools: Tools | None = None, progress: Progress | None = None
) -> None:
    """Fill the lists anew from what is known of the calls.

    No model is loaded for it, no call is looked at again, and nothing else that is due is done.

    Raises:
        LibraryError: The database cannot be written.
    """
    bench = Bench(library=library, settings=settings, tools=tools or Toolbox())
    work = Work(bench=bench, progress=progress or Silent())
    # a library that an earlier version built has nothing yet to fill lists from
    run_stages(work, only={"curate"} if work.runs.calls("highlight") else {"highlight", "curate"})


def _lists(library: Library) -> dict[tuple[str, str], tuple[Playlist, list[Clip]]]:
    """Return every list with its clips, by id and title."""
    clips: dict[str, list[Clip]] = {}
    for clip in library.rows(Clip):
        clips.setdefault(clip.playlist_id, []).append(clip)
    return {(one.id, one.title): (one, clips.get(one.id, [])) for one in library.rows(Playlist)}
