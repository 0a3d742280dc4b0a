"""What could not be done, some of it: for a page that says so in a line."""

from dataclasses import dataclass
from pathlib import PurePath

from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedFile:
    """A recording or transcript with which something could not be done, and why."""

    path: str
    reason: str
    failed_at: str

    @property
    def name(self) -> str:
        """The file without its folders."""
        return PurePath(self.path).name


def failed_files(library: Library, *, most: int) -> tuple[list[FailedFile], int]:
    """Return at most so many of them, those that failed last first, and how many there are."""
    found = library.find(
        FailedFile,
        """
        select path, min(reason), max(failed_at) from v_failures where path != ''
        group by path order by max(failed_at) desc, path limit :most
        """,
        {"most": most},
    )
    [(count,)] = library.values("select count(distinct path) from v_failures where path != ''")
    return found, int(count or 0)
