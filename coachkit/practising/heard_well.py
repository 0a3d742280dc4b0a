"""How well a call must be heard for its replies to be practised: as for playlists, by the settings."""

from coachkit.config import Settings, load_settings
from coachkit.errors import CoachkitError
from coachkit.models import GradeLetter
from coachkit.store.library import Library
from coachkit.store.reading.settings_used import settings_path


def worst_grade_practised(library: Library) -> GradeLetter:
    """Return the worst grade of a call to practise on, as the settings of the last build have it."""
    try:
        return load_settings(settings_path(library, None)).playlists.min_grade
    except CoachkitError:  # gone or broken since: practising only reads
        return Settings().playlists.min_grade
