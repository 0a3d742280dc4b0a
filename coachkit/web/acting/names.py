"""Competitors and features: listed, changed and taken out, and what is said to be no name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coachkit.counts import format_count
from coachkit.errors import EditError, InputError, NotFoundError, SettingsError
from coachkit.languages import loose
from coachkit.pipeline.changes.names import (
    Writing,
    add_to_name,
    look_again,
    put_back,
    put_name,
    remove_name,
)
from coachkit.pipeline.changes.suggestions import suggest_again, turn_down
from coachkit.settings_file import entry_values
from coachkit.store.reading import list_playlists
from coachkit.store.reading.said_names import names_said
from coachkit.web.acting.desk import Action, Desk, Done, refuse_changed, settings_file_of, version_of

if TYPE_CHECKING:
    from coachkit.config import NamedThing, Settings
    from coachkit.pipeline.changes.rescan import Difference

NameKind = Literal["competitor", "feature"]
Section = Literal["competitors", "features"]
SECTIONS: dict[NameKind, Section] = {"competitor": "competitors", "feature": "features"}
_SHORTEST = 2
_PLACE = re.compile(r"^.*?: “\w+\[\d+\]\.\w+”:? ?")
"""What a message about settings begins with: the file, and the place in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A competitor or feature of the settings."""

    kind: NameKind
    name: str
    others: tuple[str, ...]
    """Other spellings."""

    @property
    def version(self) -> str:
        """Another one when somebody changes how it is listed."""
        return version_of(self.name, self.others)


def listed_names(settings: Settings) -> list[Listed]:
    """Return the competitors and features of settings, in their order."""
    kinds: tuple[tuple[NameKind, Sequence[NamedThing]], ...] = (
        ("competitor", settings.competitors),
        ("feature", settings.features),
    )
    return [Listed(kind=kind, name=one.name, others=one.aliases) for kind, things in kinds for one in things]


def spellings_in(text: str) -> tuple[str, ...]:
    """Return what is written in a field for several spellings: parted by commas or line ends."""
    parts = (" ".join(part.split()) for part in re.split(r"[,;\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def list_name(kind: NameKind, name: str, others: Sequence[str]) -> Action:
    """Return the action that lists a competitor or feature, and looks for it in all calls."""

    def act(desk: Desk) -> Done:
        written = " ".join(name.split())
        if len(written) < _SHORTEST:
            raise InputError("write the name as it is said, in two letters or more")
        path = settings_file_of(desk)
        _refuse_other_kind(desk, kind, written)
        forms = _new_forms(desk, kind, written, others)
        writing = _write(lambda: add_to_name(path, SECTIONS[kind], written, {"aliases": forms}))
        if not writing.is_changed:
            return Done(said=f"“{writing.name}” is listed as a {kind} already.")
        if writing.entry_before:
            told = f"“{writing.name}” was listed already; it has {_more(forms)} now."
        else:
            told = f"“{writing.name}” is a {kind} now."
        return _looked(desk, writing, told, kind)

    return act


def accept_spelling(kind: NameKind, meant: str, spelling: str) -> Action:
    """Return the action that makes a spelling another name of a competitor or feature."""

    def act(desk: Desk) -> Done:
        path = settings_file_of(desk)
        if not entry_values(path, SECTIONS[kind], meant):
            raise NotFoundError(f"“{meant}” is not listed as a {kind} any more")
        writing = _write(lambda: add_to_name(path, SECTIONS[kind], meant, {"aliases": (spelling,)}))
        if not writing.is_changed:
            return Done(said=f"“{spelling}” counts as “{writing.name}” already.")
        return _looked(desk, writing, f"“{spelling}” counts as “{writing.name}” now.", kind)

    return act


def change_spellings(kind: NameKind, name: str, others: Sequence[str], *, version: str = "") -> Action:
    """Return the action that sets the other spellings of a competitor or feature."""

    def act(desk: Desk) -> Done:
        path = settings_file_of(desk)
        now = _listed(desk, kind, name)
        told = ", ".join(now.others) or "no other spelling"
        refuse_changed(
            f"How “{name}” is written",
            version=version,
            now=now.version,
            theirs=told,
            yours=", ".join(others) or "no other spelling",
        )
        writing = _write(lambda: put_name(path, SECTIONS[kind], now.name, {"aliases": [*others]}))
        if not writing.is_changed:
            return Done(said=f"“{now.name}” has these spellings already.")
        return _looked(desk, writing, f"The spellings of “{now.name}” changed.", kind)

    return act


def drop_name(kind: NameKind, name: str, *, version: str = "") -> Action:
    """Return the action that takes a competitor or feature out of the settings."""

    def act(desk: Desk) -> Done:
        path = settings_file_of(desk)
        now = _listed(desk, kind, name)
        refuse_changed(
            f"How “{name}” is written",
            version=version,
            now=now.version,
            theirs=", ".join((now.name, *now.others)),
            yours="taken out",
        )
        writing = _write(lambda: remove_name(path, SECTIONS[kind], now.name))
        done = _looked(desk, writing, f"“{now.name}” is not looked for any more.", kind)
        return Done(said=done.said, changed=done.changed, undo=done.undo, there="/names")

    return act


def no_name(spelling: str, meant: str = "") -> Action:
    """Return the action that keeps that a word is no name, or does not stand for the name `meant`."""

    def act(desk: Desk) -> Done:
        if not meant and not any(
            loose(one) == loose(spelling) for one in names_said(desk.library, "candidate")
        ):
            raise NotFoundError(f"“{spelling}” is not among the unknown names any more")
        is_new = turn_down(desk.library, spelling, meant=meant, author=desk.author)
        told = f"“{spelling}” does not stand for “{meant}”" if meant else f"“{spelling}” is not a name"
        if not is_new:
            return Done(said=f"{told}: somebody has said so already.")
        return Done(said=f"{told}: it will not come up again.", undo=_again(spelling, meant))

    return act


def _again(spelling: str, meant: str) -> Action:
    def act(desk: Desk) -> Done:
        if not suggest_again(desk.library, spelling, meant=meant):
            raise EditError(f"“{spelling}” comes up again already")
        return Done(said=f"“{spelling}” comes up again.", undo=no_name(spelling, meant))

    return act


def _undo(writing: Writing, kind: NameKind) -> Action:
    def act(desk: Desk) -> Done:
        back = _write(lambda: put_back(writing))
        if not back.entry_after:
            told = f"“{writing.name}” is not listed any more, as before."
        else:
            told = f"“{writing.name}” is listed as before."
        return _looked(desk, back, told, kind)

    return act


def _looked(desk: Desk, writing: Writing, told: str, kind: NameKind) -> Done:
    """Look through all calls, and tell what came of it."""
    difference = look_again(desk.library, writing, tools=desk.tools)
    changed = [*_found(difference, writing.name, kind)]
    if difference.added:
        changed += [
            f"The playlist “{one.title}” has {format_count(one.clips, 'clip')}."
            for one in list_playlists(desk.library)
            if one.subject == writing.name and one.clips
        ]
    return Done(said=told, changed=tuple(changed), undo=_undo(writing, kind))


def _found(difference: Difference, name: str, kind: NameKind) -> list[str]:
    told = []
    for what, found in (("gained", difference.added), ("lost", difference.removed)):
        own = [one for one in found if (one.kind, one.name) == (kind, name)]
        if own:
            calls = format_count(len({one.call_id for one in own}), "call")
            places = format_count(len(own), "place")
            told.append(f"{calls} {what} {places} where it is named.")
    others = {one.name for one in (*difference.added, *difference.removed)} - {name}
    if others:
        names = sorted(others, key=str.casefold)
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        told.append(f"What is found of {', '.join(names[:3])}{more} changed too.")
    return told or ["Nothing else changed." if difference.removed else "No call says it so far."]


def _write(write: Callable[[], Writing]) -> Writing:
    """Write; what does not hold is told without the place in the file, which a form does not have."""
    try:
        return write()
    except SettingsError as error:
        raise InputError(_PLACE.sub("", str(error))) from error


def _listed(desk: Desk, kind: NameKind, name: str) -> Listed:
    for one in listed_names(desk.settings):
        if one.kind == kind and one.name.casefold() == name.casefold():
            return one
    raise NotFoundError(f"“{name}” is not listed as a {kind} any more")


def _refuse_other_kind(desk: Desk, kind: NameKind, name: str) -> None:
    """Refuse a name that stands for something else already."""
    for one in listed_names(desk.settings):
        is_own = one.kind == kind and loose(one.name) == loose(name)
        if not is_own and loose(name) in {loose(form) for form in (one.name, *one.others)}:
            how = (
                f"listed as a {one.kind} already"
                if loose(one.name) == loose(name)
                else (f"another spelling of “{one.name}” already")
            )
            raise EditError(f"“{name}” is {how}")


def _new_forms(desk: Desk, kind: NameKind, name: str, others: Sequence[str]) -> tuple[str, ...]:
    """Return the spellings that the name does not have yet."""
    known = {loose(name)}
    for one in listed_names(desk.settings):
        if one.kind == kind and loose(one.name) == loose(name):
            known |= {loose(form) for form in (one.name, *one.others)}
    return tuple(one for one in others if loose(one) not in known)


def _more(forms: Sequence[str]) -> str:
    return f"{format_count(len(forms), 'spelling')} more: {', '.join(forms)}"
