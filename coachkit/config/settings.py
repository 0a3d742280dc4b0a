"""All of `coachkit.toml` together, and what must hold between its parts."""

from collections import Counter
from collections.abc import Mapping
from typing import Self

from pydantic import field_validator, model_validator

from coachkit.config.judging import (
    DEFAULT_OUTCOMES,
    OutcomeMeaning,
    ScoringSettings,
    TopicSettings,
)
from coachkit.config.names import AgentSettings, Company, CustomerSettings, NamedThing
from coachkit.config.playbooks import PlaybookSettings
from coachkit.config.playlists import PlaylistSettings
from coachkit.config.ranges import RangeSettings, refuse_repeated
from coachkit.config.recordings import RecordingSettings, SpeechSettings
from coachkit.config.section import Section
from coachkit.config.tables import ManifestSettings, OutcomeImportSettings, TranscriptSettings
from coachkit.config.trackers import PackSettings, TrackerSettings, refuse_same_names
from coachkit.config.web import WebSettings
from coachkit.config.wording import Named, refuse_shared_names
from coachkit.models import Agent
from coachkit.spelling import refuse_unclear


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
    ranges: tuple[RangeSettings, ...] = ()
    """Where figures are good; built-in ranges apply to what is not named here."""
    playlists: PlaylistSettings = PlaylistSettings()
    playbooks: PlaybookSettings = PlaybookSettings()
    topics: TopicSettings = TopicSettings()
    competitors: tuple[NamedThing, ...] = ()
    features: tuple[NamedThing, ...] = ()
    trackers: tuple[TrackerSettings, ...] = ()
    packs: PackSettings = PackSettings()
    agents: tuple[AgentSettings, ...] = ()
    customers: tuple[CustomerSettings, ...] = ()
    outcomes: tuple[OutcomeMeaning, ...] = DEFAULT_OUTCOMES
    web: WebSettings = WebSettings()
    searches: Mapping[str, str] = {}
    """Saved searches: a query under each name."""

    @field_validator("correct")
    @classmethod
    def _clear_corrections(cls, correct: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        refuse_unclear(correct)
        return correct

    @field_validator("searches")
    @classmethod
    def _clear_searches(cls, searches: Mapping[str, str]) -> Mapping[str, str]:
        empty = [name for name, query in searches.items() if not (name.strip() and query.strip())]
        if empty:
            raise ValueError(f"searches: “{empty[0]}” needs a name and a query")
        _refuse_repeats("searches", list(searches))
        return searches

    @model_validator(mode="after")
    def _names_are_used_once(self) -> Self:
        company = [name for name in (self.company.name, *self.company.aliases) if name]
        named = [Named("competitors", n, one.name, one.forms()) for n, one in enumerate(self.competitors)]
        named += [Named("features", n, one.name, one.forms()) for n, one in enumerate(self.features)]
        named += [Named("trackers", n, one.name, (one.name,)) for n, one in enumerate(self.trackers)]
        refuse_shared_names(named, company=company)
        for key, people in (("agents", self.agents), ("customers", self.customers)):
            _refuse_repeats(key, [form for one in people for form in dict.fromkeys((one.name, *one.aliases))])
        refuse_same_names(self.trackers)
        refuse_repeated(self.ranges)
        return self

    def people(self) -> list[Agent]:
        """Return the agents as the pipeline's noun."""
        return [Agent(name=a.name, aliases=a.aliases, team=a.team, started=a.started) for a in self.agents]


def _refuse_repeats(key: str, forms: list[str]) -> None:
    counts = Counter(form.casefold() for form in forms)
    repeated = [form for form, count in counts.items() if count > 1]
    if repeated:
        raise ValueError(f"{key}: “{repeated[0]}” stands for two of them; keep it with one")
