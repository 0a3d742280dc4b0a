"""Errors that coachkit raises on purpose.

Each message says what happened, with which value, and what to do next; the command line prints it
as one line and ends with the error's exit code.
"""


class CoachkitError(Exception):
    """Something went wrong that a person can mend; the text says how."""

    exit_code = 1


class SettingsError(CoachkitError):
    """A `coachkit.toml` or a built-in pack holds an unknown key or a wrong value."""


class RecordingError(CoachkitError):
    """A recording or its sidecar cannot be read; only this recording is affected."""


class InputError(CoachkitError):
    """A transcript, manifest or table that was given cannot be used; the text names file and line."""


class EditError(CoachkitError):
    """An edit names no line, or changes nothing; the text says what to do instead."""


class LibraryError(CoachkitError):
    """The database cannot be opened, is not coachkit's, or cannot be written."""


class LibraryBusyError(LibraryError):
    """The database cannot be read just now, and may be in a moment: someone writes, or it took too long."""


class ModelError(CoachkitError):
    """Model weights are missing, incomplete or not the ones they claim to be."""


class NotFoundError(CoachkitError):
    """What was asked for (a call, a topic, a playlist) is not in the database."""


class QueryError(CoachkitError):
    """A query cannot be understood; the text shows the query with the place marked."""

    exit_code = 2

    def __init__(self, text: str, *, message: str | None = None, at: tuple[int, int] | None = None) -> None:
        """Tell `text`; `message` is what is wrong alone, `at` the place in the query, in characters."""
        super().__init__(text)
        self.message = message or text
        self.at = at
