"""Which competitors and features are listed in the settings, and whether more can be."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from coachkit.config import load_settings
from coachkit.errors import SettingsError
from coachkit.languages import loose
from coachkit.store.reading.settings_used import settings_path
from coachkit.web.acting.acts import Acts
from coachkit.web.acting.desk import NO_SETTINGS
from coachkit.web.acting.names import Listed, listed_names
from coachkit.web.error_pages import without_folders
from coachkit.web.library_pool import Opened
from coachkit.web.person import Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What the settings list, for those who may change it."""

    names: tuple[Listed, ...]
    why_not: str | None
    """Why nothing can be listed from the page; None where it can."""

    def find(self, kind: str, name: str) -> Listed | None:
        """Return a name as it is listed; None where it is not."""
        for one in self.names:
            if one.kind == kind and loose(one.name) == loose(name):
                return one
        return None

    def knows(self, spelling: str) -> bool:
        """Say whether a spelling is listed, as a name or as another spelling of one."""
        wanted = loose(spelling)
        return any(wanted in map(loose, (one.name, *one.others)) for one in self.names)


def read_listing(request: Request, opened: Opened, person: Who) -> Listing:
    """Return what is listed; agents, who change no settings, see none of it."""
    if not person.is_lead:
        return Listing(names=(), why_not="only a team lead may list names")
    acts: Acts = request.app.state.acts
    try:
        path = settings_path(opened.library, acts.config)
        if path is None:
            return Listing(names=(), why_not=NO_SETTINGS)
        return Listing(names=tuple(listed_names(load_settings(path))), why_not=None)
    except SettingsError as error:
        return Listing(names=(), why_not=without_folders(str(error)))


ListedNow = Annotated[Listing, Depends(read_listing)]
"""What a function asks for that shows or offers what is listed."""
