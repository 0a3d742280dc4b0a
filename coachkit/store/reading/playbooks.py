"""Playbooks as they are listed and read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from coachkit.counts import format_count
from coachkit.errors import NotFoundError
from coachkit.models import (
    LineChoice,
    Medium,
    Playbook,
    PlaybookKind,
    PlaybookLine,
    PlaybookVersion,
    Verdict,
)
from coachkit.near import pick
from coachkit.playbooks.book import Book
from coachkit.spelling import spelling_key
from coachkit.store import coding
from coachkit.store.library import Library

Noun = TypeVar("Noun", PlaybookLine, PlaybookVersion, LineChoice)
_KINDS: Sequence[PlaybookKind] = ("everything", "competitor", "feature", "moment", "tracker", "topic")
"""Of two subjects with one name, the one whose kind is named first here is meant, as in practice."""
_PLAYBOOKS = """
    select p.id, p.kind, p.subject, p.title, p.good, p.bad, p.unclear, p.calls, p.agents, p.looked_at,
        (select count(*) from playbook_lines where playbook_id = p.id and withheld is null) as standing,
        (select count(*) from playbook_lines where playbook_id = p.id and withheld is not null),
        p.missing
    from playbooks p where :kind is null or p.kind = :kind
    order by standing = 0, p.kind != 'everything', p.kind, p.subject, p.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookSummary:
    """One line of the list of playbooks."""

    id: str
    kind: PlaybookKind
    subject: str
    title: str
    good: int
    bad: int
    unclear: int
    calls: int
    agents: int
    looked_at: int
    lines: int
    """Those that stand."""
    withheld: int
    missing: str | None


def list_playbooks(library: Library, *, kind: PlaybookKind | None = None) -> list[PlaybookSummary]:
    """Return the playbooks: those with lines first, then that about everything, then by kind and name."""
    return library.find(PlaybookSummary, _PLAYBOOKS, {"kind": kind})


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteDetail:
    """A place that shows a line, with what is needed to play or to read it."""

    line: int
    n: int
    call_id: str
    path: str
    medium: Medium
    started_at: str | None
    customer: str | None
    agent: str | None
    start: float
    end: float
    verdict: Verdict
    is_done: bool
    prompt: str
    words: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDetail:
    """A line of a playbook with what shows it."""

    line: PlaybookLine
    quotes: tuple[QuoteDetail, ...]
    """None of a line that does not stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookPage:
    """A playbook with its lines: those that stand first."""

    summary: PlaybookSummary
    lines: tuple[LineDetail, ...]

    @property
    def standing(self) -> list[LineDetail]:
        """The lines that are claimed."""
        return [one for one in self.lines if one.line.withheld is None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookHistory:
    """The versions of a playbook, and what people decided of its lines, oldest first."""

    playbook_id: str
    title: str | None
    """None where nothing of the kind comes up any more."""
    versions: tuple[PlaybookVersion, ...]
    choices: tuple[LineChoice, ...]

    def version(self, number: int) -> PlaybookVersion:
        """Return the version with this number.

        Raises:
            NotFoundError: There is none; says how many there are.
        """
        found = next((one for one in self.versions if one.n == number), None)
        if found is None:
            there = format_count(len(self.versions), "version")
            raise NotFoundError(f"{self.playbook_id} has no version {number}; it has {there}")
        return found


def find_playbook(library: Library, wanted: str) -> PlaybookSummary:
    """Return the playbook with this id, title or subject, or with one that begins so.

    Raises:
        NotFoundError: There is none, or several; says what comes near.
    """
    books = {one.id: one for one in list_playbooks(library)}
    return books[_pick(wanted, books.values())]


def show_playbook(library: Library, wanted: str) -> PlaybookPage:
    """Return a playbook with all its lines.

    Raises:
        NotFoundError: As `find_playbook`.
    """
    summary = find_playbook(library, wanted)
    quotes = _quotes_of(library, summary.id)
    return PlaybookPage(
        summary=summary,
        lines=tuple(
            LineDetail(
                line=line,
                quotes=tuple(one for one in quotes if one.line == line.n and line.withheld is None),
            )
            for line in lines_of(library, summary.id)
        ),
    )


def stored_books(library: Library) -> list[Book]:
    """Return all playbooks with all their lines, by id."""
    lines: dict[str, list[PlaybookLine]] = {}
    for line in library.rows(PlaybookLine):
        lines.setdefault(line.playbook_id, []).append(line)
    return [Book(playbook=one, lines=tuple(lines.get(one.id, ()))) for one in library.rows(Playbook)]


def stored_book(library: Library, playbook_id: str) -> Book:
    """Return the playbook with this id, which must exist, with all its lines."""
    [playbook] = library.find(
        Playbook, coding.select_sql(Playbook, where="id = :playbook"), {"playbook": playbook_id}
    )
    return Book(playbook=playbook, lines=tuple(lines_of(library, playbook_id)))


def gone_playbooks(library: Library) -> dict[str, str]:
    """Return what is told last of playbooks about what comes up no more, as Markdown, by id."""
    there = {one.id for one in library.rows(Playbook)}
    versions = library.rows(PlaybookVersion)
    return {one.playbook_id: one.text for one in versions if one.playbook_id not in there}


def lines_of(library: Library, playbook_id: str) -> list[PlaybookLine]:
    """Return the lines of a playbook, those that stand first."""
    return _of_book(library, PlaybookLine, playbook_id)


def find_line(library: Library, playbook_id: str, wanted: str) -> PlaybookLine:
    """Return the line of a playbook with this number (from 1), key or text, or with a text that begins so.

    Raises:
        NotFoundError: There is none, or several; says what comes near.
    """
    lines = lines_of(library, playbook_id)
    if not lines:
        raise NotFoundError(f"the playbook {playbook_id} has no lines yet")
    if wanted.strip().isdecimal():
        found = next((one for one in lines if one.n + 1 == int(wanted)), None)
        if found is None:
            there = format_count(len(lines), "line")
            raise NotFoundError(f"there is no line {wanted.strip()}; {playbook_id} has {there}")
        return found
    forms = [(form, str(one.n)) for one in lines for form in (one.behaviour, one.text)]
    number = int(pick(wanted, forms, what="line"))
    return next(one for one in lines if one.n == number)


def playbook_history(library: Library, wanted: str) -> PlaybookHistory:
    """Return the versions of a playbook, also of one about what does not come up any more.

    Raises:
        NotFoundError: There is none, or several; says what comes near.
    """
    books = {one.id: one for one in list_playbooks(library)}
    known = "select playbook_id from playbook_versions union select playbook_id from line_choices"
    gone = {str(one) for (one,) in library.values(known)} - {*books}
    playbook_id = _pick(wanted, books.values(), also=sorted(gone))
    book = books.get(playbook_id)
    return PlaybookHistory(
        playbook_id=playbook_id,
        title=book.title if book else None,
        versions=tuple(_of_book(library, PlaybookVersion, playbook_id)),
        choices=tuple(_of_book(library, LineChoice, playbook_id)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """What changed in a playbook with one of its versions."""

    playbook_id: str
    title: str | None
    """None where nothing of the kind comes up any more."""
    n: int
    made_at: str
    changes: tuple[str, ...]


def newest_versions(library: Library, *, most: int) -> list[NewVersion]:
    """Return the versions that were made last, of whatever playbook, the newest first."""
    return library.find(
        NewVersion,
        """
        select v.playbook_id, p.title, v.n, v.made_at, v.changes
        from playbook_versions v left join playbooks p on p.id = v.playbook_id
        order by v.made_at desc, p.kind != 'everything', v.playbook_id, v.n desc limit :most
        """,
        {"most": most},
    )


def _pick(wanted: str, books: Iterable[PlaybookSummary], *, also: Iterable[str] = ()) -> str:
    known = sorted(books, key=lambda one: _KINDS.index(one.kind))
    same = [one.id for one in known if one.subject and spelling_key(one.subject) == spelling_key(wanted)]
    if same and wanted.strip() not in {one.id for one in known}:
        return same[0]
    forms = [(form, one.id) for one in known for form in (one.id, one.title, one.subject) if form]
    forms += [(one, one) for one in also]
    return pick(wanted, forms, what="playbook")


def _of_book(library: Library, noun: type[Noun], playbook_id: str) -> list[Noun]:
    sql = coding.select_sql(noun, where="playbook_id = :playbook")
    return library.find(noun, sql, {"playbook": playbook_id})


def _quotes_of(library: Library, playbook_id: str) -> list[QuoteDetail]:
    return library.find(
        QuoteDetail,
        """
        select q.line, q.n, q.call_id, c.path, c.medium, c.started_at,
            (select customer from v_call_customers where call_id = c.id), q.agent,
            q.start, q."end", q.verdict, q.is_done, q.prompt, q.words, q.quote
        from playbook_quotes q join calls c on c.id = q.call_id
        where q.playbook_id = :playbook order by q.line, q.n
        """,
        {"playbook": playbook_id},
    )
