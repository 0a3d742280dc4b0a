"""What there is to learn from on a subject: its playlists, its playbook and its battle card."""

from dataclasses import dataclass

from coachkit.models import SubjectKind
from coachkit.store.reading.cards import list_cards
from coachkit.store.reading.playbooks import list_playbooks
from coachkit.store.reading.playlists import PlaylistSummary, list_playlists
from coachkit.web.library_pool import OpenedLibrary


@dataclass(frozen=True, slots=True, kw_only=True)
class Guides:
    """What there is to learn from on a subject."""

    playlists: tuple[PlaylistSummary, ...]
    """Those with clips."""
    playbook: str | None
    """Its id."""
    has_card: bool


def guides_of(opened: OpenedLibrary, kind: SubjectKind, subject: str) -> Guides:
    """Return what there is on a subject, named as the library names it."""
    playlists = opened.kept("playlists", list_playlists)
    playbooks = opened.kept("playbooks", list_playbooks)
    cards = opened.kept("cards", list_cards)
    return Guides(
        # agents hear lists on a page of their own
        playlists=tuple(
            one
            for one in playlists
            if (one.kind, one.subject) == (kind, subject) and one.clips > 0 and opened.viewer is None
        ),
        playbook=next((one.id for one in playbooks if (one.kind, one.subject) == (kind, subject)), None),
        has_card=any((one.kind, one.name) == (kind, subject) for one in cards),
    )
