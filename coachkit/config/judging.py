"""What counts as good and bad, and how playlists are filled."""

from pydantic import Field

from coachkit.config.section import Section
from coachkit.models import GradeLetter


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


class TopicSettings(Section):
    """When topics are found anew."""

    refit_unsorted: float = Field(default=0.1, ge=0.01, le=1)
    """With this share of passages near no topic, topics are found anew; 1: never for that."""


class PlaylistSettings(Section):
    """How long clips and lists are, and which calls they take."""

    max_clips: int = Field(default=12, ge=1)
    min_seconds: float = Field(default=8, ge=1)
    max_seconds: float = Field(default=90, le=600)
    min_grade: GradeLetter = "C"
    """Calls whose recording has a worse grade are left out."""
