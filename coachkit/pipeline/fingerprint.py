"""Fingerprints: what a stage was run from, as one hash.

Built from values alone (never from clocks, paths or row order), so the same library gives the same
fingerprints on every machine.
"""

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from pydantic import BaseModel


def fingerprint(*values: object) -> str:
    """Return a hash of plain values, dataclasses, settings and nestings of them."""
    return Beginning().then(*values)


class Beginning:
    """What many fingerprints begin with, hashed once: `Beginning(a).then(b)` is `fingerprint(a, b)`."""

    def __init__(self, *values: object) -> None:
        self._digest = hashlib.sha256()
        _add(self._digest, values)

    def then(self, *values: object) -> str:
        """Return the fingerprint of the beginning and these values."""
        digest = self._digest.copy()
        _add(digest, values)
        return digest.hexdigest()[:32]


def _add(digest: "hashlib._Hash", values: Iterable[object]) -> None:
    for value in values:
        digest.update(repr(_plain(value)).encode())
        digest.update(b"\x1e")


def rows_fingerprint(rows: Mapping[str, Iterable[object]]) -> str:
    """Return a hash of what a stage wrote, by table."""
    return fingerprint(*(value for name in sorted(rows) for value in (name, *rows[name])))


def _plain(value: Any) -> Any:
    """Return `value` as something whose `repr` is the same in every process."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple or kind is list:
        return _all_plain(value)
    if dataclasses.is_dataclass(kind):
        return [kind.__name__, *_all_plain(_reader_of(kind)(value))]
    if isinstance(value, BaseModel):
        return _plain(value.model_dump(mode="json"))
    if isinstance(value, dict):
        return [(key, _plain(value[key])) for key in sorted(value)]
    if isinstance(value, list | tuple):
        return _all_plain(value)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return value


_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


def _all_plain(values: Sequence[Any]) -> list[Any]:
    # Most of what is hashed are the fields of hundreds of thousands of rows, so they cost no call each.
    if _AS_THEY_ARE.issuperset(map(type, values)):
        return list(values)
    return [value if type(value) in _AS_THEY_ARE else _plain(value) for value in values]


@cache
def _reader_of(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """Return what reads all fields of a value of a class."""
    names = [field.name for field in dataclasses.fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)
