"""What is known of a call from several sources, put together field by field."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from coachkit.models import CallDetails

FIELDS = ("agent", "customer", "started_at", "kind", "language", "agent_channel")
"""Fields that have one value, from the first source that has one."""
NOBODY = frozenset(
    ("anonymous", "anonym", "blocked", "hidden", "n/a", "private", "restricted", "unavailable", "unbekannt")
) | frozenset(("unknown", "unknown caller", "withheld", "0", "-"))
"""What telephone systems write where they do not know who calls: two such calls have nothing in common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What is known of a call, and which source each field is from."""

    details: CallDetails
    origins: Mapping[str, str]


def merge_details(sources: Sequence[CallDetails]) -> Described:
    """Put together what sources say, the surest first; of one kind of outcome the surest source counts."""
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    outcomes: list[tuple[str, str, str, str | None]] = []
    told: list[str] = []
    for source in sources:
        said = {name: value for name in FIELDS if (value := getattr(source, name)) is not None}
        kinds = {kind for kind, *_ in outcomes}
        outcomes += [outcome for outcome in source.outcomes if outcome[0] not in kinds]
        for name, value in said.items():
            if name not in values:
                values[name], origins[name] = value, source.source
        if said or source.outcomes:
            told.append(source.source)
    details = CallDetails(
        **values, outcomes=tuple(outcomes), source=", ".join(dict.fromkeys(told)) or CallDetails().source
    )
    return Described(details=details, origins=origins)


def details_to_json(details: CallDetails | None) -> str | None:
    """Return details as JSON, None where they say nothing."""
    values = asdict(details or CallDetails())
    said = {key: value for key, value in values.items() if value not in (None, ()) and key != "source"}
    if not said:
        return None
    return json.dumps(said, ensure_ascii=False, default=lambda moment: moment.isoformat(), sort_keys=True)


def details_from_json(text: str | None, *, source: str) -> CallDetails:
    """Return what `details_to_json` wrote, as told by `source`."""
    values = json.loads(text) if text else {}
    started_at = values.pop("started_at", None)
    outcomes = tuple((kind, value, by, at) for kind, value, by, at in values.pop("outcomes", ()))
    return CallDetails(
        **values,
        started_at=datetime.fromisoformat(started_at) if started_at else None,
        outcomes=outcomes,
        source=source,
    )
