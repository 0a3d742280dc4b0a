"""Ids of playlists: readable, and the same as long as the title is."""

import re
import unicodedata


def slug(text: str) -> str:
    """Return `text` as lower-case letters, digits and hyphens, in any script ("Zen Lane" → "zen-lane")."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "unnamed"


def list_id(title: str) -> str:
    """Return the id of a list that a team or a person asks for, by its title."""
    return slug(title)
