"""What an action works with, and what it gives back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from coachkit.errors import CoachkitError, SettingsError

if TYPE_CHECKING:
    from coachkit.config import Settings
    from coachkit.pipeline.toolbox import Tools
    from coachkit.store.library import Library


NO_SETTINGS = (
    "this library was built without a coachkit.toml, the file that this is written into: whoever runs "
    "coachkit can make one with `coachkit init FOLDER`, then `coachkit build FOLDER`; no call is heard again"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A library open for writing, and all that the functions of `coachkit.pipeline.changes` ask for."""

    library: Library
    settings: Settings
    settings_file: Path | None
    """Where settings are written; None where the library was built without any."""
    author: str
    """The person's name."""
    tools: Tools
    """The models; they stay open from one action to the next."""


Action = Callable[[Desk], "Done"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an action did, for the person who did it."""

    said: str
    """A sentence: `You rated this call good.`"""
    changed: tuple[str, ...] = ()
    """What followed from it, a sentence each: `“Zenlane, good” has one clip more.`"""
    undo: Action | None = None
    """Takes it back; it is run as any other action, later. None: there is nothing to take back."""
    there: str | None = None
    """The page to go on with: of what was made, say. None: the one that the form names."""


class ChangedMeanwhileError(CoachkitError):
    """Somebody else changed it after the form was shown; both are told, and the person decides."""

    def __init__(self, what: str, *, theirs: str, yours: str, version: str) -> None:
        """Tell `what` was changed, how it is now, what the person wanted, and the version as it is now."""
        super().__init__(f"{what} was changed by somebody else after you opened this page")
        self.what, self.theirs, self.yours, self.version = what, theirs, yours, version


def settings_file_of(desk: Desk) -> Path:
    """Return the file in which names, and lists that fill themselves, are written.

    Raises:
        SettingsError: The library was built without one; says how it gets one.
    """
    if desk.settings_file is None:
        raise SettingsError(NO_SETTINGS)
    return desk.settings_file


def version_of(*values: object) -> str:
    """Return what stands for values in a form, and is another one when one of them is.

    Values are what JSON can hold, or dataclasses and dates, which go by how they print.
    """
    return sha256(json.dumps(values, default=repr, ensure_ascii=False).encode()).hexdigest()[:16]


def refuse_changed(what: str, *, version: str, now: str, theirs: str, yours: str) -> None:
    """Refuse to go over what somebody else did: `version` is the form's, `now` that of the library.

    A form without a version (empty) goes over anything.

    Raises:
        ChangedMeanwhileError: They differ.
    """
    if version and version != now:
        raise ChangedMeanwhileError(what, theirs=theirs, yours=yours, version=now)
