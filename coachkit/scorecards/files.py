"""Where score cards are: built-in ones, and files of a team's own, which may extend others."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coachkit.errors import SettingsError
from coachkit.near import similar_names
from coachkit.query.resolve import KnownNames
from coachkit.scorecards.card import ScoreCard, ready_card
from coachkit.scorecards.explaining import check_keys, explained, refuse
from coachkit.scorecards.written import WrittenCard

_BUILT_IN = resources.files("coachkit.packs").joinpath("scorecards")
_CARD_KEYS = ("id", "title", "calls", "criteria", "extends", "drop")


def built_in_names() -> list[str]:
    """Return the names of the cards that come with coachkit."""
    return _names_in(_BUILT_IN.iterdir())


def own_names(folder: Path | None) -> list[str]:
    """Return the names of the cards in a team's folder; none where there is no such folder."""
    return _names_in(folder.glob("*.toml")) if folder is not None and folder.is_dir() else []


def load_card(name: str, *, folder: Path | None = None, known: KnownNames | None = None) -> ScoreCard:
    """Return the card `name`: one of a team's `folder`, else a built-in one.

    `known` are the names that its lines may use (see `ready_card`); None: those of built-in trackers.

    Raises:
        SettingsError: There is no such card, or something in it is wrong; the message says where.
    """
    if name not in (*own_names(folder), *built_in_names()):
        raise SettingsError(f"there is no score card “{name}”; {_known_cards(name, folder)}")
    place, text = _read(name, folder)
    values = _whole(place, text, folder, way=((name, name in own_names(folder)),))
    if values.setdefault("id", name) != name:
        raise refuse(place, f"its id is “{values['id']}”; write “{name}”, as the file is called", key="id")
    return _card(values, known, place)


def read_card(path: Path, *, folder: Path | None = None, known: KnownNames | None = None) -> ScoreCard:
    """Return the card in a file, wherever it is; cards that it extends are in `folder` or built in.

    Raises:
        SettingsError: The file cannot be read, or something in it is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as a score card ({error})") from None
    is_own = folder is not None and path.resolve().parent == folder.resolve()
    values = _whole(str(path), text, folder, way=((path.stem, is_own),))
    values.setdefault("id", path.stem)
    return _card(values, known, str(path))


def parse_card(text: str, *, name: str, known: KnownNames | None = None) -> ScoreCard:
    """Return the card written in `text` (TOML).

    Raises:
        SettingsError: It is not TOML or not a card; the message names the line and the key.
    """
    values = _whole(f"score card {name}", text, None, way=((name, True),))
    values.setdefault("id", name)
    return _card(values, known, f"score card {name}")


def _card(values: Mapping[str, Any], known: KnownNames | None, place: str) -> ScoreCard:
    lines = values.get("criteria", [])
    check_keys(place, lines)
    try:
        # as JSON, whose arrays strict validation takes for tuples
        written = WrittenCard.model_validate_json(json.dumps(values, default=str))
    except ValidationError as error:
        raise explained(place, error, lines) from None
    return ready_card(written, known if known is not None else built_in_trackers(), place=place)


def built_in_trackers() -> KnownNames:
    """Return the names that are there without any settings."""
    from coachkit.tracking.packs import all_built_in

    return KnownNames(forms={"tracker": [(one.name, one.name) for one in all_built_in()]})


def _whole(place: str, text: str, folder: Path | None, *, way: Sequence[tuple[str, bool]]) -> dict[str, Any]:
    """Return what a card says together with the card that it extends; `way`: (card, whether own) so far."""
    values = _values(place, text)
    base, drop = values.pop("extends", None), values.pop("drop", [])
    if base is None:
        if drop:
            raise refuse(place, "only a card that extends another can drop lines", key="drop")
        return values
    name, is_own = way[-1]
    # a team's “service” may extend the built-in “service”
    in_folder = folder if base in own_names(folder) and not (is_own and base == name) else None
    step = (base, in_folder is not None)
    if step in way:
        circle = " extends ".join(f"“{one}”" for one, _ in (*way[way.index(step) :], step))
        raise refuse(place, f"it goes round in a circle: {circle}", key="extends")
    if in_folder is None and base not in built_in_names():
        raise refuse(place, f"there is no score card “{base}”; {_known_cards(base, folder)}", key="extends")
    below = _whole(*_read(base, in_folder), folder, way=(*way, step))
    return _extended(place, below, values, drop)


def _extended(
    place: str, below: Mapping[str, Any], values: Mapping[str, Any], drop: Sequence[str]
) -> dict[str, Any]:
    lines = {line.get("id", n): dict(line) for n, line in enumerate(below.get("criteria", []))}
    for name in drop:
        if name not in lines:
            listed = ", ".join(f"“{one}”" for one in lines)
            raise refuse(place, f"the extended card has no line “{name}”; it has {listed}", key="drop")
        del lines[name]
    changed = values.get("criteria", [])
    ids = [line.get("id") for line in changed]
    if repeated := [one for one in ids if one is not None and ids.count(one) > 1]:
        raise refuse(place, "there are two lines with this id; give one of them another", line=repeated[0])
    for n, line in enumerate(changed):
        old = lines.get(line.get("id"), {})
        # another rule looks at other keys
        keeps = old and line.get("rule", old.get("rule")) == old.get("rule")
        lines[line.get("id", f"new {n}")] = {**old, **line} if keeps else dict(line)
    kept = {key: value for key, value in below.items() if key != "id"}
    return {**kept, **values, "criteria": [*lines.values()]}


def _values(place: str, text: str) -> dict[str, Any]:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{place}: not valid TOML: {error}") from None
    for key in values:
        if key not in _CARD_KEYS:
            raise refuse(place, f"unknown key; known here: {', '.join(_CARD_KEYS)}", key=key)
    lines = values.get("criteria", [])
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        raise refuse(place, "write each line as a block under [[criteria]]", key="criteria")
    drop = values.get("drop", [])
    if not isinstance(drop, list) or not all(isinstance(one, str) for one in drop):
        raise refuse(place, 'write a list of ids, such as drop = ["talk_ratio"]', key="drop")
    if not isinstance(values.get("extends", ""), str):
        raise refuse(place, 'write the name of a card, such as extends = "service"', key="extends")
    return values


def _read(name: str, folder: Path | None) -> tuple[str, str]:
    """Return where a card is and what it says; own cards go before built-in ones of the same name."""
    if folder is not None and name in own_names(folder):
        path = folder / f"{name}.toml"
        try:
            return str(path), path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{path}: cannot be read as a score card ({error})") from None
    return f"score card {name}", _BUILT_IN.joinpath(f"{name}.toml").read_text(encoding="utf-8")


def _names_in(entries: Any) -> list[str]:  # Path, or importlib's Traversable
    return sorted(one.name.removesuffix(".toml") for one in entries if one.name.endswith(".toml"))


def _known_cards(wanted: str, folder: Path | None) -> str:
    names = sorted({*own_names(folder), *built_in_names()})
    near = similar_names(wanted, names)
    return f"did you mean “{near[0]}”?" if near else f"known: {', '.join(names)}"
