"""Progress of a build, kept where the page finds it: a few times a second at most."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

from coachkit.errors import CoachkitError
from coachkit.pipeline.progress import Advance
from coachkit.web.building.order import Standing, Trouble

LOOKING = "Reading recordings"
"""The title of the task that looks at each file."""
PAUSE = 0.4
"""Seconds between two times that it is written."""


class KeptProgress:
    """Keeps how far a build is with `save`; ends it where `is_stopped` says so."""

    def __init__(
        self, standing: Standing, save: Callable[[Standing], None], is_stopped: Callable[[], bool]
    ) -> None:
        self.standing = standing
        self._save, self._is_stopped = save, is_stopped
        self._troubles: Callable[[], Sequence[Trouble]] = tuple
        self._saved = 0.0

    def watch(self, troubles: Callable[[], Sequence[Trouble]]) -> None:
        """Tell from now on what has failed as well, which `troubles` reads."""
        self._troubles = troubles

    @contextmanager
    def task(self, title: str, *, total: float) -> Iterator[Advance]:
        """Tell of a task until the context ends.

        Raises:
            KeyboardInterrupt: The build is to end; what interrupted it before was swallowed on its way.
        """
        self._end_if_stopped()
        files = int(total) if title == LOOKING else self.standing.files
        self._now(replace(self.standing, task=title, total=total, done=0.0, steps=0, files=files))

        def advance(amount: float = 1) -> None:
            self._end_if_stopped()
            old = self.standing
            self.standing = replace(old, done=old.done + amount, steps=old.steps + 1)
            if time.monotonic() - self._saved >= PAUSE:
                self._now(self.standing)

        yield advance

    def _end_if_stopped(self) -> None:
        if self._is_stopped():
            raise KeyboardInterrupt

    def _now(self, standing: Standing) -> None:
        self.standing = replace(standing, failures=tuple(self._troubles()))
        self._saved = time.monotonic()
        with suppress(CoachkitError):  # a full disk ends the build where it matters
            self._save(self.standing)
