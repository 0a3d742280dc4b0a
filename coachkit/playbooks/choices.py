"""What people decided of lines, as it counts now: each decision is undone by a later one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coachkit.models import LineChoice, LineKind

LineKey = tuple[str, str, bool]
"""A playbook's id, a behaviour, and whether it is to be left: a do and a don't are two claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What counts of all that people decided of one line."""

    kind: LineKind
    """As it was when it was last decided on."""
    line: str
    """How it read then."""
    approved_by: str | None = None
    edited_by: str | None = None
    text: str | None = None
    """The sentence that was written in its place."""
    struck_by: str | None = None
    struck_why: str | None = None

    @property
    def is_void(self) -> bool:
        """Whether everything was taken back."""
        return not (self.approved_by or self.edited_by or self.struck_by)


def line_key(playbook_id: str, behaviour: str, kind: LineKind) -> LineKey:
    """Return what a decision is kept under."""
    return playbook_id, behaviour, kind == "dont"


def decided_of(choices: Iterable[LineChoice]) -> dict[LineKey, Decided]:
    """Return what counts of people's decisions by line; lines of which nothing counts are absent."""
    found: dict[LineKey, Decided] = {}
    for choice in sorted(choices, key=lambda one: one.n):
        key = line_key(choice.playbook_id, choice.behaviour, choice.kind)
        before = found.get(key, Decided(kind=choice.kind, line=choice.line))
        found[key] = after_choice(replace(before, kind=choice.kind, line=choice.line), choice)
    return {key: one for key, one in found.items() if not one.is_void}


def after_choice(before: Decided, choice: LineChoice) -> Decided:
    """Return what counts after one more decision.

    `restore` brings a struck line back with what was decided of it before; of one that is not struck it
    takes approval and wording back.
    """
    if choice.action == "approve":
        return replace(before, approved_by=choice.author)
    if choice.action == "edit":
        return replace(before, edited_by=choice.author, text=choice.text)
    if choice.action == "strike":
        return replace(before, struck_by=choice.author, struck_why=choice.text)
    if before.struck_by:
        return replace(before, struck_by=None, struck_why=None)
    return replace(before, approved_by=None, edited_by=None, text=None)
