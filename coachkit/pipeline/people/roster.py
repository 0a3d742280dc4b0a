"""Agents and customers as the settings name them, added, changed and merged.

All changes are made on a draft first, where a name that would stand for two people is refused; the
settings are written once, at the end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from tomlkit import TOMLDocument

from coachkit.config import Settings
from coachkit.errors import InputError, NotFoundError, SettingsError
from coachkit.near import similar_names
from coachkit.pipeline.people.settling import fold_name
from coachkit.settings_file import Value, change_settings, put_entries, remove_entry

PeopleSection = Literal["agents", "customers"]
COLUMNS = {
    "agents": {key: key for key in ("name", "aliases", "team", "started")},
    "customers": {key: key for key in ("name", "aliases")},
}
"""Headings of a table of people, and the keys of the settings that they fill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An agent or a customer; only agents have a team and a first day."""

    name: str
    aliases: tuple[str, ...] = ()
    team: str | None = None
    started: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    """What became of a person in the settings."""

    before: Person | None
    after: Person
    line: int | None = None
    """Of the table, where the change comes from one."""


class Draft:
    """The people of a section of the settings, while they are being changed."""

    def __init__(self, settings: Settings, section: PeopleSection) -> None:
        self.section = section
        entries = settings.agents if section == "agents" else settings.customers
        self._before = tuple(
            Person(
                name=one.name,
                aliases=one.aliases,
                team=getattr(one, "team", None),
                started=getattr(one, "started", None),
            )
            for one in entries
        )
        self._people: dict[str, Person] = {}
        self._by_form: dict[str, str] = {}
        for person in self._before:
            self._put(None, person)

    def find(self, form: str) -> Person | None:
        """Return the person who goes by this name or alias, None where nobody does."""
        name = self._by_form.get(fold_name(form))
        return None if name is None else self._people[name]

    def add(self, person: Person, *, dropped: Iterable[str] = ()) -> PersonChange:
        """Add a person, or what is new about one who is there already, and take `dropped` aliases away.

        Raises:
            InputError: One of the names is another person's.
        """
        before = self.find(person.name)
        aliases = [*(before.aliases if before else ()), *person.aliases]
        gone = {fold_name(form) for form in dropped}
        name = before.name if before else " ".join(person.name.split())
        after = Person(
            name=name,
            aliases=_without_repeats(name, (one for one in aliases if fold_name(one) not in gone)),
            team=person.team or (before.team if before else None),
            started=person.started or (before.started if before else None),
        )
        for alias in after.aliases:
            other = self.find(alias)
            if other and other != before:
                raise InputError(
                    f"“{alias}” is a name of “{other.name}” already; if they are one person, say so: "
                    f'coachkit {self.section} merge "{other.name}" "{name}"'
                )
        self._put(before, after)
        return PersonChange(before=before, after=after)

    def merge(self, other: str, name: str, *, known: Sequence[str] = ()) -> PersonChange:
        """Make one person of two: all names of `other` become aliases of `name`.

        `known` are the names on calls: a person need not be in the settings before.

        Raises:
            NotFoundError: One of them is not known.
            SettingsError: They are one person already, or `other` is an alias of a third.
        """
        target = self.find(name) or Person(name=self._spelled(name, known))
        source = self.find(other) or Person(name=self._spelled(other, known))
        if fold_name(source.name) == fold_name(target.name):
            raise SettingsError(f"“{other}” and “{name}” are one already: “{target.name}”")
        if fold_name(source.name) != fold_name(other):
            raise SettingsError(
                f"“{other}” is an alias of “{source.name}”; to merge the two people, name “{source.name}”; "
                f'to take the alias away: coachkit {self.section} add "{source.name}" --drop-alias "{other}"'
            )
        after = replace(
            target,
            aliases=_without_repeats(target.name, (*target.aliases, source.name, *source.aliases)),
            team=target.team or source.team,
            started=target.started or source.started,
        )
        before = self._people.get(target.name)
        self._put(self._people.pop(source.name, None), None)
        self._put(before, after)
        return PersonChange(before=before, after=after)

    def write(self, path: Path, *, dry_run: bool = False) -> Settings:
        """Write the people into the settings at `path`, and return the settings with them.

        Raises:
            SettingsError: The settings cannot be changed without harm; they stay as they were.
            CoachkitError: The file cannot be written.
        """
        before = {person.name: person for person in self._before}
        gone = [name for name in before if name not in self._people]
        changed = [one for one in self._people.values() if before.get(one.name) != one]

        def edit(document: TOMLDocument) -> None:
            for name in gone:
                remove_entry(document, self.section, name)
            put_entries(document, self.section, {one.name: self._values(one) for one in changed})

        return change_settings(path, edit, section=self.section, dry_run=dry_run)

    def _put(self, before: Person | None, after: Person | None) -> None:
        """Exchange a person; one of them may be missing."""
        for form in (before.name, *before.aliases) if before else ():
            self._by_form.pop(fold_name(form), None)
        if after:
            self._people[after.name] = after
            self._by_form |= {fold_name(form): after.name for form in (after.name, *after.aliases)}

    def _values(self, person: Person) -> dict[str, Value | None]:
        keys = [key for key in COLUMNS[self.section] if key != "name"]
        return {key: getattr(person, key) for key in keys}

    def _spelled(self, wanted: str, known: Sequence[str]) -> str:
        found = next((one for one in known if fold_name(one) == fold_name(wanted)), None)
        if found is None:
            names = sorted({*known, *(form for p in self._people.values() for form in (p.name, *p.aliases))})
            near = " or ".join(f"“{one}”" for one in similar_names(wanted, names))
            hint = f"did you mean {near}?" if near else f"`coachkit {self.section}` lists them"
            raise NotFoundError(f"there is no “{wanted}” among the {self.section}; {hint}")
        return found


def _without_repeats(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    kept = {fold_name(name): name}
    for alias in aliases:
        kept.setdefault(fold_name(alias), alias)
    return tuple(kept.values())[1:]
