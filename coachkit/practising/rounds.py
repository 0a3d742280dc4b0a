"""Rounds: a customer's line to answer, and the replies that were given to such a line."""

from dataclasses import dataclass

from coachkit.export.contents import ClipContents
from coachkit.models import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A stretch that is played or shown, and what was left out before it."""

    of: ClipContents
    """Without names where it must not be told whose it is."""
    is_cut_before: bool = False
    seconds_before: float | None = None
    """How much was left out; None where nothing was, or times are not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an agent said to a customer's line, and how the customer took it."""

    verdict: Verdict
    prompt: str
    """What the customer said first."""
    is_asked: bool
    """Whether that is the line of the round; else another customer's that begins like it."""
    agent: str | None
    """None where it went badly, or is not known."""
    parts: tuple[Shown, ...]
    took: str
    """How the customer took it, in a sentence without a full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookHint:
    """A line of a playbook that the two replies are an example of."""

    playbook_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A line to answer, and the replies to it or to such a one."""

    n: int
    """From 1."""
    about: str
    """What comes up, in a sentence without a full stop."""
    prompt: Shown
    good: Reply | None
    bad: Reply | None
    difference: str | None
    """What parts the two replies; None where there is only one."""
    hint: PlaybookHint | None = None

    @property
    def asked(self) -> str:
        """The customer's line."""
        return self.prompt.of.clip.quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The rounds of one sitting."""

    id: str
    """Of what is practised: `competitor-zenlane`."""
    title: str
    seed: str
    rounds: tuple[Round, ...]
    there: int | None
    """How many rounds there are of it; None where that was not counted."""
    varies: bool
    """Whether another seed gives other rounds, not only another order."""
    also: tuple[str, ...] = ()
    """Ids of what else has the name that was asked for."""
    playlist: str | None = None
    """Id of a playlist of it, to go on with."""
    playbook: str | None = None
    """Id of its playbook, where that has lines."""
