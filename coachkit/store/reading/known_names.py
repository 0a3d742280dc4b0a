"""The names that a query may use, read as far as it needs them."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from coachkit.errors import SettingsError
from coachkit.languages import named_languages
from coachkit.query.resolve import Forms, KnownNames, names_needed
from coachkit.query.tree import Node
from coachkit.store.library import Library

# each finds (spelling, stored name); the first spelling of a name is the one to show
_SPELLINGS = {
    "agent": """
        select name, name from agents
        union all select agent, agent from (select distinct agent from v_call_agents)
        union all select j.value, a.name from agents a, json_each(a.aliases) j
    """,
    "team": "select distinct team, team from agents where team is not null",
    "customer": """
        select name, name from customers
        union all select customer, customer from
            (select distinct customer from v_call_customers where customer is not null)
        union all select j.value, u.name from customers u, json_each(u.aliases) j
    """,
    "topic": """
        select title, topic_id from v_topic_titles
        union all select topic_id, topic_id from v_topic_titles
    """,
    "playlist": "select title, id from playlists union all select id, id from playlists",
    "tracker": "select tracker, tracker from tracker_hits union select tracker, tracker from sensed_hits",
    "competitor": """
        select distinct name, name from mentions where kind = 'competitor'
        union all select distinct text, name from mentions where kind = 'competitor'
    """,
    "feature": """
        select distinct name, name from mentions where kind = 'feature'
        union all select distinct text, name from mentions where kind = 'feature'
    """,
    "kind": "select distinct kind, kind from calls where kind is not null",
    "card": "select distinct card, card from scores",
    "metric": "select distinct name, name from metrics",
    "outcome": "select distinct kind, kind from outcomes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spelling:
    form: str
    name: str


def known_names(library: Library, *nodes: Node, kept: dict[str, Forms] | None = None) -> KnownNames:
    """Return the names that resolving `nodes` needs, and no others.

    Competitors, features and trackers that nothing was found of yet are looked up in the settings, where a
    name is not known otherwise. What is read goes into `kept`, and what is there is not read again; it is
    the caller's to know whether the library is still the same.
    """
    needed = sorted(frozenset().union(*map(names_needed, nodes)))
    read = {} if kept is None else kept
    for kind in needed:
        if kind not in read:
            read[kind] = _forms(library, kind)
    return KnownNames(forms={kind: read[kind] for kind in needed}, more=partial(_names_of_settings, library))


def _forms(library: Library, kind: str) -> Forms:
    if kind == "language":
        return named_languages()
    if kind == "call":
        from coachkit.store.reading.calls import call_forms

        return call_forms(library)
    if kind not in _SPELLINGS:
        return ()
    return [(one.form, one.name) for one in library.find(_Spelling, _SPELLINGS[kind])]


def names_of_settings(library: Library, kind: str) -> list[str]:
    """Return the competitors, features or trackers that the settings of the folders that were built name."""
    return [*dict.fromkeys(name for _, name in _names_of_settings(library, kind))]


def _names_of_settings(library: Library, kind: str) -> Forms:
    """Return names from the settings of all folders that were built; none where those cannot be read."""
    if kind not in ("competitor", "feature", "name", "tracker", "moment"):
        return ()
    from coachkit.config import load_settings
    from coachkit.models import BuiltFolder
    from coachkit.tracking.packs import trackers_on

    forms: list[tuple[str, str]] = []
    for path in sorted({one.settings for one in library.rows(BuiltFolder) if one.settings}):
        try:
            settings = load_settings(Path(path))
        except (SettingsError, OSError):  # what was found can be asked for even where the settings are gone
            continue
        if kind in ("tracker", "moment"):
            forms += [(one.name, one.name) for one in trackers_on(settings)]
        things = [*(settings.competitors if kind in ("competitor", "name") else ()),
                  *(settings.features if kind in ("feature", "name") else ())]  # fmt: skip
        forms += [(form, thing.name) for thing in things for form in (thing.name, *thing.aliases)]
    return forms
