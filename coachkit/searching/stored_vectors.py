"""The vectors of a library in memory: read once for all connections that search the same file."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from coachkit.store.library import Library
from coachkit.store.reading.packed_vectors import packed_calls, read_packed

if TYPE_CHECKING:
    from coachkit.models import PackedVectors
    from coachkit.searching.meaning import Meanings  # needs numpy, which a search by words does without


class StoredVectors:
    """Vectors of all calls; when the file changes, only those of changed calls are read again.

    Threads may share one: what it returns is never changed.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._packed: dict[str, tuple[str, PackedVectors]] = {}
        self._made: dict[frozenset[str], Meanings] = {}

    def meanings(self, library: Library, is_wanted: Callable[[str], bool]) -> tuple[Meanings | None, bool]:
        """Return the vectors of the models that are wanted, and whether there are any of any model.

        None: there are none of a wanted model.
        """
        with self._lock:
            self._refresh(library)
            models = {packed.model for _, packed in self._packed.values()}
            wanted = frozenset(model for model in models if is_wanted(model))
            if not wanted:
                return None, bool(models)
            if wanted not in self._made:
                self._made[wanted] = self._of_models(wanted)
            return self._made[wanted], True

    def _of_models(self, wanted: frozenset[str]) -> Meanings:
        from coachkit.searching.meaning import Meanings

        found = [packed for _, packed in self._packed.values() if packed.model in wanted]
        return Meanings(sorted(found, key=lambda one: one.call_id))

    def _refresh(self, library: Library) -> None:
        """Read the vectors of calls that are new or made anew, and forget those of calls that are gone."""
        stored = packed_calls(library)
        known = {call_id: made for call_id, (made, _) in self._packed.items()}
        if stored == known:
            return
        changed = [call_id for call_id, made in stored.items() if known.get(call_id) != made]
        fresh = read_packed(library, None if len(changed) == len(stored) else changed)
        packed = {call_id: one for call_id, (_, one) in self._packed.items()}
        packed |= {one.call_id: one for one in fresh}
        self._packed = {
            call_id: (made, packed[call_id]) for call_id, made in stored.items() if call_id in packed
        }
        self._made = {}
