"""Playlists and their clips."""

from dataclasses import dataclass

from coachkit.models import Medium, PlaylistVerdict, SubjectKind, Verdict
from coachkit.near import pick
from coachkit.store.library import Library

_PLAYLISTS = """
    select p.id, p.kind, p.subject, p.verdict, p.title, p.description,
        (select count(*) from clips where playlist_id = p.id),
        coalesce((select sum("end" - start) from clips where playlist_id = p.id), 0) / 60
    from playlists p
    where (:id is null or p.id = :id) and (:kind is null or p.kind = :kind)
    and (:verdict is null or p.verdict = :verdict)
    order by p.kind, p.subject, p.verdict, p.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaylistSummary:
    """One line of the list of playlists."""

    id: str
    kind: SubjectKind
    subject: str
    verdict: PlaylistVerdict
    title: str
    description: str
    clips: int
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipDetail:
    """A clip with what is needed to play (or, without sound, to read) and to judge it."""

    n: int
    call_id: str
    path: str
    medium: Medium
    started_at: str | None
    agents: tuple[str, ...]
    customer: str | None
    speaker: str | None
    """Who says the quote."""
    start: float
    end: float
    reason: str
    score: float
    quote: str
    label: Verdict | None
    verdict: Verdict
    """How this stretch went."""
    pair: int | None
    """In a contrast list, the pair that it is of."""
    difference: str | None
    """In a contrast list, what differs within the pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaylistPage:
    """A playlist and its clips, in order."""

    summary: PlaylistSummary
    clips: tuple[ClipDetail, ...]


def list_playlists(
    library: Library,
    *,
    kind: SubjectKind | None = None,
    verdict: PlaylistVerdict | None = None,
) -> list[PlaylistSummary]:
    """Return the playlists by kind and subject."""
    return library.find(PlaylistSummary, _PLAYLISTS, {"id": None, "kind": kind, "verdict": verdict})


def show_playlist(library: Library, wanted: str) -> PlaylistPage:
    """Return the playlist with this id or title, or with one that begins so, and its clips.

    Raises:
        NotFoundError: There is none, or several; says what comes near.
    """
    playlists = list_playlists(library)
    forms = [(form, one.id) for one in playlists for form in (one.title, one.id)]
    playlist_id = pick(wanted, forms, what="playlist")
    summary = next(one for one in playlists if one.id == playlist_id)
    return PlaylistPage(summary=summary, clips=tuple(clips_of(library, playlist_id)))


def clips_of(library: Library, playlist_id: str) -> list[ClipDetail]:
    """Return the clips of a playlist, in order."""
    return library.find(
        ClipDetail,
        """
        select k.n, k.call_id, c.path, c.medium, c.started_at,
            (select json_group_array(agent) from
                (select agent from v_call_agents where call_id = k.call_id group by agent order by min(n))),
            (select customer from v_call_customers where call_id = c.id) as customer,
            (select speaker from (
                select s.speaker, s.start, instr(s.text, k.quote) > 0 as says_it from segments s
                where s.call_id = k.call_id and s."end" > k.start and s.start < k."end")
                order by says_it desc, start limit 1),
            k.start, k."end", k.reason, k.score, k.quote, l.label,
            k.verdict, k.pair, k.difference
        from clips k join calls c on c.id = k.call_id left join labels l on l.call_id = k.call_id
        where k.playlist_id = :playlist order by k.n
        """,
        {"playlist": playlist_id},
    )
