"""An assigned list as its agent may see it: what others did badly is without their names."""

from collections.abc import Sequence
from dataclasses import replace

from coachkit.export.anonymous import without_names, without_others
from coachkit.export.contents import ClipContents, PlaylistContents, gather_playlists
from coachkit.export.own_names import names_of
from coachkit.models import Agent
from coachkit.store.library import Library
from coachkit.store.reading.following import ListHead

_TITLED_BY_PEOPLE = frozenset({"made", "smart", "starter"})
"""Kinds of lists whose titles may name somebody."""


def seen_by(library: Library, playlist_ids: Sequence[str], agent: str) -> dict[str, PlaylistContents]:
    """Return lists as an agent may see them, by id; own clips keep the agent's own name.

    Raises:
        NotFoundError: There is no such list.
    """
    if not playlist_ids:
        return {}
    lists = gather_playlists(library, playlist_ids)
    aliases = next((one.aliases for one in library.rows(Agent) if one.name == agent), ())
    names = {agent, *aliases}
    seen = {}
    for contents, hidden in zip(lists, without_names(lists), strict=True):
        others = names_of(name for of in hidden.clips if of.is_nameless for name in of.known_as)
        others -= names_of(names)
        clips = tuple(
            without_others(of, others) if _is_own(of, names) else other
            for of, other in zip(contents.clips, hidden.clips, strict=True)
        )
        seen[contents.playlist.id] = replace(hidden, clips=clips)
    return seen


def title_seen_by(library: Library, head: ListHead, agent: str) -> str:
    """Return what an agent may see a list called."""
    if head.is_gone or head.kind not in _TITLED_BY_PEOPLE:
        return head.title
    return seen_by(library, [head.id], agent)[head.id].playlist.title


def _is_own(of: ClipContents, names: set[str]) -> bool:
    return bool(of.known_as) and names.issuperset(of.known_as)
