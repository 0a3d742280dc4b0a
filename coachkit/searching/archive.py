"""A library as searches see it: what is read once and stays good until the file changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from coachkit.errors import ModelError
from coachkit.query.resolve import Forms, KnownNames
from coachkit.query.to_sql import Sql
from coachkit.query.tree import Node
from coachkit.searching.stored_vectors import StoredVectors
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import calls_by_agent
from coachkit.store.reading.known_names import known_names
from coachkit.store.reading.packed_vectors import library_version
from coachkit.store.reading.retrieval import (
    CallTurns,
    calls_that,
    count_calls,
    count_turns,
    turns_of_calls,
)
from coachkit.store.reading.vocabulary import StoredVocabulary

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from coachkit.searching.meaning import Meanings


class Encoder(Protocol):
    """Text to vectors of unit length that can be compared with stored ones."""

    def can_compare(self, stored: str) -> bool:
        """Say whether vectors of the embedder with identity `stored` mean the same as those made here."""
        ...

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return an array of shape (texts, dimensions)."""
        ...


@dataclass(slots=True)
class _Kept:
    version: tuple[int, int] | None = None
    turns: int | None = None
    calls: int | None = None
    meanings: Meanings | None = None
    by_model: dict[str, Meanings] = field(default_factory=dict)
    vocabulary: StoredVocabulary | None = None
    spans: dict[str, CallTurns] = field(default_factory=dict)
    names: dict[str, Forms] = field(default_factory=dict)
    by_agent: dict[str, list[str]] | None = None


@dataclass(slots=True)
class Archive:
    """An open library with what was read of it; `refresh` before each search."""

    library: Library
    encoder: Encoder | None = None
    """None: the light one of `backends.query_encoder`, opened when it is first needed."""
    today: Callable[[], date] = date.today
    vectors: StoredVectors = field(default_factory=StoredVectors)
    """May be shared with other archives of the same file."""
    _kept: _Kept = field(default_factory=_Kept)

    def refresh(self) -> None:
        """Forget what was read if the file has changed since."""
        version = library_version(self.library)
        if version != self._kept.version:
            self._kept = _Kept(version=version)

    @property
    def turns(self) -> int:
        """How many turns there are."""
        if self._kept.turns is None:
            self._kept.turns = count_turns(self.library)
        return self._kept.turns

    @property
    def calls(self) -> int:
        """How many calls there are."""
        if self._kept.calls is None:
            self._kept.calls = count_calls(self.library)
        return self._kept.calls

    @property
    def vocabulary(self) -> StoredVocabulary:
        """The words that are said."""
        if self._kept.vocabulary is None:
            self._kept.vocabulary = StoredVocabulary(self.library)
        return self._kept.vocabulary

    def known_names(self, *nodes: Node) -> KnownNames:
        """Return the names that resolving these nodes needs."""
        return known_names(self.library, *nodes, kept=self._kept.names)

    def calls_that(self, where: Sql | None) -> list[CallTurns]:
        """Return the calls for which a condition over `calls c` is true (None: all), the newest first."""
        ids = calls_that(self.library, where)
        known = self._kept.spans
        known |= {
            one.call_id: one
            for one in turns_of_calls(self.library, [call_id for call_id in ids if call_id not in known])
        }
        return [known[call_id] for call_id in ids]

    @property
    def calls_by_agent(self) -> Mapping[str, Sequence[str]]:
        """The ids of the calls that each agent took, both in order."""
        if self._kept.by_agent is None:
            found: dict[str, list[str]] = {}
            for agent, call_id in calls_by_agent(self.library):
                found.setdefault(agent, []).append(call_id)
            self._kept.by_agent = found
        return self._kept.by_agent

    def open_encoder(self) -> Encoder:
        """Return the encoder of queries.

        Raises:
            ModelError: Its weights are missing or damaged.
        """
        if self.encoder is None:
            from coachkit.backends.query_encoder import QueryEncoder

            self.encoder = QueryEncoder.open()
        return self.encoder

    def meanings(self) -> Meanings:
        """Return the vectors of all passages that the encoder can compare.

        Raises:
            ModelError: The encoder's weights are missing, there are no vectors, or all are another model's.
        """
        if self._kept.meanings is None:
            found, has_any = self.vectors.meanings(
                self.library, lambda model: self.open_encoder().can_compare(model)
            )
            if found is None:
                raise ModelError(
                    "another model made the meaning of the calls; run coachkit build"
                    if has_any
                    else "no meaning of a call is stored yet; run coachkit build"
                )
            self._kept.meanings = found
        return self._kept.meanings

    def meanings_by(self, model: str) -> Meanings:
        """Return the vectors of all passages that one model made; no encoder is needed to compare these."""
        if model not in self._kept.by_model:
            found, _ = self.vectors.meanings(self.library, model.__eq__)
            if found is None:
                from coachkit.searching.meaning import Meanings

                found = Meanings(())
            self._kept.by_model[model] = found
        return self._kept.by_model[model]
