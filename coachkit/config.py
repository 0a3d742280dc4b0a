"""`coachkit.toml` read into typed, frozen settings.

Every key is checked at the door: an unknown key, a wrong type or a name used twice is one clear line
that says which key is meant. Inside, settings are trusted.
"""

import difflib
import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from coachkit.errors import SettingsError
from coachkit.models import Agent, GradeLetter
from coachkit.section import Section
from coachkit.spelling import refuse_unclear
from coachkit.tracker_settings import Conditions, PackSettings, TrackerSettings, refuse_same_names

SETTINGS_NAME = "coachkit.toml"
MANIFEST_COLUMNS = {
    key: key for key in ("file", "agent", "customer", "started_at", "kind", "language", "agent_channel")
}
TRANSCRIPT_COLUMNS = {key: key for key in ("start", "end", "speaker", "text", "role", "language")}
OUTCOME_COLUMNS = {key: key for key in ("call", "agent", "customer", "started_at", "recorded_at")}
"""The headings that tables have where the settings name no others."""


class Company(Section):
    """Whose calls these are; its own name is never reported as an unknown name."""

    name: str = ""
    aliases: tuple[str, ...] = ()


class ChannelMap(Section):
    """Who speaks on which channel of a recording, counted from 0."""

    agent: int = Field(ge=0)
    customer: int = Field(ge=0)

    @model_validator(mode="after")
    def _two_channels(self) -> Self:
        if self.agent == self.customer:
            raise ValueError(f"channels: agent and customer cannot both be on channel {self.agent}")
        return self


class RecordingSource(Section):
    """Recordings of one kind, and how their channels are laid out."""

    files: str = Field(min_length=1)
    """Path within the folder, where `*` stands for anything: `north/*`, `*_trunk2_*.wav`."""
    agent_channel: int | None = Field(default=None, ge=0)
    channels: ChannelMap | None = None
    """Hear these two channels only."""
    mix: bool = False
    """Mix all channels into one and tell the speakers apart by their voices."""
    language: str | None = None
    """Language spoken on them, such as `tr`."""

    @model_validator(mode="after")
    def _one_layout(self) -> Self:
        given = [self.agent_channel is not None, self.channels is not None, self.mix]
        if sum(given) > 1 or not (any(given) or self.language):
            raise ValueError(
                f"source “{self.files}”: needs one of agent_channel, channels and mix, or language"
            )
        return self

    def agent(self) -> int | None:
        """Return the agent's channel, None where the channels are mixed."""
        return self.channels.agent if self.channels else self.agent_channel

    def heard(self) -> tuple[int, ...] | None:
        """Return the channels to hear: empty means mixed into one, None all of them."""
        if self.mix:
            return ()
        return tuple(sorted((self.channels.agent, self.channels.customer))) if self.channels else None


class RecordingSettings(Section):
    """How recordings are named and laid out."""

    pattern: str | None = None
    """File-name pattern in plain form, such as `{date}_{time}_{extension}_{agent}`."""
    agent_channel: int | None = Field(default=0, ge=0)
    """Channel on which the agent speaks: 0 is left, 1 is right."""
    channels: tuple[Annotated[int, Field(ge=0)], ...] | None = Field(default=None, min_length=1)
    """Which channels are heard of recordings that have more than two."""
    sources: tuple[RecordingSource, ...] = ()
    """Recordings that are laid out in another way; the first that fits a file counts."""
    language: str | None = None
    """Language spoken, such as `en`; left out, it is found out for each call."""
    max_hours: float = Field(default=4.0, gt=0, le=24)
    """Longer recordings are refused; each hour of a channel takes 0.23 GB while it is heard."""

    def source_of(self, place: str) -> RecordingSource | None:
        """Return the first source that fits a recording's path within its folder."""
        folded = place.casefold()
        return next((one for one in self.sources if fnmatchcase(folded, one.files.casefold())), None)


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


class SpeechSettings(Section):
    """Which engine and model hear the calls."""

    engine: Literal["faster-whisper", "openai-whisper"] = "faster-whisper"
    model: str = "base"


class NamedThing(Conditions):
    """A competitor or feature: the name to show, all other ways to say it, and where that counts."""

    name: str = Field(min_length=2)
    aliases: tuple[str, ...] = ()

    def forms(self) -> tuple[str, ...]:
        """Return the name and its aliases, without repeats."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


class AgentSettings(Section):
    """A person who takes calls."""

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    team: str | None = None
    started: date | None = None


class CustomerSettings(Section):
    """A person or company that calls, and the other ways in which they are written."""

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()


class OutcomeMeaning(Section):
    """What values of one kind of outcome count as good and as bad."""

    kind: str
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    good_from: float | None = None
    bad_to: float | None = None


DEFAULT_OUTCOMES = (
    OutcomeMeaning(kind="csat", good_from=4, bad_to=2),
    OutcomeMeaning(kind="nps", good_from=9, bad_to=6),
    OutcomeMeaning(kind="deal", good=("won",), bad=("lost",)),
    OutcomeMeaning(kind="resolved", good=("true", "yes"), bad=("false", "no")),
    OutcomeMeaning(kind="repeat_contact", bad=("yes",)),
)


class ScoringSettings(Section):
    """Which score card is used, and from which percentages a call is good or bad."""

    card: str = "service"
    good_from: float = Field(default=65, ge=0, le=100)
    bad_below: float = Field(default=45, ge=0, le=100)
    repeat_days: float = Field(default=7, ge=0, le=366)
    """Within how many days a customer's next call shows that the one before settled nothing; 0: never."""


class PlaylistSettings(Section):
    """How long clips and lists are, and which calls they take."""

    max_clips: int = Field(default=12, ge=1)
    min_seconds: float = Field(default=8, ge=1)
    max_seconds: float = Field(default=90, le=600)
    min_grade: GradeLetter = "C"
    """Calls whose recording has a worse grade are left out."""


class Settings(Section):
    """All of `coachkit.toml`."""

    company: Company = Company()
    recordings: RecordingSettings = RecordingSettings()
    manifest: ManifestSettings = ManifestSettings()
    transcripts: TranscriptSettings = TranscriptSettings()
    outcome_import: OutcomeImportSettings = OutcomeImportSettings()
    correct: Mapping[str, tuple[str, ...]] = {}
    """How a name is spelled, and what recognisers write instead: `Zenlane = ["zen lane", "sen lain"]`."""
    speech: SpeechSettings = SpeechSettings()
    scoring: ScoringSettings = ScoringSettings()
    playlists: PlaylistSettings = PlaylistSettings()
    competitors: tuple[NamedThing, ...] = ()
    features: tuple[NamedThing, ...] = ()
    trackers: tuple[TrackerSettings, ...] = ()
    packs: PackSettings = PackSettings()
    agents: tuple[AgentSettings, ...] = ()
    customers: tuple[CustomerSettings, ...] = ()
    outcomes: tuple[OutcomeMeaning, ...] = DEFAULT_OUTCOMES

    @field_validator("correct")
    @classmethod
    def _clear_corrections(cls, correct: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        refuse_unclear(correct)
        return correct

    @model_validator(mode="after")
    def _names_are_used_once(self) -> Self:
        for key, things in (("competitors", self.competitors), ("features", self.features)):
            _refuse_repeats(key, [form for thing in things for form in thing.forms()])
        for key, people in (("agents", self.agents), ("customers", self.customers)):
            _refuse_repeats(key, [form for one in people for form in dict.fromkeys((one.name, *one.aliases))])
        refuse_same_names(self.trackers)
        return self

    def people(self) -> list[Agent]:
        """Return the agents as the pipeline's noun."""
        return [Agent(name=a.name, aliases=a.aliases, team=a.team, started=a.started) for a in self.agents]


def _refuse_repeats(key: str, forms: list[str]) -> None:
    counts = Counter(form.casefold() for form in forms)
    repeated = [form for form, count in counts.items() if count > 1]
    if repeated:
        raise ValueError(f"{key}: “{repeated[0]}” stands for two of them; keep it with one")


def load_settings(path: Path | None) -> Settings:
    """Read settings from `path`, or return the defaults for None.

    Raises:
        SettingsError: The file is missing, is not TOML, or holds something coachkit does not know.
    """
    if path is None:
        return Settings()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SettingsError(f"{path}: there is no such file; `coachkit init` writes one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as text ({error})") from None
    return parse_settings(text, name=str(path))


def parse_settings(text: str, *, name: str = SETTINGS_NAME) -> Settings:
    """Return the settings written in `text`; `name` stands in front of error messages."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}: not valid TOML: {error}") from None
    try:
        return Settings.model_validate_json(_as_json(values))
    except ValidationError as error:
        first = error.errors()[0]
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        raise SettingsError(f"{name}: {_explain(first)}{more}") from None


def find_settings(folder: Path) -> Path | None:
    """Return the `coachkit.toml` of `folder`, else of the current folder, else None."""
    for place in (folder, Path()):
        if (place / SETTINGS_NAME).is_file():
            return place / SETTINGS_NAME
    return None


def _as_json(values: dict[str, Any]) -> str:
    """Return TOML's values as JSON, whose arrays and dates strict validation takes for tuples and dates."""
    import json

    return json.dumps(values, default=lambda value: value.isoformat())


def _explain(problem: Any) -> str:
    """Put one of pydantic's findings (a dict) into plain words."""
    place = _key_path(problem["loc"])
    if problem["type"] == "extra_forbidden":
        known = _known_keys(problem["loc"])
        near = difflib.get_close_matches(str(problem["loc"][-1]), known, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"known here: {', '.join(known)}"
        return f"unknown key “{place}”; {hint}"
    if problem["type"] == "value_error":
        is_tracked = problem["loc"][:1] and problem["loc"][0] in _TRACKED
        return f"“{place}”: {problem['ctx']['error']}" if is_tracked else str(problem["ctx"]["error"])
    wanted = {
        "string_type": "a text in quotes",
        "tuple_type": 'a list such as ["one", "two"]',
        "int_type": "a whole number",
        "float_type": "a number",
        "missing": "a value (the key is missing)",
        "literal_error": f"one of {problem.get('ctx', {}).get('expected')}",
        "model_type": "a table of keys",
    }.get(problem["type"], problem["msg"][0].lower() + problem["msg"][1:])
    given = "" if problem["type"] == "missing" else f", got {problem['input']!r}"
    return f"“{place}” needs {wanted}{given}"


_TRACKED = ("trackers", "competitors", "features", "packs")
"""Sections whose messages do not say themselves which key is meant."""


def _key_path(location: tuple[int | str, ...]) -> str:
    """Return ("competitors", 1, "name") as `competitors[2].name`, counted from one as people do."""
    path = ""
    for part in location:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


def _known_keys(location: tuple[int | str, ...]) -> list[str]:
    section: Any = Settings
    for part in location[:-1]:
        if isinstance(part, int):
            continue
        kind = section.model_fields[part].annotation
        section = next((a for a in getattr(kind, "__args__", ()) if isinstance(a, type)), kind)
    return sorted(section.model_fields)
