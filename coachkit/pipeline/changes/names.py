"""Names in the settings: written there first, then looked for in all calls; and taken back the same way.

The settings file stays a person's: what is taken back is put as it was, unless somebody has changed that
very name since. What others changed elsewhere in the file stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tomlkit import TOMLDocument

from coachkit.config import Settings, load_settings
from coachkit.errors import EditError, SettingsError
from coachkit.pipeline.changes.rescan import Difference, rescan
from coachkit.pipeline.progress import Progress
from coachkit.pipeline.toolbox import Tools
from coachkit.settings_file import NamedSection, Value, change_settings, entry_values, put_entry, remove_entry
from coachkit.store.library import Library
from coachkit.whole_files import write_whole

Values = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What was done to one block of a settings file, with all that it takes to put it back."""

    path: Path
    section: NamedSection
    name: str
    settings: Settings
    """All settings as they are with it."""
    entry_before: Mapping[str, object]
    """What the block said; empty where there was none."""
    entry_after: Mapping[str, object]
    text_before: bytes
    text_after: bytes

    @property
    def is_changed(self) -> bool:
        """Whether the file says anything else than before."""
        return self.text_before != self.text_after


def add_to_name(path: Path, section: NamedSection, name: str, values: Values) -> Writing:
    """Write a name with what is said of it; lists are added to those that its block has.

    What is None or empty stays as it is.

    Raises:
        SettingsError: There is no such file, or the settings would not hold; nothing is written.
        CoachkitError: The file cannot be written.
    """
    return _written(path, section, name, _joined(entry_values(path, section, name), values))


def put_name(path: Path, section: NamedSection, name: str, values: Values) -> Writing:
    """Write a name with what is said of it; what is None or empty is taken out.

    Raises:
        SettingsError: As `add_to_name`.
        CoachkitError: As `add_to_name`.
    """
    return _written(path, section, name, values)


def remove_name(path: Path, section: NamedSection, name: str) -> Writing:
    """Take a name out of the settings, with all that is said of it.

    Raises:
        EditError: It is not there.
        SettingsError: As `add_to_name`.
        CoachkitError: As `add_to_name`.
    """
    if not entry_values(path, section, name):
        raise EditError(f"“{name}” is not in the settings any more")
    text, known = path.read_bytes(), entry_values(path, section, name)
    settings = change_settings(path, partial(remove_entry, section=section, name=name), section=section)
    return Writing(
        path=path,
        section=section,
        name=name,
        settings=settings,
        entry_before=known,
        entry_after={},
        text_before=text,
        text_after=path.read_bytes(),
    )


def put_back(writing: Writing) -> Writing:
    """Undo a writing: the file is as before it, but for what people wrote elsewhere in it since.

    Raises:
        EditError: Somebody has changed this very name since.
        SettingsError: As `add_to_name`.
        CoachkitError: As `add_to_name`.
    """
    path, section, name = writing.path, writing.section, writing.name
    if not path.is_file():
        raise SettingsError(f"{path}: the settings are not there any more")
    text, entry = path.read_bytes(), entry_values(path, section, name)
    if text == writing.text_after:
        write_whole(path, writing.text_before)
    elif entry == writing.entry_after:
        change_settings(path, partial(_put_whole, section=section, writing=writing), section=section)
    else:
        raise EditError(
            f"“{name}” was changed in {path.name} after that; it stays as it is, to be changed by hand"
        )
    return Writing(
        path=path,
        section=section,
        name=name,
        settings=load_settings(path),
        entry_before=entry,
        entry_after=entry_values(path, section, name),
        text_before=text,
        text_after=path.read_bytes(),
    )


def look_again(
    library: Library, writing: Writing, *, tools: Tools | None = None, progress: Progress | None = None
) -> Difference:
    """Look through all calls with the settings as they were written, and return what that changed.

    Raises:
        ModelError: A model that is needed is missing; the settings stay, and the next build does the rest.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    return rescan(library, writing.settings, tools=tools, progress=progress)[0]


def _written(path: Path, section: NamedSection, name: str, values: Values) -> Writing:
    known = entry_values(path, section, name) if path.is_file() else {}
    text = path.read_bytes() if path.is_file() else b""
    edit = partial(put_entry, section=section, name=name, values=values)
    settings = change_settings(path, edit, section=section)
    return Writing(
        path=path,
        section=section,
        name=str(known.get("name", name)),
        settings=settings,
        entry_before=known,
        entry_after=entry_values(path, section, name),
        text_before=text,
        text_after=path.read_bytes(),
    )


def _put_whole(document: TOMLDocument, section: NamedSection, writing: Writing) -> None:
    """Make the block say what it said before the writing."""
    before, after = dict(writing.entry_before), writing.entry_after
    if not before:
        remove_entry(document, section, writing.name)
        return
    values = {key: before.get(key) for key in {**before, **after} if key != "name"}
    put_entry(document, section, writing.name, values)  # type: ignore[arg-type]  # what TOML was read as


def _joined(known: Mapping[str, object], given: Values) -> dict[str, Value]:
    joined: dict[str, Value] = {}
    for key, value in given.items():
        if value is None or value == ():
            continue
        old = known.get(key)
        if isinstance(old, list) and isinstance(value, Sequence) and not isinstance(value, str):
            joined[key] = [*dict.fromkeys((*old, *value))]
        else:
            joined[key] = value
    return joined
