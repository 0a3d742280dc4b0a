"""Change what a line of a call says or who says it, take changes back, and derive anew what depends on it.

An edit is a row on the call's time line; what was heard stays as it is. Only the stages that read what
changed are run again, on this call, and then those of the whole library that read it.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from coachkit.config import Settings
from coachkit.errors import EditError
from coachkit.models import Call, Clip, Edit, Label, Mention, Playlist, Role, Score, Segment, Verdict
from coachkit.pipeline.build import BuildReport, refresh_calls
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.progress import Progress
from coachkit.pipeline.toolbox import Tools
from coachkit.stages.edits import edit_speakers
from coachkit.stages.swap_roles import ROLES
from coachkit.store.library import Library
from coachkit.text_files import clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a person wants of a line; what is None stays as it is."""

    text: str | None = None
    speaker: str | None = None
    role: Role | None = None
    everywhere: bool = False
    """Change speaker and role of all lines of the line's speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a call stands, as far as an edit can change it."""

    segments: tuple[Segment, ...]
    mentions: tuple[tuple[str, int], ...]
    """(name, how often) of competitors, features and unknown names, by name."""
    label: Verdict | None
    score: float | None
    clips: frozenset[tuple[str, float, float, str]]
    """(title of the playlist, start, end, quote) of each clip of the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditReport:
    """What an edit, or taking one back, did to a call."""

    call: Call
    edits: tuple[Edit, ...]
    """The edits that were made, or taken back."""
    before: Standing
    after: Standing
    build: BuildReport

    @property
    def changed(self) -> tuple[tuple[Segment, Segment], ...]:
        """The lines that read otherwise now: (before, after) each, where a line is at the same time."""
        old = {(s.channel, s.start, s.end, s.n): s for s in self.before.segments}
        pairs = [(old.get((s.channel, s.start, s.end, s.n)), s) for s in self.after.segments]
        return tuple((a, b) for a, b in pairs if a is not None and _said(a) != _said(b))

    @property
    def mentions(self) -> tuple[tuple[str, int, int], ...]:
        """(name, before, after) of the names that are mentioned more or less often now."""
        old, new = dict(self.before.mentions), dict(self.after.mentions)
        names = sorted({*old, *new})
        return tuple((n, old.get(n, 0), new.get(n, 0)) for n in names if old.get(n, 0) != new.get(n, 0))

    @property
    def playlists(self) -> tuple[str, ...]:
        """Titles of the playlists in which clips of this call came, went or changed."""
        return tuple(sorted({title for title, *_ in self.before.clips ^ self.after.clips}))


def edit_line(
    library: Library,
    settings: Settings,
    line: Segment,
    change: Change,
    *,
    author: str,
    tools: Tools | None = None,
    progress: Progress | None = None,
) -> EditReport:
    """Change a line as `author` wants it; what already is so is left out of what is stored.

    Raises:
        EditError: It would change nothing, or leave nothing.
        ModelError: A model that is needed to derive the rest is missing; the edits are stored then, and
            the next build applies them.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    call = _call(library, line.call_id)
    edits = library.rows(Edit, call_id=call.id)
    first = max((edit.n for edit in edits), default=0) + 1
    wanted = _wanted(line, change, author=author)
    segments = library.rows(Segment, call_id=call.id)
    made = [edit for edit in wanted if _changes(segments, edit)]
    if not made:
        raise EditError(f"nothing to change: line {line.n} of call {call.id} is so already")
    numbered = [replace(edit, n=first + i) for i, edit in enumerate(made)]
    return _save(library, settings, call, [*edits, *numbered], numbered, tools, progress)


def undo_edit(
    library: Library,
    settings: Settings,
    call_id: str,
    number: int | None = None,
    *,
    tools: Tools | None = None,
    progress: Progress | None = None,
) -> EditReport:
    """Take back an edit of a call: the one with this number (`Edit.n`), else the last one.

    The exchange of agent and customer is not touched; `coachkit.pipeline.changes.swap` takes that back.

    Raises:
        EditError: There is no such edit.
        ModelError: A model that is needed to derive the rest is missing; the edit is gone then, and the
            next build works out the rest.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    return _undo(library, settings, call_id, [number], tools, progress)


def undo_edits(
    library: Library,
    settings: Settings,
    call_id: str,
    numbers: Collection[int],
    *,
    tools: Tools | None = None,
) -> EditReport:
    """Take back several edits of a call at once; as `undo_edit`."""
    return _undo(library, settings, call_id, [*numbers], tools, None)


def restore_edits(
    library: Library, settings: Settings, call_id: str, edits: Sequence[Edit], *, tools: Tools | None = None
) -> EditReport:
    """Put edits that were taken back in their places again, in the names of those who made them.

    Raises:
        EditError: They are there.
        ModelError: As `undo_edit`.
        LibraryError: As `undo_edit`.
    """
    call = _call(library, call_id)
    there = library.rows(Edit, call_id=call.id)
    gone = [edit for edit in edits if edit not in there]
    if not gone:
        raise EditError("this is there already")
    taken = {edit.n for edit in there}
    free = max((edit.n for edit in [*there, *gone]), default=0) + 1
    back = [replace(one, n=free + i) if one.n in taken else one for i, one in enumerate(gone)]
    return _save(library, settings, call, sorted([*there, *back], key=lambda e: e.n), back, tools, None)


def _undo(
    library: Library,
    settings: Settings,
    call_id: str,
    numbers: Sequence[int | None],
    tools: Tools | None,
    progress: Progress | None,
) -> EditReport:
    call = _call(library, call_id)
    edits = library.rows(Edit, call_id=call.id)
    gone = [_to_undo(call, edits, number) for number in numbers]
    left = [edit for edit in edits if edit.n not in {one.n for one in gone}]
    return _save(library, settings, call, left, gone, tools, progress)


def _call(library: Library, call_id: str) -> Call:
    return next(call for call in library.rows(Call) if call.id == call_id)


def _wanted(line: Segment, change: Change, *, author: str) -> list[Edit]:
    """Return an edit for each part of a change, the role first: a name that is given with it stays."""
    text, speaker = _cleaned(change.text), _cleaned(change.speaker)
    if text == "":
        raise EditError(
            "an empty text would hide that something was said; "
            "write what was said, or “…” where nobody can tell"
        )
    if speaker == "":
        raise EditError("an empty name says nothing; to have the old name, take its correction back")
    if change.everywhere and text is not None:
        raise EditError(
            "a text is changed in one line only; to correct a word in every call, "
            "list it under [correct] in coachkit.toml"
        )
    parts = (("text", line.text, text), ("role", line.role, change.role), ("speaker", line.speaker, speaker))
    made_at = now()
    return [
        Edit(
            call_id=line.call_id,
            n=0,
            field=field,
            start=line.start,
            end=line.end,
            old=old,
            new=new,
            author=author,
            made_at=made_at,
            channel=line.channel,
            everywhere=change.everywhere,
        )
        for field, old, new in parts
        if new is not None
    ]


def _cleaned(text: str | None) -> str | None:
    return None if text is None else clean_text(text)


def _changes(segments: Sequence[Segment], edit: Edit) -> bool:
    lines = edit_speakers(segments, edit)
    return any(getattr(s, edit.field) != edit.new for s in segments if s.n in lines)


def _to_undo(call: Call, edits: Sequence[Edit], number: int | None) -> Edit:
    ours = sorted((edit for edit in edits if edit.field != ROLES), key=lambda edit: edit.n)
    if number is None and ours:
        return ours[-1]
    found = next((edit for edit in edits if edit.n == number), None)
    if found and found.field == ROLES:
        raise EditError(
            f"edit {number} exchanged agent and customer; "
            f"take it back with: coachkit calls swap-roles {call.id} --undo"
        )
    if found:
        return found
    if not ours:
        raise EditError(f"call {call.id} has no edit to take back")
    there = ", ".join(str(edit.n) for edit in ours)
    raise EditError(f"call {call.id} has no edit {number}; there is: {there}")


def _save(
    library: Library,
    settings: Settings,
    call: Call,
    edits: Sequence[Edit],
    touched: Sequence[Edit],
    tools: Tools | None,
    progress: Progress | None,
) -> EditReport:
    before = _standing(library, call)
    library.save_edits(call.id, edits)
    build = refresh_calls(library, settings, {call.id}, tools=tools, progress=progress)
    after = _standing(library, call)
    return EditReport(call=call, edits=tuple(touched), before=before, after=after, build=build)


def _standing(library: Library, call: Call) -> Standing:
    label = next(iter(library.rows(Label, call_id=call.id)), None)
    score = next((one for one in library.rows(Score, call_id=call.id) if one.is_main), None)
    titles = {playlist.id: playlist.title for playlist in library.rows(Playlist)}
    named = Counter(mention.name for mention in library.rows(Mention, call_id=call.id))
    return Standing(
        segments=tuple(library.rows(Segment, call_id=call.id)),
        mentions=tuple(sorted(named.items())),
        label=label.label if label else None,
        score=score.value if score else None,
        clips=frozenset(
            (titles[clip.playlist_id], clip.start, clip.end, clip.quote)
            for clip in library.rows(Clip)
            if clip.call_id == call.id
        ),
    )


def _said(segment: Segment) -> tuple[str, str, str]:
    return (segment.text, segment.role, segment.speaker)
