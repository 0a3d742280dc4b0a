"""`coachkit.toml` read into typed, frozen settings.

Every key is checked at the door: an unknown key, a wrong type or a name used twice is one clear line
that says which key is meant. Inside, settings are trusted.
"""

from coachkit.config.judging import DEFAULT_OUTCOMES, OutcomeMeaning, ScoringSettings
from coachkit.config.names import AgentSettings, Company, CustomerSettings, NamedThing
from coachkit.config.playlists import (
    HOW_TO_TRAIN,
    ListLimits,
    PlaylistSettings,
    SmartPlaylist,
    SortOrder,
    TrainedKind,
)
from coachkit.config.reading import SETTINGS_NAME, beside, find_settings, load_settings, parse_settings
from coachkit.config.recordings import ChannelMap, RecordingSettings, RecordingSource, SpeechSettings
from coachkit.config.settings import Settings
from coachkit.config.tables import (
    MANIFEST_COLUMNS,
    OUTCOME_COLUMNS,
    TRANSCRIPT_COLUMNS,
    ManifestSettings,
    OutcomeImportSettings,
    TranscriptSettings,
)
from coachkit.config.web import WebSettings

__all__ = [
    "DEFAULT_OUTCOMES",
    "HOW_TO_TRAIN",
    "MANIFEST_COLUMNS",
    "OUTCOME_COLUMNS",
    "SETTINGS_NAME",
    "TRANSCRIPT_COLUMNS",
    "AgentSettings",
    "ChannelMap",
    "Company",
    "CustomerSettings",
    "ListLimits",
    "ManifestSettings",
    "NamedThing",
    "OutcomeImportSettings",
    "OutcomeMeaning",
    "PlaylistSettings",
    "RecordingSettings",
    "RecordingSource",
    "ScoringSettings",
    "Settings",
    "SmartPlaylist",
    "SortOrder",
    "SpeechSettings",
    "TrainedKind",
    "TranscriptSettings",
    "WebSettings",
    "beside",
    "find_settings",
    "load_settings",
    "parse_settings",
]
