"""How a build tells how far it is; the command line draws it, a test or a program may stay silent."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Advance(Protocol):
    """Called when some of a task is done."""

    def __call__(self, amount: float = 1) -> None:
        """Count `amount` more as done."""


class Progress(Protocol):
    """Shows tasks one after the other."""

    def task(self, title: str, *, total: float) -> AbstractContextManager[Advance]:
        """Show a task of `total` units (calls, or seconds of sound) until the context ends."""
        ...


class Silent:
    """Shows nothing."""

    @contextmanager
    def task(self, title: str, *, total: float) -> Iterator[Advance]:  # noqa: ARG002 - the protocol's
        """Count for nobody."""
        yield _nothing


def _nothing(amount: float = 1) -> None:
    """Do nothing."""
