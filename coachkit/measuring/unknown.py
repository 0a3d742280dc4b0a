"""Why a figure cannot be known: nothing here is guessed."""

from collections.abc import Mapping, Sequence

from coachkit.conversation import talk_of, why_no_talk
from coachkit.languages import name_of, unread_language
from coachkit.metric_definitions import Definition, metric_definitions
from coachkit.models import Segment

NO_ROLES = "it is not known which speaker is the agent"
NO_TIMES = "the transcript does not say when each line begins and ends"
NO_WORDS = "nobody says anything"
ESTIMATED = 0.1
"""From this share of lines without true times on, nothing is measured in seconds."""


def why_unknown(segments: Sequence[Segment]) -> Mapping[str, str]:
    """Return why figures of a call with these lines cannot be known, by name, whatever came out for them."""
    found: dict[str, str] = {}
    definitions = metric_definitions().values()
    no_talk = why_no_talk(segments)
    if no_talk:
        return {one.name: no_talk for one in definitions}
    talk = talk_of(segments)
    has_times = sum(s.times_from == "estimate" for s in talk) <= ESTIMATED * len(talk)
    has_roles = any(s.role in ("agent", "customer") for s in talk)
    unread = {side: unread_language((s.language, s.text) for s in talk if s.role == side) for side in _SIDES}
    for one in definitions:
        reason = _reason(one, has_times=has_times, has_roles=has_roles, unread=unread)
        if reason:
            found[one.name] = reason if talk or one.needs == "talk" else NO_WORDS
    return found


_SIDES = ("agent", "customer")


def _reason(
    one: Definition, *, has_times: bool, has_roles: bool, unread: Mapping[str, str | None]
) -> str | None:
    if one.needs == "roles" and not has_roles:
        return NO_ROLES
    if one.is_timed and not has_times:
        return NO_TIMES
    language = unread[one.listens] if one.listens else None
    return f"the {one.listens} speaks {name_of(language)}, which is not listened to" if language else None
