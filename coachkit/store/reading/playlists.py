"""Playlists and their clips."""

from dataclasses import dataclass

from coachkit.models import Departure, Medium, PlaylistKind, PlaylistOrigin, PlaylistVerdict, Verdict
from coachkit.near import pick
from coachkit.store import coding
from coachkit.store.library import Library

# `v_call_agents` says the same, but SQLite would go through all of it for each clip
_TOOK = """(select agent, n from call_agents where call_id = k.call_id
            union all
            select agent, n from legs where call_id = k.call_id and agent is not null
                and not exists (select 1 from call_agents where call_id = k.call_id))"""
_PLAYLISTS = """
    select p.id, p.kind, p.subject, p.verdict, p.title, p.description,
        (select count(*) from clips where playlist_id = p.id),
        coalesce((select sum("end" - start) from clips where playlist_id = p.id), 0) / 60,
        p.origin, p.query, p.sort, p.trains, p.note
    from playlists p
    where (:kind is null or p.kind = :kind) and (:verdict is null or p.verdict = :verdict)
    and (:origin is null or p.origin = :origin)
    order by p.kind, p.subject, p.verdict, p.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaylistSummary:
    """One line of the list of playlists."""

    id: str
    kind: PlaylistKind
    subject: str
    verdict: PlaylistVerdict
    title: str
    description: str
    clips: int
    minutes: float
    origin: PlaylistOrigin
    query: str | None
    """What it is filled by: a search for it shows the same."""
    sort: str | None
    trains: str | None
    note: str | None
    """Why it is empty, or has few clips."""


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
    is_pinned: bool
    note: str | None
    """What a person wrote beside it."""
    added_by: str | None
    """Who put it there; None: the list filled itself."""
    moments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaylistPage:
    """A playlist and its clips, in order, and what left it."""

    summary: PlaylistSummary
    clips: tuple[ClipDetail, ...]
    departures: tuple[Departure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaylistDates:
    """When a playlist got what it has."""

    id: str
    newest_call: str | None
    """When the newest call that a clip is from was recorded."""
    changed_at: str | None
    """When people last changed it or a clip left it; None where neither happened."""


def list_playlists(
    library: Library,
    *,
    kind: PlaylistKind | None = None,
    verdict: PlaylistVerdict | None = None,
    origin: PlaylistOrigin | None = None,
) -> list[PlaylistSummary]:
    """Return the playlists by kind and subject."""
    wanted = {"kind": kind, "verdict": verdict, "origin": origin}
    return library.find(PlaylistSummary, _PLAYLISTS, wanted)


def show_playlist(library: Library, wanted: str) -> PlaylistPage:
    """Return the playlist with this id or title, or with one that begins so, and its clips.

    Raises:
        NotFoundError: There is none, or several; says what comes near.
    """
    playlists = list_playlists(library)
    forms = [(form, one.id) for one in playlists for form in (one.title, one.id)]
    playlist_id = pick(wanted, forms, what="playlist")
    summary = next(one for one in playlists if one.id == playlist_id)
    return PlaylistPage(
        summary=summary,
        clips=tuple(clips_of(library, playlist_id)),
        departures=tuple(departures_of(library, playlist_id)),
    )


def departures_of(library: Library, playlist_id: str) -> list[Departure]:
    """Return what left a playlist, in order."""
    sql = coding.select_sql(Departure, where="playlist_id = :playlist")
    return library.find(Departure, sql, {"playlist": playlist_id})


def list_dates(library: Library) -> list[PlaylistDates]:
    """Return when each playlist that has clips, or was changed, last changed, by its id."""
    return library.find(
        PlaylistDates,
        """
        select p.id,
            (select max(c.started_at) from clips k join calls c on c.id = k.call_id
                where k.playlist_id = p.id),
            (select max(at) from (
                select made_at as at from kept_clips where playlist_id = p.id
                union all select made_at from clip_changes where playlist_id = p.id
                union all select made_at from made_playlists where id = p.id
                union all select left_at from departures where playlist_id = p.id))
        from playlists p order by p.id
        """,
    )


def clips_of(library: Library, playlist_id: str) -> list[ClipDetail]:
    """Return the clips of a playlist, in order."""
    return library.find(
        ClipDetail,
        f"""
        select k.n, k.call_id, c.path, c.medium, c.started_at,
            (select json_group_array(agent) from (select agent from {_TOOK} group by agent order by min(n))),
            (select customer from v_call_customers where call_id = c.id) as customer,
            (select speaker from (
                select s.speaker, s.start, instr(s.text, k.quote) > 0 as says_it from segments s
                where s.call_id = k.call_id and s."end" > k.start and s.start < k."end")
                order by says_it desc, start limit 1),
            k.start, k."end", k.reason, k.score, k.quote, l.label,
            k.verdict, k.pair, k.difference, k.is_pinned, k.note, k.added_by, k.moments
        from clips k join calls c on c.id = k.call_id left join labels l on l.call_id = k.call_id
        where k.playlist_id = :playlist order by k.n
        """,  # noqa: S608 - a constant
        {"playlist": playlist_id},
    )
