"""Playbooks: the list, and one with what it rests on, places to hear, and how it came about."""

from dataclasses import dataclass
from itertools import zip_longest
from urllib.parse import quote

from coachkit.errors import NotFoundError
from coachkit.export.playbooks import playbooks_markdown
from coachkit.models import LineChoice, LineKind, PlaybookLine, PlaybookVersion
from coachkit.playbooks.markdown import KINDS, also_words, people_words, waits_for
from coachkit.playbooks.sentences import briefly
from coachkit.playbooks.titles import EVERYTHING
from coachkit.store.library import Library
from coachkit.store.reading.cards import CardSummary, list_cards
from coachkit.store.reading.playbooks import (
    LineDetail,
    NewVersion,
    PlaybookSummary,
    QuoteDetail,
    list_playbooks,
    newest_versions,
    playbook_history,
    show_playbook,
    stored_book,
)
from coachkit.web.library_pool import Opened

NEWS = 4
"""Versions that the list tells of."""
VERSIONS = 10
"""Versions that a playbook's page tells of, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedBook:
    """A playbook in the list."""

    summary: PlaybookSummary
    missing: str | None
    """The first clause of what is still missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybooksPage:
    """The playbooks and the battle cards."""

    standing: tuple[ListedBook, ...]
    """Those with lines."""
    waiting: tuple[ListedBook, ...]
    """Those without."""
    cards: tuple[CardSummary, ...]
    news: tuple[NewVersion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A place where it is done beside one where it is not; they went differently."""

    done: QuoteDetail | None
    other: QuoteDetail | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """A line in words."""

    line: PlaybookLine
    number: int
    """As people and commands count it, from 1."""
    counts: str
    """How often it went well with it and without."""
    difference: str
    """What that comes to within one agent's calls."""
    also: str
    people: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineGroup:
    """The dos, the don'ts or the keeps."""

    kind: LineKind
    heading: str
    lines: tuple[ToldLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookPage:
    """A playbook."""

    summary: PlaybookSummary
    groups: tuple[LineGroup, ...]
    withdrawn: tuple[ToldLine, ...]
    """Those that people stand behind and the calls do not bear out any more."""
    withheld: tuple[ToldLine, ...]
    general: tuple[PlaybookLine, ...]
    """What holds whatever comes up; empty on the page of just that."""
    versions: tuple[PlaybookVersion, ...]
    """The newest first."""
    earlier: int
    """Versions that are not told."""
    choices: tuple[LineChoice, ...]
    """What people decided, the newest first."""
    about: str | None
    """The address of what it is about."""
    card: str | None
    """The address of the battle card of the same name."""


def read_playbooks(opened: Opened) -> PlaybooksPage:
    """Return all playbooks and battle cards, and what changed last."""
    books = [
        ListedBook(summary=one, missing=one.missing and briefly(one.missing))
        for one in list_playbooks(opened.library)
    ]
    return PlaybooksPage(
        standing=tuple(one for one in books if one.summary.lines),
        waiting=tuple(one for one in books if not one.summary.lines),
        cards=tuple(list_cards(opened.library)),
        news=tuple(newest_versions(opened.library, most=NEWS)),
    )


def read_playbook(opened: Opened, playbook_id: str) -> PlaybookPage:
    """Return a playbook, named by its id or by what it is about.

    Raises:
        NotFoundError: There is none, or several; says what comes near.
    """
    library = opened.library
    page = show_playbook(library, playbook_id)
    history = playbook_history(library, page.summary.id)
    told = [_told(one, page.summary) for one in page.lines]
    standing = [one for one in told if one.line.withheld is None]
    groups = (
        LineGroup(kind=kind, heading=heading, lines=tuple(one for one in standing if one.line.kind == kind))
        for kind, heading in KINDS.items()
    )
    return PlaybookPage(
        summary=page.summary,
        groups=tuple(one for one in groups if one.lines),
        withdrawn=tuple(one for one in told if waits_for(one.line)),
        withheld=tuple(one for one in told if one.line.withheld and not waits_for(one.line)),
        general=_general(library, page.summary),
        versions=history.versions[::-1][:VERSIONS],
        earlier=max(0, len(history.versions) - VERSIONS),
        choices=history.choices[::-1],
        about=_about(page.summary),
        card=_card(library, page.summary),
    )


def read_playbook_file(opened: Opened, playbook_id: str, version: int | None = None) -> tuple[str, str]:
    """Return a playbook's id and its Markdown, as it is now or as a version of it was.

    Raises:
        NotFoundError: There is no such playbook or version.
    """
    if version is not None:
        history = playbook_history(opened.library, playbook_id)
        return f"{history.playbook_id}-version-{version}", history.version(version).text
    summary = show_playbook(opened.library, playbook_id).summary
    return summary.id, playbooks_markdown([stored_book(opened.library, summary.id)])


def _told(detail: LineDetail, summary: PlaybookSummary) -> ToldLine:
    line = detail.line
    done = [one for one in detail.quotes if one.is_done]
    other = [one for one in detail.quotes if not one.is_done]
    return ToldLine(
        line=line,
        number=line.n + 1,
        counts=counts_in_words(line, noun="call" if summary.kind == "topic" else "reply"),
        difference=difference_in_words(line),
        also=also_words(line),
        people=people_words(line),
        pairs=tuple(Pair(done=one, other=two) for one, two in zip_longest(done, other)),
    )


def counts_in_words(line: PlaybookLine, *, noun: str) -> str:
    """Return how often it went well where it is done and where it is not, in a sentence."""
    done, other = line.done_good + line.done_bad, line.not_done_good + line.not_done_bad
    many = {"reply": "replies", "call": "calls"}[noun]
    return (
        f"Went well in {line.done_good:,} of {done:,} {noun if done == 1 else many} with it, and in "
        f"{line.not_done_good:,} of {other:,} without."
    )


def difference_in_words(line: PlaybookLine) -> str:
    """Return what doing it comes to, in a sentence with where the truth may lie; empty where nobody knows."""
    if not (line.done_good + line.done_bad and line.not_done_good + line.not_done_bad):
        return ""
    low, high = round(line.effect_low), round(line.effect_high)
    if low < 0 < high:
        span = f"anything from {-low} fewer to {high} more"
    elif high <= 0:
        span = f"between {-high} and {-low} fewer"
    else:
        span = f"between {low} and {high} more"
    return f"With the same agent, {span} of 100 go well with it."


def _general(library: Library, summary: PlaybookSummary) -> tuple[PlaybookLine, ...]:
    if summary.id == EVERYTHING:
        return ()
    try:
        page = show_playbook(library, EVERYTHING)
    except NotFoundError:
        return ()
    return tuple(one.line for one in page.standing)


def _about(summary: PlaybookSummary) -> str | None:
    if summary.kind == "topic":
        return f"/topics/{quote(summary.id.removeprefix('topic-'))}"
    if summary.kind in ("competitor", "feature"):
        return f"/names/{summary.kind}/{quote(summary.subject)}"
    return f"/names/phrase/{quote(summary.subject)}" if summary.kind == "tracker" else None


def _card(library: Library, summary: PlaybookSummary) -> str | None:
    named = {(one.kind, one.name) for one in list_cards(library)}
    is_there = (summary.kind, summary.subject) in named
    return f"/cards/{summary.kind}/{quote(summary.subject)}" if is_there else None
