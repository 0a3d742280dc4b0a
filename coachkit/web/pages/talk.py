"""What to talk about with an agent next: the page of `coachkit prepare`, without keeping it."""

from dataclasses import dataclass

from coachkit.preparing.prepare import Asked, prepare
from coachkit.preparing.results import TalkPage
from coachkit.preparing.wording import better_by, days_of, summary_of
from coachkit.store.library import Library
from coachkit.store.reading.people import agent_named
from coachkit.web.library_pool import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTalk:
    """A talk, with what is said above it."""

    talk: TalkPage
    days: str
    summary: tuple[str, ...]
    better_by: str | None


def read_talk(opened: Opened, name: str) -> ToldTalk:
    """Return what to talk about with an agent.

    Raises:
        NotFoundError: No agent, or more than one, is called so; says what comes near.
    """
    agent = agent_named(opened.library, name)
    return opened.kept(f"talk {agent}", lambda library: _told(library, agent))


def _told(library: Library, agent: str) -> ToldTalk:
    page = prepare(library, Asked(agent=agent))
    return ToldTalk(
        talk=page,
        days=days_of(page),
        summary=tuple(summary_of(page)),
        better_by=better_by(page.beside, page.agent) if page.beside else None,
    )
