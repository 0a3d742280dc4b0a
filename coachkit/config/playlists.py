"""How playlists are filled: the lists that a team asks for, and how long clips and lists are."""

import re
from collections import Counter
from typing import Literal, Self, get_args

from pydantic import Field, field_validator, model_validator

from coachkit.config.section import Section
from coachkit.models import GradeLetter, SubjectKind

SortOrder = Literal["clearest", "newest", "oldest", "longest", "shortest"]
"""`clearest`: what went most clearly well or badly comes first."""
TrainedKind = Literal["metric", "competitor", "feature", "tracker", "moment", "topic", "criterion"]
"""Of what kind the figure is that a list is to change."""
HOW_TO_TRAIN = (
    "write metric:patience, moment:objection, tracker:price objection, competitor:Zenlane, feature:export, "
    "topic:Export or criterion:next_step"
)


class ListLimits(Section):
    """In which order a list is, and where it ends."""

    sort: SortOrder = "clearest"
    max_clips: int | None = Field(default=None, ge=1)
    """None: as many as `[playlists] max_clips` says."""
    max_minutes: float | None = Field(default=None, gt=0)
    per_agent: int | None = Field(default=None, ge=1)
    """At most so many clips of calls that one agent took; None: any number."""
    per_call: int = Field(default=2, ge=1)
    diverse: bool = True
    """Whether agents, customers and matters take turns before one of them comes again."""


class SmartPlaylist(ListLimits):
    """A playlist that fills itself by a query of the language of search."""

    title: str
    query: str = ""
    """Empty only where `each` says what the list is about."""
    description: str = ""
    verdict: Literal["good", "bad", "mixed", "any"] = "any"
    """Only clips that went so, whatever the call."""
    each: SubjectKind | None = None
    """One list for every competitor, feature or so on; `{subject}` in the texts is its name."""
    trains: str | None = None
    """What hearing it should change: `metric:patience`, `moment:objection`, `tracker:price objection`."""

    @field_validator("title")
    @classmethod
    def _has_a_title(cls, title: str) -> str:
        if not title.strip():
            raise ValueError("a playlist needs a title")
        return title.strip()

    @field_validator("trains")
    @classmethod
    def _trains_a_figure(cls, trains: str | None) -> str | None:
        kind, _, name = (part.strip() for part in (trains or "").partition(":"))
        if trains is not None and (kind not in get_args(TrainedKind) or not name):
            raise ValueError(f"“{trains}” is nothing that a list can train; {HOW_TO_TRAIN}")
        return trains

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not (self.query.strip() or self.each or self._is_filled()):
            raise ValueError(f"“{self.title}” needs a query, such as query = 'moment:objection went:bad'")
        return self

    def _is_filled(self) -> bool:
        """Say whether it is filled in another way, as some built-in lists are."""
        return False


class PlaylistSettings(Section):
    """How long clips and lists are, which calls they take, and which lists the team asks for."""

    max_clips: int = Field(default=12, ge=1)
    min_seconds: float = Field(default=8, ge=1)
    max_seconds: float = Field(default=90, le=600)
    padding_seconds: float = Field(default=0.3, ge=0, le=5)
    """Silence kept before the first word and after the last, where there is so much."""
    min_grade: GradeLetter = "C"
    """Calls whose recording has a worse grade are left out."""
    smart: tuple[SmartPlaylist, ...] = ()

    @model_validator(mode="after")
    def _titles_differ(self) -> Self:
        # an id holds no more of a title than its letters and digits
        counts = Counter(re.sub(r"[\W_]+", "-", one.title.casefold()).strip("-") for one in self.smart)
        for one in self.smart:
            if counts[re.sub(r"[\W_]+", "-", one.title.casefold()).strip("-")] > 1:
                raise ValueError(f"playlists: two lists are called “{one.title}”; give one another title")
        return self
