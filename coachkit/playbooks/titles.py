"""What playbooks are called: an id that stays, and titles as a lead would say them."""

import re
from collections.abc import Iterable, Mapping

from coachkit.models import PlaybookKind
from coachkit.playlists.ids import slug

EVERYTHING = "everything"
_PLURAL = re.compile(r"[^\Wisu]s$")
"""How the name of several things ends: `invoices`, not `access`, `status` or `SMS`."""
_MOMENTS: Mapping[str, str] = {
    "objection": "When customers object",
    "price": "When customers ask about the price",
    "feature_failing": "When something does not work",
    "feature_asked": "When customers miss something",
    "frustration": "When customers are fed up",
    "escalation": "When customers want somebody else",
    "question": "When customers ask something",
}


def subject_of(kind: PlaybookKind, name: str, topics: Mapping[str, str]) -> str:
    """Return how a subject is shown: a topic by its title, a moment in words; `name` is as cases have it."""
    if kind == "topic":
        return topics.get(name, name)
    return name.replace("_", " ") if kind == "moment" else name


def title_of(kind: PlaybookKind, name: str, topics: Mapping[str, str]) -> str:
    """Return the title of a playbook: `When Zenlane comes up`."""
    shown = subject_of(kind, name, topics)
    if kind == "everything":
        return "Whatever comes up"
    if kind == "topic":
        return f"Calls about “{shown}”"
    if kind == "tracker":
        return f"When “{shown}” comes up"
    verb = "come" if kind == "feature" and _PLURAL.search(shown) else "comes"
    usual = f"When {shown} {verb} up"
    return _MOMENTS.get(name, usual) if kind == "moment" else usual


def ids_of(subjects: Iterable[tuple[PlaybookKind, str]]) -> dict[tuple[PlaybookKind, str], str]:
    """Return the id of each playbook, no two alike: `competitor-zenlane`, `topic-t4`.

    A topic's is made of its own id and not of its title, so that what people decided stays with it under
    any name.
    """
    found: dict[tuple[PlaybookKind, str], str] = {}
    for kind, name in sorted(set(subjects)):
        wanted = EVERYTHING if kind == "everything" else f"{kind}-{slug(name)}"
        number, one = 2, wanted
        while one in found.values():
            one, number = f"{wanted}-{number}", number + 1
        found[kind, name] = one
    return found
