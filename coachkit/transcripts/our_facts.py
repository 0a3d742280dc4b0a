"""What marks a transcript as ours, and what it says of its call; the same in JSON and in a WebVTT note."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from coachkit.errors import InputError
from coachkit.models import Call, CallAgent, CallDetails

MARK = "coachkit transcript"
VERSION = 1
"""Of the format; a higher one is refused."""

_NOTE = re.compile(rf"{MARK}, version (\d{{1,9}})\s*(.*)", re.DOTALL)


def call_facts(call: Call, agents: Sequence[CallAgent]) -> dict[str, object]:
    """Return what a transcript of ours says of its call; what is not known is left out."""
    facts = {
        "id": call.id,
        "agents": list(dict.fromkeys(one.agent for one in agents)),
        "customer": call.customer,
        "started_at": call.started_at,
        "duration": round(call.duration, 3),
        "kind": call.kind,
        "language": call.language,
    }
    return {key: value for key, value in facts.items() if value not in (None, [])}


def write_note(facts: Mapping[str, object]) -> str:
    """Return a note for WebVTT; the arrow `-->`, which would begin a caption, is never in it."""
    values = json.dumps(facts, ensure_ascii=True).replace(">", "\\u003e")
    return f"{MARK}, version {VERSION}\n{values}"


def read_note(name: str, note: str) -> tuple[bool, CallDetails | None]:
    """Say whether a note marks a transcript of ours, and what it says of the call.

    Raises:
        InputError: The note is of a newer version, or was spoilt by hand.
    """
    found = _NOTE.match(note)
    if found is None:
        return False, None
    check_version(name, int(found[1]))
    try:
        facts = json.loads(found[2] or "{}")
    except ValueError:
        raise InputError(f"{name}: the note “{MARK}” does not hold JSON; mend it or take it away") from None
    return True, details_of(name, facts)


def check_version(name: str, version: object) -> None:
    """Refuse a version that is none, or that this coachkit does not know."""
    if version != VERSION:
        raise InputError(
            f"{name}: is a {MARK} of version {version}; this coachkit reads version {VERSION}; upgrade it"
        )


def details_of(name: str, facts: object) -> CallDetails:
    """Return what the facts say of the call, as `call_facts` writes them.

    Raises:
        InputError: One of them is of the wrong kind; names it.
    """
    if not isinstance(facts, dict):
        raise InputError(f"{name}: “call” needs keys with values such as agents and customer")
    agents = facts.get("agents", [])
    if not isinstance(agents, list) or not all(isinstance(agent, str) for agent in agents):
        raise InputError(f"{name}: “call.agents” needs a list of names")
    try:
        moment = facts.get("started_at")
        started_at = None if moment is None else datetime.fromisoformat(moment)
    except (TypeError, ValueError):
        raise InputError(
            f"{name}: “call.started_at” needs a time such as 2026-11-16T09:15:00, got {moment!r}"
        ) from None
    return CallDetails(
        agent=agents[0] if agents else None,
        customer=_text(name, facts, "customer"),
        started_at=started_at,
        kind=_text(name, facts, "kind"),
        language=_text(name, facts, "language"),
        source="transcript",
    )


def _text(name: str, facts: Mapping[str, object], key: str) -> str | None:
    value = facts.get(key)
    if not isinstance(value, str | None):
        raise InputError(f"{name}: “call.{key}” needs a text, got {value!r}")
    return value
