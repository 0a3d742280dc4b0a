"""How tables that people bring are laid out: manifests, transcripts in CSV files, outcomes."""

from collections.abc import Mapping

from pydantic import Field, field_validator

from coachkit.config.section import Section

MANIFEST_COLUMNS = {
    key: key for key in ("file", "agent", "customer", "started_at", "kind", "language", "agent_channel")
}
TRANSCRIPT_COLUMNS = {key: key for key in ("start", "end", "speaker", "text", "role", "language")}
OUTCOME_COLUMNS = {key: key for key in ("call", "agent", "customer", "started_at", "recorded_at")}
"""The headings that tables have where the settings name no others."""


class ManifestSettings(Section):
    """A CSV file beside the recordings that describes them, one row a file."""

    file: str = "manifest.csv"
    """Its path within the folder; nothing happens where there is none."""
    columns: Mapping[str, str] = MANIFEST_COLUMNS
    """What is known of a call, by the heading of its column; what is left out stands under its own name."""
    outcomes: Mapping[str, str] = {}
    """Kinds of outcome (such as `csat`), by the heading of their column."""
    day_first: bool = True
    """Whether 03/04/2026 is the third of April."""

    @field_validator("columns")
    @classmethod
    def _known_columns(cls, columns: Mapping[str, str]) -> Mapping[str, str]:
        return _with_known("manifest.columns", columns, MANIFEST_COLUMNS)


class TranscriptSettings(Section):
    """How transcripts in CSV files are laid out."""

    columns: Mapping[str, str] = TRANSCRIPT_COLUMNS
    """The parts of a line of talk, by the heading of their column."""

    @field_validator("columns")
    @classmethod
    def _known_columns(cls, columns: Mapping[str, str]) -> Mapping[str, str]:
        return _with_known("transcripts.columns", columns, TRANSCRIPT_COLUMNS)


class OutcomeImportSettings(Section):
    """How a table of outcomes from elsewhere (CRM, survey, ticket system) is laid out."""

    columns: Mapping[str, str] = OUTCOME_COLUMNS
    """What joins a row to a call, by the heading of its column."""
    outcomes: Mapping[str, str] = {}
    """Kinds of outcome, by the heading of their column; left out, `csat`, `nps` and so on are looked for."""
    source: str = "crm"
    """Who says so, as shown with the outcome."""
    day_first: bool = True
    """Whether 03/04/2026 is the third of April."""
    minutes: float = Field(default=5, ge=0, le=1440)
    """How far the time in a row may be from the call's beginning."""

    @field_validator("columns")
    @classmethod
    def _known_columns(cls, columns: Mapping[str, str]) -> Mapping[str, str]:
        return _with_known("outcome_import.columns", columns, OUTCOME_COLUMNS)


def _with_known(key: str, given: Mapping[str, str], known: Mapping[str, str]) -> Mapping[str, str]:
    """Return the default headings with those that were given in their place."""
    stray = sorted(set(given) - set(known))
    if stray:
        raise ValueError(f"{key}: there is no “{stray[0]}”; known here: {', '.join(known)}")
    return {**known, **given}
