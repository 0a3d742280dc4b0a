"""What counts as good and bad, and when topics are found anew."""

from typing import Self

from pydantic import Field, model_validator

from coachkit.config.section import Section


class OutcomeMeaning(Section):
    """What values of one kind of outcome count as good and as bad."""

    kind: str
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    """Values that say nothing of how the call went."""
    good_from: float | None = None
    bad_to: float | None = None
    lowest: float | None = None
    """Numbers under it, or over `highest`, are not of this scale: they are told of, and label nothing."""
    highest: float | None = None


_YES, _NO = ("true", "yes", "1"), ("false", "no", "0")
DEFAULT_OUTCOMES = (
    OutcomeMeaning(kind="csat", good_from=4, bad_to=2, lowest=1, highest=5),
    OutcomeMeaning(kind="nps", good_from=9, bad_to=6, lowest=0, highest=10),
    OutcomeMeaning(kind="deal", good=("won", "closed won"), bad=("lost", "closed lost")),
    OutcomeMeaning(kind="resolved", good=_YES, bad=_NO),
    OutcomeMeaning(kind="reopened", bad=_YES, ignore=_NO),
    OutcomeMeaning(kind="escalated", bad=_YES, ignore=_NO),
    OutcomeMeaning(kind="repeat_contact", bad=_YES, ignore=_NO),
)


class ScoringSettings(Section):
    """Which score card is used, and from which percentages a call is good or bad."""

    card: str = "service"
    """The main score card: the one that labels calls."""
    more_cards: tuple[str, ...] = ()
    """Cards that are shown besides."""
    folder: str = "scorecards"
    """Where a team's own cards are, beside this file; a whole path once the settings are read from a file."""
    good_from: float = Field(default=75, ge=0, le=100)
    bad_below: float = Field(default=55, ge=0, le=100)
    learned_good_from: float = Field(default=0.65, ge=0, le=1)
    """From which learned score on a call is good …"""
    learned_bad_below: float = Field(default=0.35, ge=0, le=1)
    """… and under which it is bad."""
    learn_from: int = Field(default=40, ge=10)
    """A score is learned from so many calls that went well and so many that went badly, or more."""
    repeat_days: float = Field(default=7, ge=0, le=366)
    """Within how many days a customer's next call shows that the one before settled nothing; 0: never."""

    @model_validator(mode="after")
    def _cards_are_named_once(self) -> Self:
        cards = (self.card, *self.more_cards)
        for name in cards:
            if not name.strip() or cards.count(name) > 1:
                raise ValueError(f"scoring: name each score card once in card and more_cards, got “{name}”")
        return self


class TopicSettings(Section):
    """When topics are found anew."""

    refit_unsorted: float = Field(default=0.1, ge=0.01, le=1)
    """With this share of passages near no topic, topics are found anew; 1: never for that."""
