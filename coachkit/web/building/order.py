"""What was asked to be built, and how it stands: the page writes the one, the worker the other."""

from dataclasses import dataclass
from typing import Literal

State = Literal["waiting", "running", "done", "stopped", "failed", "died"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A file or a call that could not be taken, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A folder that somebody asked to be built."""

    id: str
    """Ids sort by the time at which they were asked for."""
    title: str
    """What it is, for people: `3 files` or `recordings/north`."""
    folder: str
    settings: str | None
    """Path of the settings; None: the library has none."""
    asked_by: str
    asked_at: str
    is_upload: bool = False
    tries_again: bool = False
    """Whether what failed before is tried again though nothing about it has changed."""
    refused: tuple[Trouble, ...] = ()
    """Files that were dropped with the others and not taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a build stands, as its worker wrote it last."""

    state: State
    pid: int = 0
    born: str | None = None
    """When the worker's process began, as the system tells it: a process id alone may be another's by now."""
    began_at: str | None = None
    ended_at: str | None = None
    task: str = ""
    """The title of what is being done."""
    done: float = 0.0
    """Of `total`: seconds of sound where calls are heard, otherwise files or calls."""
    total: float = 0.0
    steps: int = 0
    """How many calls of this task are done."""
    files: int = 0
    """Files that may hold calls, once they are counted."""
    new_calls: tuple[str, ...] = ()
    changed_calls: int = 0
    failures: tuple[Trouble, ...] = ()
    problem: str | None = None
    """Why all of it failed."""


WAITING = Standing(state="waiting")
ENDED: frozenset[State] = frozenset({"done", "stopped", "failed", "died"})
