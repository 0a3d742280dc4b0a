"""What the pipeline knows of a stage."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from coachkit.models import Call, StageName
from coachkit.pipeline.steps.bench import Bench

Facts = Callable[[Bench, Call], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One row of the table."""

    name: StageName
    scope: Literal["call", "library"]
    version: int
    reads: tuple[StageName, ...]
    writes: tuple[str, ...]
    settings: Callable[[Bench], object] = lambda _: None
    """The part of the settings, packs and epochs that the rows depend on."""
    facts: Facts = lambda _, __: None
    """What of the call's own description the rows depend on."""
    tools: tuple[str, ...] = ()
