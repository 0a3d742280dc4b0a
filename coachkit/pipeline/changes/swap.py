"""Exchange agent and customer on calls, and derive anew what depends on it."""

from collections.abc import Collection
from dataclasses import dataclass

from coachkit.config import Settings
from coachkit.models import Call, Edit, Label, Score, Segment, Verdict
from coachkit.pipeline.build import refresh_calls
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.progress import Progress
from coachkit.pipeline.toolbox import Tools
from coachkit.stages.swap_roles import is_swapped, toggle_swap
from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a call stands, as far as an exchange can change it."""

    is_swapped: bool
    label: Verdict | None
    score: float | None
    first_words: str | None
    """What the agent says first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """What an exchange did to a call."""

    call: Call
    before: Standing
    after: Standing
    problem: str | None = None
    """Why nothing was exchanged, where that is so."""


def swap_roles(
    library: Library,
    settings: Settings,
    call_ids: Collection[str],
    *,
    author: str,
    undo: bool = False,
    tools: Tools | None = None,
    progress: Progress | None = None,
) -> list[Swap]:
    """Exchange agent and customer, or take an exchange back where there is one or `undo` says so.

    The exchange is stored as an edit of `author`, so it holds when the call is heard again. Returns
    what each call was and has become, in the order of their ids.

    Raises:
        ModelError: A model that is needed to derive the rest is missing; the edits are stored then, and
            the next build applies them.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    calls = [call for call in library.rows(Call) if call.id in call_ids]
    before = {call.id: _standing(library, call) for call in calls}
    problems = {call.id: _problem(library, call, before[call.id], undo=undo) for call in calls}
    for call in calls:
        if problems[call.id] is None:
            edits = library.rows(Edit, call_id=call.id)
            to_swap = not (undo or before[call.id].is_swapped)
            library.save_edits(
                call.id, toggle_swap(call, edits, is_swapped_now=to_swap, author=author, made_at=now())
            )
    if not all(problems.values()):
        refresh_calls(library, settings, call_ids, tools=tools, progress=progress)
    return [
        Swap(call=call, before=before[call.id], after=_standing(library, call), problem=problems[call.id])
        for call in calls
    ]


def _problem(library: Library, call: Call, before: Standing, *, undo: bool) -> str | None:
    if before.is_swapped:
        return None
    if undo:
        return "nothing was exchanged on it"
    if not any(s.role in ("agent", "customer") for s in library.rows(Segment, call_id=call.id)):
        return "it is not known who is the agent, so there is nothing to exchange"
    return None


def _standing(library: Library, call: Call) -> Standing:
    label = next(iter(library.rows(Label, call_id=call.id)), None)
    score = next((one for one in library.rows(Score, call_id=call.id) if one.is_main), None)
    segments = library.rows(Segment, call_id=call.id)
    return Standing(
        is_swapped=is_swapped(library.rows(Edit, call_id=call.id)),
        label=label.label if label else None,
        score=score.value if score else None,
        first_words=next((s.text for s in segments if s.role == "agent" and s.part == "talk"), None),
    )
