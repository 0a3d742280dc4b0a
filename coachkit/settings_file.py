"""`coachkit.toml` changed by coachkit itself: comments, order and layout stay as a person wrote them.

A change is made on a copy of the text. Before anything is written, the new text is read as settings, and
all that was not to be changed must have come out the same; the file is then replaced whole.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import AoT, Array, Comment, Item, Table, Whitespace

from coachkit.config import Settings, beside, load_settings, parse_settings
from coachkit.errors import SettingsError
from coachkit.whole_files import write_whole

NamedSection = Literal["agents", "customers", "competitors", "features", "trackers"]
"""Sections that hold one block for each of several things, each with a name and aliases."""
Section = NamedSection | Literal["searches", "scoring", "playlists"]
Value = str | date | int | float | Sequence[str]
Entry = MutableMapping[str, Any]  # tomlkit's values are of its own kinds
Edit = Callable[[TOMLDocument], None]


def change_settings(path: Path, edit: Edit, *, section: Section, dry_run: bool = False) -> Settings:
    """Apply `edit`, which changes `section`, to the settings in `path` and return what they are then.

    With `dry_run` nothing is written. A file that the edit leaves as it was is not written either.

    Raises:
        SettingsError: There is no such file, it holds something coachkit does not know, or the change
            would make it so; the file then stays as it was.
        CoachkitError: The file cannot be written.
    """
    before = load_settings(path)
    text = path.read_bytes().decode("utf-8")
    changed = edited_text(text, edit, section=section, name=str(path))
    if changed == text:
        return before
    after = beside(parse_settings(changed, name=str(path), is_written=False), path)
    if not dry_run:
        write_whole(path, changed.encode("utf-8"))
    return after


def edited_text(text: str, edit: Edit, *, section: Section, name: str) -> str:
    """Return TOML with an edit made in one section; line ends stay as they are.

    Raises:
        SettingsError: The text is laid out in a way that cannot be changed without harm.
    """
    document = tomlkit.parse(text if text.endswith("\n") or not text else text + "\n")
    edit(document)
    changed = tomlkit.dumps(document)
    if "\r\n" in text and not re.search(r"(?<!\r)\n", text):
        changed = re.sub(r"(?<!\r)\n", "\r\n", changed)
    if not _leaves_the_rest(text, changed, section):
        what = (
            f"the section [{section}]"
            if section in ("searches", "scoring", "playlists")
            else f"the blocks [[{section}]] one after the other"
        )
        raise SettingsError(
            f"{name}: it is laid out in a way that coachkit cannot change without harm; "
            f"write {what} at its end, and try again"
        )
    return changed


def _leaves_the_rest(text: str, changed: str, section: Section) -> bool:
    try:
        return _others(tomllib.loads(changed), section) == _others(tomllib.loads(text), section)
    except tomllib.TOMLDecodeError:
        return False


def _others(values: Mapping[str, object], section: str) -> dict[str, object]:
    return {key: value for key, value in values.items() if key != section}


def put_entry(
    document: TOMLDocument, section: NamedSection, name: str, values: Mapping[str, Value | None]
) -> None:
    """Set `values` of the block with this name (case does not count), or add such a block at the end.

    A value of None or an empty list is left out of a new block, and taken out of an old one.
    """
    put_entries(document, section, {name: values})


def put_entries(
    document: TOMLDocument, section: NamedSection, values_by_name: Mapping[str, Mapping[str, Value | None]]
) -> None:
    """Set values of several blocks, as `put_entry` does with one."""
    known = {str(entry.get("name", "")).casefold(): entry for entry in document.get(section, ())}
    for name, values in values_by_name.items():
        entry = known.get(name.casefold())
        if entry is None:
            _append(document, section, {"name": name} | {key: one for key, one in values.items() if one})
            continue
        _change(entry, values)


def remove_entry(document: TOMLDocument, section: NamedSection, name: str) -> None:
    """Take out the block with this name; nothing happens where there is none."""
    _remove(document.get(section, ()), "name", name)


def put_smart(document: TOMLDocument, title: str, values: Mapping[str, Value | None]) -> None:
    """Set `values` of the list with this title under `[[playlists.smart]]`, or add such a list.

    A value of None is left out of a new list, and taken out of an old one.
    """
    holder = document.get("playlists")
    if holder is None:
        holder = tomlkit.table(is_super_table=True)
        document.append("playlists", holder)
    entry = next((one for one in holder.get("smart", ()) if _is_called(one, "title", title)), None)
    if entry is None:
        _append(
            holder,
            "smart",
            {"title": title} | {key: one for key, one in values.items() if one or one is False},
        )
    else:
        _change(entry, values)


def drop_smart(document: TOMLDocument, title: str) -> None:
    """Take out the list with this title; nothing happens where there is none."""
    holder = document.get("playlists", {})
    entries = holder.get("smart", ())
    if len(entries) != 1 or isinstance(entries, Array) or not _is_called(entries[0], "title", title):
        _remove(entries, "title", title)
        return
    trailing = _cut_trailing(entries[0])
    del holder["smart"]
    if len(holder):
        _put_back(holder, trailing)
        return
    names = [None if key is None else key.key for key, _ in document.body]
    following = [item for _, item in document.body[names.index("playlists") + 1 :]]
    del document["playlists"]
    _put_above(next((item for item in following if isinstance(item, Table | AoT)), None), trailing)


def entry_values(path: Path, section: NamedSection, name: str) -> dict[str, object]:
    """Return what the block with this name says in the settings in `path`; nothing where there is none."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get(section, ())
    return next((dict(entry) for entry in entries if _is_called(entry, "name", name)), {})


def put_search(document: TOMLDocument, name: str, query: str) -> None:
    """Save a search in the section `searches`, in the place of one whose name differs only in case."""
    table = document.get("searches")
    if table is None:
        table = tomlkit.table()
        document.append("searches", table)
    known = next((key for key in table if key.casefold() == name.casefold()), name)
    # between single quotation marks, so that those of a phrase can be read
    is_literal = not re.search(r"['\x00-\x1f\x7f]", query)
    trailing = _cut_trailing(table) if known not in table else []
    table[known] = tomlkit.string(query, literal=is_literal)
    _put_back(table, trailing)


def put_scoring(document: TOMLDocument, values: Mapping[str, Value]) -> None:
    """Set keys of the section `scoring`, such as the score card in use; an empty list takes its key out."""
    table = document.get("scoring")
    if table is None:
        table = tomlkit.table()
        document.append("scoring", table)
    for key, value in values.items():
        if value:
            _set(table, key, value)
        elif key in table:
            del table[key]


def drop_search(document: TOMLDocument, name: str) -> None:
    """Take a saved search out; nothing happens where there is none."""
    table = document.get("searches", {})
    if name in table:
        del table[name]


def _is_called(entry: Entry, key: str, name: str) -> bool:
    return str(entry.get(key, "")).casefold() == name.casefold()


def _remove(entries: Any, key: str, name: str) -> None:
    place = next((i for i, entry in enumerate(entries) if _is_called(entry, key, name)), None)
    if place is None:
        return
    trailing = _cut_trailing(entries[place])
    del entries[place]
    # Comments at its end belong to what follows: the next block, or the next section.
    if not any(isinstance(one, Comment) for one in trailing):
        return
    if place < len(entries) and isinstance(entries[place], Table):
        _put_above(entries[place], trailing)
    elif place:
        above = _cut_trailing(entries[place - 1])
        _put_back(entries[place - 1], [one for one in above if isinstance(one, Comment)] + trailing)


def _change(entry: Entry, values: Mapping[str, Value | None]) -> None:
    for key, value in values.items():
        if value or value is False:
            _set(entry, key, value)
        elif key in entry:
            del entry[key]


def _set(entry: Entry, key: str, value: Value) -> None:
    """Change a value where it stands, or add it below the block's last line that says something."""
    old = entry.get(key)
    if old is None:
        trailing = _cut_trailing(entry)
        entry[key] = _item(value)
        _put_back(entry, trailing)
    elif isinstance(old, Array) and not isinstance(value, str | date | int | float):
        for form in [form for form in old if form not in value]:
            old.remove(form)
        for form in [form for form in value if form not in old]:
            old.append(form)
    elif old != value:
        entry[key] = _item(value)


def _append(holder: Entry, section: str, values: Mapping[str, Value]) -> None:
    entries = holder.get(section)
    if isinstance(entries, Array):
        line = tomlkit.inline_table()
        line.update({key: _item(value) for key, value in values.items()})
        entries.append(line)
        return
    table = tomlkit.table()
    for key, value in values.items():
        table.add(key, _item(value))
    if entries is None:
        trailing = _cut_trailing(holder)
        blocks = tomlkit.aot()
        blocks.append(table)
        holder[section] = blocks
        _put_back(table, trailing)
        return
    # What follows the last block, such as the heading comment of the next section, goes behind the new one.
    trailing = _cut_trailing(entries[-1])
    table.trivia.indent = "\n"
    entries.append(table)
    _put_back(entries[-1], trailing)


def _cut_trailing(entry: Any) -> list[Item]:
    """Take the empty lines and comments off the end of a block and return them."""
    if not isinstance(entry, Table):
        return []
    body, trailing = entry.value.body, []
    while body and body[-1][0] is None and isinstance(body[-1][1], Whitespace | Comment):
        trailing.append(body.pop()[1])
    return trailing[::-1]


def _put_above(item: Table | AoT | None, lines: Sequence[Item]) -> None:
    """Put empty lines and comments before a block."""
    if item is not None and lines:
        trivia = (item[0] if isinstance(item, AoT) else item).trivia
        trivia.indent = "".join(one.as_string() for one in lines).lstrip("\n") + trivia.indent.lstrip("\n")


def _put_back(entry: Any, trailing: list[Item]) -> None:
    for one in trailing:
        entry.add(one)


def _item(value: Value) -> Any:  # any of tomlkit's kinds
    if isinstance(value, str) and '"' in value and not re.search(r"['\x00-\x1f\x7f]", value):
        # between single quotation marks, so that those of a phrase can be read
        return tomlkit.string(value, literal=True)
    return value if isinstance(value, str | date | int | float) else list(value)
