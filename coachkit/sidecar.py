"""Sidecars: a JSON file beside a recording (`call.mp3`, `call.json`) that says what the call is."""

import json
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coachkit.errors import RecordingError
from coachkit.models import CallDetails


class SidecarOutcome(BaseModel):
    """How the call ended, as somebody recorded it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    value: bool | int | float | str
    source: str = "sidecar"
    at: datetime | None = None


class Sidecar(BaseModel):
    """What a sidecar may hold; every key may be left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    agent: str | None = None
    customer: str | None = None
    started_at: datetime | None = None
    kind: Literal["support", "sales"] | str | None = None
    language: str | None = None
    agent_channel: int | None = Field(default=None, ge=0)
    outcomes: tuple[SidecarOutcome, ...] = ()


def sidecar_of(recording: Path) -> Path | None:
    """Return the path of a recording's sidecar, None where it has none."""
    path = recording.with_suffix(".json")
    return path if path.is_file() else None


def read_sidecar(path: Path) -> CallDetails:
    """Return what the sidecar at `path` says.

    Raises:
        RecordingError: It is not JSON, or a key has a value of the wrong kind.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8-sig"))
        sidecar = Sidecar.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise RecordingError(
            f"{path.name}: “{place}”: {first['msg'].lower()}; mend it and build again"
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        raise RecordingError(
            f"{path.name} is not a JSON sidecar ({error}); mend it or take it away"
        ) from None
    return CallDetails(
        agent=sidecar.agent,
        customer=sidecar.customer,
        started_at=sidecar.started_at,
        kind=sidecar.kind,
        language=sidecar.language,
        agent_channel=sidecar.agent_channel,
        outcomes=tuple(
            (one.kind, _as_text(one.value), one.source, one.at.isoformat() if one.at else None)
            for one in sidecar.outcomes
        ),
        source="sidecar",
    )


def _as_text(value: bool | int | float | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)
