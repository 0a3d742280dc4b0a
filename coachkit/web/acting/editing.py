"""Correcting lines of a transcript, and which side is the agent's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coachkit.errors import EditError, NotFoundError
from coachkit.models import Edit, Role, Segment
from coachkit.pipeline.changes.editing import Change, EditReport, edit_line, restore_edits, undo_edits
from coachkit.pipeline.changes.swap import Swap, swap_roles
from coachkit.store.reading import find_call
from coachkit.web.acting.consequences import changed_playlists, new_score, new_verdict
from coachkit.web.acting.desk import Action, Desk, Done, refuse_changed, version_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A line as a person wants it; what is None stays."""

    text: str | None = None
    speaker: str | None = None
    role: Role | None = None
    everywhere: bool = False
    """Speaker and role of all lines of the line's speaker."""


def edit_version(edit: Edit) -> str:
    """Return the version of an edit: another one for the next that gets its number."""
    return version_of(edit.made_at, edit.author, edit.field, edit.start, edit.old, edit.new)


def line_version(text: str, speaker: str, role: Role) -> str:
    """Return the version of a line."""
    return version_of(text, speaker, role)


def edit(call: str, n: int, wanted: Wanted, *, version: str = "") -> Action:
    """Return the action that changes line `n` of a call."""

    def act(desk: Desk) -> Done:
        call_id = find_call(desk.library, call)
        line = _line(desk, call_id, n)
        refuse_changed(
            "This line",
            version=version,
            now=line_version(line.text, line.speaker, line.role),
            theirs=_told(line),
            yours=_told(_as_wanted(line, wanted)),
        )
        changes = _changes(line, wanted)
        if not changes:
            return Done(said="This line is so already.")
        reports = [
            edit_line(desk.library, desk.settings, line, change, author=desk.author, tools=desk.tools)
            for change in changes
        ]
        return Done(
            said="You changed what is written here."
            if reports[0].edits[0].field == "text"
            else "You changed who says this.",
            changed=_followed(replace(reports[-1], before=reports[0].before)),
            undo=take_back(call_id, _versions([one for report in reports for one in report.edits])),
        )

    return act


def take_back(call: str, versions: Mapping[int, str]) -> Action:
    """Return the action that takes edits of a call back: their versions by their numbers.

    A number alone names no edit: that of one which was taken back is given again.
    """

    def act(desk: Desk) -> Done:
        call_id = find_call(desk.library, call)
        there = _versions(desk.library.rows(Edit, call_id=call_id))
        if any(there.get(n) != version for n, version in versions.items()):
            raise NotFoundError("somebody has taken this change back already")
        report = undo_edits(desk.library, desk.settings, call_id, [*versions], tools=desk.tools)
        return Done(
            said="You took the change back.",
            changed=(*_reads_now(report), *_followed(report)),
            undo=restore(call_id, report.edits),
        )

    return act


def restore(call: str, edits: Sequence[Edit]) -> Action:
    """Return the action that puts edits back which were taken back."""

    def act(desk: Desk) -> Done:
        call_id = find_call(desk.library, call)
        report = restore_edits(desk.library, desk.settings, call_id, edits, tools=desk.tools)
        return Done(
            said="The change is there again.",
            changed=_followed(report),
            undo=take_back(call_id, _versions(report.edits)),
        )

    return act


def exchange(call: str, *, exchanged: bool) -> Action:
    """Return the action that exchanges agent and customer of a call, or takes that back."""

    def act(desk: Desk) -> Done:
        call_id = find_call(desk.library, call)
        if any(one.field == "roles" for one in desk.library.rows(Edit, call_id=call_id)) == exchanged:
            return Done(said="It is so already.")
        [swap] = swap_roles(
            desk.library, desk.settings, [call_id], author=desk.author, undo=not exchanged, tools=desk.tools
        )
        if swap.problem:
            raise EditError(swap.problem)
        return Done(
            said="You exchanged agent and customer."
            if exchanged
            else "Agent and customer are again as they were found.",
            changed=_exchanged(swap),
            undo=exchange(call_id, exchanged=not exchanged),
        )

    return act


def _versions(edits: Iterable[Edit]) -> dict[int, str]:
    return {one.n: edit_version(one) for one in edits}


def _reads_now(report: EditReport) -> list[str]:
    """Tell what a line says now whose text was taken back: others may have corrected it as well."""
    times = {(one.start, one.end) for one in report.edits if one.field == "text"}
    return [f"It reads “{one.text}” now." for one in report.after.segments if (one.start, one.end) in times]


def _line(desk: Desk, call_id: str, n: int) -> Segment:
    found = next((one for one in desk.library.rows(Segment, call_id=call_id) if one.n == n), None)
    if found is None:
        raise NotFoundError("this line is not there any more: the call was heard again")
    return found


def _as_wanted(line: Segment, wanted: Wanted) -> Segment:
    return replace(
        line,
        text=line.text if wanted.text is None else wanted.text,
        speaker=wanted.speaker or line.speaker,
        role=wanted.role or line.role,
    )


def _changes(line: Segment, wanted: Wanted) -> list[Change]:
    """Return what has to be done one after the other: a text is changed in one line only."""
    after = _as_wanted(line, wanted)
    text = after.text if " ".join(after.text.split()) != " ".join(line.text.split()) else None
    speaker = after.speaker if after.speaker.strip() != line.speaker else None
    role = after.role if after.role != line.role else None
    if not wanted.everywhere:
        one = Change(text=text, speaker=speaker, role=role)
        return [] if one == Change() else [one]
    found = [Change(text=text)] if text is not None else []
    if speaker is not None or role is not None:
        found.append(Change(speaker=speaker, role=role, everywhere=True))
    return found


def _told(line: Segment) -> str:
    return f"{line.speaker} ({line.role}): “{line.text}”"


def _followed(report: EditReport) -> tuple[str, ...]:
    told = [_named(name, before, now) for name, before, now in report.mentions]
    others = len(report.changed) - 1
    if others > 0:
        told.append(f"{others} more {'line reads' if others == 1 else 'lines read'} otherwise now.")
    told += new_verdict(report.before.label, report.after.label)
    told += new_score(report.before.score, report.after.score)
    told += changed_playlists(report.playlists)
    return tuple(told)


def _named(name: str, before: int, now: int) -> str:
    if not now:
        return f"“{name}” is not named in this call any more."
    times = "once" if now == 1 else f"{now} times"
    return f"“{name}” is named {times} in this call now{f', not {before}' if before else ''}."


def _exchanged(swap: Swap) -> tuple[str, ...]:
    before, after = swap.before, swap.after
    first = [f"The agent’s first words: “{after.first_words}”"] if after.first_words else []
    return (*first, *new_verdict(before.label, after.label), *new_score(before.score, after.score))
