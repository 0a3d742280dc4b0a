"""Our own JSON, read back: what was exported is the same again, line by line."""

from typing import get_args

from coachkit.errors import InputError
from coachkit.models import Role
from coachkit.transcripts.drafts import DraftLine, finish_lines
from coachkit.transcripts.given import GivenTranscript
from coachkit.transcripts.json_values import Values, each, number_in, text_in
from coachkit.transcripts.our_facts import check_version, details_of


def read_our_json(name: str, values: Values) -> GivenTranscript:
    """Return the transcript in our own JSON, whose file is called `name`.

    Raises:
        InputError: It is of a newer version, or was spoilt by hand; names the place.
    """
    check_version(name, values.get("version"))
    drafts = [_draft(name, place, segment) for place, segment in each(name, values, "segments")]
    return GivenTranscript(
        format="JSON",
        lines=finish_lines(name, drafts, is_ours=True),
        is_ours=True,
        details=details_of(name, values.get("call", {})),
    )


def _draft(name: str, place: str, segment: Values) -> DraftLine:
    return DraftLine(
        place=place,
        start=number_in(name, place, segment, "start"),
        end=number_in(name, place, segment, "end"),
        text=text_in(name, place, segment, "text"),
        speaker=text_in(name, place, segment, "speaker"),
        role=_role(name, place, segment),
        language=text_in(name, place, segment, "language"),
        is_estimated=segment.get("times_from") == "estimate",
    )


def _role(name: str, place: str, segment: Values) -> Role | None:
    role = text_in(name, place, segment, "role")
    known: dict[str, Role] = {known: known for known in get_args(Role)}
    if role and role not in known:
        raise InputError(f"{name}, {place}: “role” needs one of {', '.join(known)}, got “{role}”")
    return known.get(role)
