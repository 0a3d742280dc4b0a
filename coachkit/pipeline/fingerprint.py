"""Fingerprints: what a stage was run from, as one hash.

Built from values alone (never from clocks, paths or row order), so the same library gives the same
fingerprints on every machine.
"""

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel


def fingerprint(*values: object) -> str:
    """Return a hash of plain values, dataclasses, settings and nestings of them."""
    digest = hashlib.sha256()
    for value in values:
        digest.update(repr(_plain(value)).encode())
        digest.update(b"\x1e")
    return digest.hexdigest()[:32]


def rows_fingerprint(rows: Mapping[str, Iterable[object]]) -> str:
    """Return a hash of what a stage wrote, by table."""
    return fingerprint(*(value for name in sorted(rows) for value in (name, *rows[name])))


def _plain(value: Any) -> Any:
    """Return `value` as something whose `repr` is the same in every process."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_plain(getattr(value, f.name)) for f in dataclasses.fields(value))]
    if isinstance(value, BaseModel):
        return _plain(value.model_dump(mode="json"))
    if isinstance(value, dict):
        return [(key, _plain(value[key])) for key in sorted(value)]
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return value
