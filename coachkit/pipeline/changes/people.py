"""Who says something: one person goes by one spelling, however the name is written the next time."""

from coachkit.errors import EditError
from coachkit.models import (
    Answer,
    ClipChange,
    Dispute,
    DisputeDecision,
    KeptClip,
    LineChoice,
    MadePlaylist,
    Rating,
)
from coachkit.store.library import Library
from coachkit.text_files import clean_text

Opinion = Rating | Answer | Dispute | DisputeDecision | MadePlaylist | KeptClip | ClipChange | LineChoice


def known_author(library: Library, name: str) -> str:
    """Return a person's name as it was written first: “Jana” and “jana” are one.

    Raises:
        EditError: The name is empty.
    """
    author = clean_text(name)
    if not author:
        raise EditError("who says so needs a name, such as “Jana”")
    opinions: list[Opinion] = [*library.rows(Rating), *library.rows(Answer)]
    opinions += [*library.rows(Dispute), *library.rows(DisputeDecision)]
    opinions += [*library.rows(MadePlaylist), *library.rows(KeptClip), *library.rows(ClipChange)]
    opinions += library.rows(LineChoice)
    known = {one.author.casefold(): one.author for one in reversed(opinions)}
    return known.get(author.casefold(), author)
