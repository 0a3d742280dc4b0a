"""Files by their names alone: where they lie on this machine is nobody's business who reads a page."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import PurePath
from typing import TypeVar, cast

Value = TypeVar("Value")


def with_file_names(value: Value) -> Value:
    """Return a value with the name of the file in place of every `path` in it, however deep.

    What holds no path is returned as it is.
    """
    return cast(Value, _changed(value))


def _changed(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        new = {}
        for field in fields(value):
            old = getattr(value, field.name)
            named = _name(old) if field.name == "path" else _changed(old)
            if named is not old:
                new[field.name] = named
        return replace(value, **new) if new else value
    if isinstance(value, (tuple, list)):
        members = [_changed(one) for one in value]
        is_same = all(one is other for one, other in zip(members, value, strict=True))
        return value if is_same else type(value)(members)
    if isinstance(value, Mapping):
        return {key: _name(one) if key == "path" else _changed(one) for key, one in value.items()}
    return _name(value) if isinstance(value, PurePath) else value


def _name(path: object) -> object:
    return PurePath(path).name if isinstance(path, (str, PurePath)) and path else path
