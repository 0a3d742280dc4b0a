"""Which lists there are to be: the built-in ones, read from a pack, and those of the team's settings.

Both are the same kind of data. What is written once with `each` becomes one list for every subject.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from coachkit.config import ListLimits, SmartPlaylist
from coachkit.models import PlaylistKind, PlaylistOrigin, SubjectKind, Verdict
from coachkit.playlists.ids import list_id, slug

Fill = Literal["best of the week", "hear first", "rising phrase", "new starter", "new starters"]
"""How a list is filled that is not about one subject."""
KIND_OF_FILL: Mapping[Fill, PlaylistKind] = {
    "best of the week": "week",
    "hear first": "week",
    "rising phrase": "phrase",
    "new starter": "starter",
    "new starters": "starter",
}
VERDICT_OF: Mapping[str, Verdict] = {"good": "good", "bad": "bad", "mixed": "neutral"}
"""Which highlights a list takes, by its own verdict; `any` takes all."""


class BuiltInPlaylist(SmartPlaylist):
    """A list of the pack."""

    subject: str = ""
    """Only for this subject; its texts go before those for all."""
    fill: Fill | None = None

    def _is_filled(self) -> bool:
        return self.fill is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A list as it is to be filled."""

    id: str
    kind: PlaylistKind
    subject: str
    """As it is shown."""
    verdict: Literal["good", "bad", "mixed"]
    title: str
    description: str
    limits: ListLimits
    only: Verdict | None
    """Takes only what went so; None: anything."""
    origin: PlaylistOrigin = "built-in"
    query: str | None = None
    trains: str | None = None


@cache
def built_in() -> tuple[BuiltInPlaylist, ...]:
    """Return the lists of the pack."""
    text = resources.files("coachkit").joinpath("packs", "playlists.toml").read_text(encoding="utf-8")
    return tuple(BuiltInPlaylist.model_validate(one) for one in tomllib.loads(text)["playlists"])


def built_in_for(kind: SubjectKind, subject: str, verdict: Verdict) -> BuiltInPlaylist | None:
    """Return the built-in list about a subject that went so; None where there is none."""
    fit = [
        one
        for one in built_in()
        if one.each == kind and one.subject in ("", subject) and VERDICT_OF.get(one.verdict) == verdict
    ]
    return max(fit, key=lambda one: one.subject != "", default=None)


def filled_by(fill: Fill) -> BuiltInPlaylist:
    """Return the built-in list that is filled in this way."""
    return next(one for one in built_in() if one.fill == fill)


def about(one: BuiltInPlaylist, kind: SubjectKind, subject: str) -> Wanted:
    """Return the built-in list about a subject."""
    shown = subject.replace("_", " ") if kind == "moment" else subject
    said = {"subject": shown, "quoted": quoted(subject)}
    return Wanted(
        id=f"{kind}-{slug(shown)}-{one.verdict}",
        kind=kind,
        subject=shown,
        verdict="mixed" if one.verdict == "any" else one.verdict,
        title=_begun(one.title.format(**said)),
        description=_begun(one.description.format(**said)),
        limits=one,
        only=VERDICT_OF.get(one.verdict),
        query=one.query.format(**said) or None,
        trains=(one.trains or "").format(subject=subject) or None,
    )


def by_fill(id_: str, one: BuiltInPlaylist, **said: str) -> Wanted:
    """Return a built-in list that is filled in a way of its own; `said` goes into its texts."""
    return Wanted(
        id=id_,
        kind=KIND_OF_FILL[one.fill] if one.fill else "smart",
        subject=said.get("subject", ""),
        verdict="mixed" if one.verdict == "any" else one.verdict,
        title=_begun(one.title.format(**said)),
        description=_begun(one.description.format(**said)),
        limits=one,
        only=VERDICT_OF.get(one.verdict),
        query=said.get("query") or one.query.format(**said) or None,
        trains=one.trains,
    )


def of_settings(one: SmartPlaylist, subject: str | None = None) -> Wanted:
    """Return a list of the settings, for a subject where there is one for each.

    Only `{subject}` stands for something in its texts; it is put into a query as a quoted name.
    """
    title = _with(one.title, subject)
    if subject is not None and title == one.title:
        title = f"{title}: {subject}"
    return Wanted(
        id=list_id(title),
        kind="smart",
        subject=subject or title,
        verdict="mixed" if one.verdict == "any" else one.verdict,
        title=title,
        description=_with(one.description, subject),
        limits=one,
        only=VERDICT_OF.get(one.verdict),
        origin="settings",
        query=_with(one.query, None if subject is None else quoted(subject)).strip() or None,
        trains=None if one.trains is None else _with(one.trains, subject),
    )


def quoted(name: str) -> str:
    """Return a name or a phrase as it is written in a query, by itself or after a field."""
    plain = " ".join(name.replace('"', " ").split())
    is_one_word = re.fullmatch(r"\w[\w-]*", plain) and plain not in ("AND", "NOT", "OR")
    return plain if is_one_word else f'"{plain}"'


def _with(text: str, subject: str | None) -> str:
    return text if subject is None else text.replace("{subject}", subject)


def _begun(text: str) -> str:
    """Return a text that begins with a capital, whatever a name in it does."""
    return text[:1].upper() + text[1:]
