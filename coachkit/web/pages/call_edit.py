"""A line of a transcript, to be corrected."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import BackgroundTasks, Path, Request

from coachkit.errors import NotFoundError
from coachkit.models import Role
from coachkit.store.reading import find_call
from coachkit.store.reading.call_facts import call_heads
from coachkit.store.reading.transcript_lines import read_lines_named, speakers_of
from coachkit.web.acting.acts import Acts
from coachkit.web.acting.editing import line_version
from coachkit.web.library_pool import Opened
from coachkit.web.pages.call import MOST_LINES, CallNamed
from coachkit.web.person import Lead

MOST_LETTERS = 10_000
"""Of a longer line only the speaker can be corrected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineToEdit:
    """A line as it is now."""

    call_id: str
    n: int
    title: str
    """Of its call."""
    start: float
    role: Role
    speaker: str
    text: str | None
    """None: it is too long to be corrected here."""
    speakers: tuple[str, ...]
    """Who speaks on the call."""
    version: str


def read_line_to_edit(
    request: Request,
    later: BackgroundTasks,
    opened: Opened,
    person: Lead,  # noqa: ARG001 - agents are refused
    call: CallNamed,
    n: Annotated[int, Path(ge=0, le=MOST_LINES)],
) -> LineToEdit:
    """Return a line of a call, to be corrected, and get ready for the correction.

    Raises:
        NotAllowedError: An agent asks.
        NotFoundError: There is no such call, or no such line in it.
    """
    acts: Acts = request.app.state.acts
    later.add_task(acts.get_ready)
    library = opened.library
    call_id = find_call(library, call)
    lines = read_lines_named(library, call_id, [n], most=MOST_LETTERS)
    if not lines:
        raise NotFoundError(f"call {call_id} has no line {n}")
    [line] = lines
    head = call_heads(library, [call_id])[call_id]
    is_whole = line.length <= MOST_LETTERS
    return LineToEdit(
        call_id=call_id,
        n=n,
        title=" with ".join(filter(None, (", ".join(head.agents), head.customer))) or f"Call {call_id}",
        start=line.start,
        role=line.role,
        speaker=line.speaker,
        text=line.text if is_whole else None,
        speakers=tuple(speakers_of(library, call_id)),
        version=line_version(line.text, line.speaker, line.role) if is_whole else "",
    )
