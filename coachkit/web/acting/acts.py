"""Runs actions one after the other, and keeps for a while what was said of them and how to take them back."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import anyio
from starlette.concurrency import run_in_threadpool

from coachkit.config import load_settings
from coachkit.errors import EditError, ModelError
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.store.library import Library
from coachkit.store.reading.settings_used import settings_path
from coachkit.web.acting.desk import Action, ChangedMeanwhileError, Desk, Done

if TYPE_CHECKING:
    from coachkit.web.person import Person

KEPT = 1_000
"""So many things done are remembered; the oldest go first."""
UNDO_SECONDS = 3_600.0
"""For so long an action can be taken back by the button of its notice."""
LOCK_WAIT = 60.0
"""Seconds that an action waits for a build that writes; a build holds the file for moments only."""
FINISHED_IN = 10.0
"""Seconds that an action has to be done when the server ends; what is not stored by then stays as it was."""
Meanwhile = Callable[[Library], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the page tells about an action that was done."""

    id: str
    said: str
    changed: tuple[str, ...]
    can_undo: bool
    there: str | None
    """The page to go on with; None: the one that the form names."""


@dataclass(slots=True, kw_only=True)
class _Kept:
    person: tuple[str, str, str | None]
    """Name, role and agent: whose role was taken away no longer takes back what they did in it."""
    done: Done
    at: float


@dataclass(slots=True, kw_only=True)
class Acts:
    """What people do to the library of one file."""

    path: Path
    config: Path | None = None
    """Settings; None: those of the last build."""
    tools: Tools = field(default_factory=Toolbox)
    gets_ready: bool = False
    """Whether models are opened as soon as somebody opens a form that will need them."""
    lock_wait: float = LOCK_WAIT
    noting: Meanwhile = nullcontext
    """What holds while `note` writes."""
    clock: Callable[[], float] = time.monotonic
    _turn: anyio.Lock = field(default_factory=anyio.Lock)
    _shelf: OrderedDict[str, _Kept] = field(default_factory=OrderedDict)
    _shelf_lock: Lock = field(default_factory=Lock)
    _at_work: Lock = field(default_factory=Lock)

    def get_ready(self) -> None:
        """Open the models that a correction needs, if this is wished, so that it does not wait for them."""
        if self.gets_ready:
            with suppress(ModelError):  # the correction itself says so
                _ = self.tools.annotator, self.tools.embedder

    @property
    def is_at_work(self) -> bool:
        """Whether an action runs, or waits for the file."""
        return self._at_work.locked()

    def finish(self, seconds: float = FINISHED_IN) -> None:
        """Wait until the action that runs is done, so many seconds at most; none is begun any more."""
        self._at_work.acquire(timeout=seconds)

    async def do(self, person: Person, action: Action) -> str:
        """Run an action in a person's name and return the id of its notice.

        One runs at a time, also with those of others: they wait for each other, not for a lock of the file.

        Raises:
            CoachkitError: As the action.
        """
        async with self._turn:
            done = await run_in_threadpool(self._run, person, action)
        return self._keep(person, done)

    async def note(self, person: Person, action: Action) -> None:
        """Run an action as `do` does, without a notice: what the page notes by itself, many times.

        It may write nothing but how far somebody is in a list.
        """
        async with self._turn:
            await run_in_threadpool(self._run, person, action, self.noting)

    async def take_back(self, person: Person, notice: str) -> str | None:
        """Take back what a person did; return the notice of that, None where it cannot be taken back now.

        Raises:
            EditError: It was changed again since, and what is there now would be lost.
            CoachkitError: As the action that takes it back; it may be tried again.
        """
        with self._shelf_lock:
            kept = self._of(person, notice)
            if kept is None or not self._can_undo(kept):
                return None
            undo, kept.done = kept.done.undo, replace(kept.done, undo=None)
        if undo is None:
            return None
        try:
            return await self.do(person, undo)
        except BaseException as error:
            kept.done = replace(kept.done, undo=undo)
            if isinstance(error, ChangedMeanwhileError):
                raise EditError(
                    f"{error.what} was changed again after that, so it stays as it is now: {error.theirs}"
                ) from error
            raise

    def notice(self, person: Person, notice: str) -> Notice | None:
        """Return what is told about something that this person did; None: nothing is remembered."""
        with self._shelf_lock:
            kept = self._of(person, notice)
            if kept is None:
                return None
            done = kept.done
            return Notice(
                id=notice,
                said=done.said,
                changed=done.changed,
                can_undo=self._can_undo(kept),
                there=done.there,
            )

    def _run(self, person: Person, action: Action, meanwhile: Meanwhile = nullcontext) -> Done:
        with self._at_work, Library.open(self.path, wait=self.lock_wait) as library:
            file = settings_path(library, self.config)
            desk = Desk(
                library=library,
                settings=load_settings(file),
                settings_file=file,
                author=person.name,
                tools=self.tools,
            )
            with meanwhile(library):
                return action(desk)

    def _keep(self, person: Person, done: Done) -> str:
        notice = secrets.token_urlsafe(9)
        with self._shelf_lock:
            self._shelf[notice] = _Kept(person=_who(person), done=done, at=self.clock())
            while len(self._shelf) > KEPT:
                self._shelf.popitem(last=False)
        return notice

    def _of(self, person: Person, notice: str) -> _Kept | None:
        kept = self._shelf.get(notice)
        return kept if kept is not None and kept.person == _who(person) else None

    def _can_undo(self, kept: _Kept) -> bool:
        return kept.done.undo is not None and self.clock() - kept.at < UNDO_SECONDS


def _who(person: Person) -> tuple[str, str, str | None]:
    return (person.name, person.role, person.agent)
