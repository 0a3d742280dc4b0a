"""What pages keep is read before anybody asks: at the start, and when a build has come to rest.

In a library of ten thousand calls some pages take seconds the first time. While the file goes on changing,
as during a build, nothing is read ahead: it would be out of date at once.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress

import anyio
from starlette.concurrency import run_in_threadpool

from coachkit.errors import CoachkitError
from coachkit.web.library_pool import LibraryPool, OpenedLibrary
from coachkit.web.pages.customers import read_customers
from coachkit.web.pages.home import read_changes, read_whole_home
from coachkit.web.pages.names import read_names, read_unknown
from coachkit.web.pages.playbooks import read_playbooks
from coachkit.web.pages.playlists import read_playlists
from coachkit.web.pages.team import read_team
from coachkit.web.pages.topics import read_priorities, read_topics, read_unfiled

Reading = Callable[[OpenedLibrary], object]

READINGS: Sequence[Reading] = (
    read_whole_home,
    read_changes,
    read_playlists,
    read_topics,
    read_priorities,
    read_unfiled,
    read_names,
    read_unknown,
    read_team,
    read_playbooks,
    read_customers,
)
"""Those of the pages in the menu, as they are without any choice."""
REST = 5.0
"""Seconds in which a file must not have changed."""
_log = logging.getLogger("coachkit.web")


async def read_ahead(
    pool: LibraryPool, readings: Sequence[Reading] = READINGS, *, rest: float = REST
) -> None:
    """Read ahead until cancelled; what cannot be read is left to the page, which says why."""
    before = pool.unchanged_since()
    done = None
    while True:
        now = pool.unchanged_since()
        if now == before and now != done:
            for read in readings:
                await _read(pool, read)
            done = now
        before = now
        await anyio.sleep(rest)


async def _read(pool: LibraryPool, read: Reading) -> None:
    try:
        with suppress(CoachkitError):
            async with pool.borrow(None) as opened:
                await run_in_threadpool(read, opened)
    except Exception:  # a mistake of ours in one page must not end the server
        _log.exception("%s failed while reading ahead", getattr(read, "__name__", read))
