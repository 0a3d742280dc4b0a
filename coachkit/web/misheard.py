"""Spellings that probably stand for a known name, found beside what pages do: big libraries take a while.

What was found last is kept and shown, without what people have decided since; when calls were built or looked
through anew, it is found again.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

from coachkit.config import load_settings
from coachkit.errors import CoachkitError
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.store.library import Library
from coachkit.store.reading.runs import newest_run
from coachkit.store.reading.settings_used import settings_path

if TYPE_CHECKING:
    from fastapi import FastAPI

    from coachkit.suggesting import Suggestion

MOST_CALLS = 2_000
"""The newest so many calls are looked through: a spelling that comes back comes back in these."""
PATIENCE = 3.0
"""Seconds that a page waits for what is being found."""
_log = logging.getLogger("coachkit.web")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Spellings, and when the calls were built that they were found in."""

    suggestions: tuple[Suggestion, ...]
    of: str


@dataclass(slots=True, kw_only=True)
class Misheard:
    """Finds spellings of one library in a thread of its own."""

    path: Path
    config: Path | None = None
    tools: Tools = field(default_factory=Toolbox)
    _last: Found | None = None
    _failed_on: str | None = None
    _thread: Thread | None = None
    _lock: Lock = field(default_factory=Lock)

    def found(self, of: str) -> Found | None:
        """Return what was found, in calls built at `of` if that is there in a moment; None: not yet.

        Raises:
            CoachkitError: Nothing could be found; the log says why.
        """
        with self._lock:
            is_due = self._last is None or self._last.of != of
            if is_due and self._failed_on != of and (self._thread is None or not self._thread.is_alive()):
                self._thread = Thread(target=self._find, args=(of,), daemon=True)
                self._thread.start()
            thread, last = self._thread, self._last
        if last is None and thread is not None:
            thread.join(PATIENCE)
        if self._last is None and self._failed_on == of:
            raise CoachkitError(
                "the calls could not be looked through for spellings; the server's log says why"
            )
        return self._last

    def _find(self, of: str) -> None:
        from coachkit.pipeline.changes.suggestions import find_spellings

        try:
            with Library.open_to_read(self.path) as library:
                settings = load_settings(settings_path(library, self.config))
                found = find_spellings(library, settings, most_calls=MOST_CALLS, tools=self.tools)
        except CoachkitError:
            _log.exception("looking for spellings failed")
            self._failed_on = of
            return
        self._last, self._failed_on = Found(suggestions=tuple(found), of=of), None


def misheard_of(app: FastAPI) -> Misheard:
    """Return what finds spellings for an application."""
    if not hasattr(app.state, "misheard"):
        acts = app.state.acts
        app.state.misheard = Misheard(path=acts.path, config=acts.config, tools=acts.tools)
    found: Misheard = app.state.misheard
    return found


def built_at(library: Library) -> str:
    """Return when calls were last written or looked through."""
    return newest_run(library, ("compose", "match"))
