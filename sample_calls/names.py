"""Find the configured names in a script's text.

The scripts say which line names which competitor or feature; this module checks that claim against the words.
It knows only the names and aliases of coachkit.toml and plain English endings, so that a forgotten mention
fails the build.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Name:
    """One configured thing that people talk about: a competitor or a feature."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFinder:
    """A pattern over all written forms, and the name that each form stands for."""

    pattern: re.Pattern[str]
    names: dict[str, Name]

    def find(self, text: str) -> list[Name]:
        """Return the names in a text in spoken order, once per occurrence."""
        return [self.names[_key(match.group(1))] for match in self.pattern.finditer(text)]


def read_names(settings: Path) -> NameFinder:
    """Read competitors and features, with their aliases, from a coachkit.toml."""
    data = tomllib.loads(settings.read_text(encoding="utf-8"))
    names: dict[str, Name] = {}
    for kind, table in (("competitor", "competitors"), ("feature", "features")):
        for entry in data[table]:
            for form in (entry["name"], *entry["aliases"]):
                names[_key(form)] = Name(kind=kind, name=entry["name"])
    longest_first = sorted(names, key=lambda form: (-len(form), form))
    forms = "|".join(re.escape(form).replace(r"\ ", r"[\s-]+") for form in longest_first)
    return NameFinder(pattern=re.compile(rf"\b({forms})(?:'s|s|ing|ed)?\b", re.IGNORECASE), names=names)


def _key(form: str) -> str:
    """Fold case, hyphens and runs of spaces, so that "Single sign-on" and "single sign on" are one form."""
    return re.sub(r"[\s-]+", " ", form).lower()
