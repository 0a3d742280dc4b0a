"""Saying of a place whether a phrase that is listened for was found there rightly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachkit.errors import NotFoundError
from coachkit.export.clock import format_clock
from coachkit.pipeline.changes.tracker_verdicts import VerdictReport, give_verdict, withdraw_verdict
from coachkit.store.reading import find_call, list_hits
from coachkit.web.acting.consequences import rejudged
from coachkit.web.acting.desk import Action, Desk, Done, refuse_changed

if TYPE_CHECKING:
    from coachkit.store.reading import FoundHit

_SAME = 0.05
"""Seconds within which a time is that of a place."""
_WORDS = {True: "right", False: "wrong", None: "not judged"}


def place_version(accepted: bool | None) -> str:
    """Return the version of what people say of a place."""
    return str(accepted)


def judge_place(phrase: str, call: str, at: float, *, is_right: bool, version: str = "") -> Action:
    """Return the action that says of a phrase's place on a call, in seconds, whether it is right."""

    def act(desk: Desk) -> Done:
        hit = _hit(desk, phrase, call, at)
        refuse_changed(
            f"“{phrase}” at {format_clock(hit.start)}",
            version=version,
            now=place_version(hit.accepted),
            theirs=_WORDS[hit.accepted],
            yours=_WORDS[is_right],
        )
        report = give_verdict(
            desk.library, desk.settings, hit, accepted=is_right, author=desk.author, tools=desk.tools
        )
        what = "is what we listen for" if is_right else "does not count any more"
        return Done(
            said=f"“{_shortened(hit.text)}” {what}.",
            changed=_changes(report),
            undo=_withdraw(report, hit, is_right=is_right),
        )

    return act


def _withdraw(report: VerdictReport, hit: FoundHit, *, is_right: bool) -> Action:
    def act(desk: Desk) -> Done:
        back = withdraw_verdict(desk.library, desk.settings, report, tools=desk.tools)
        return Done(
            said=f"Your word on “{_shortened(hit.text)}” is taken back.",
            changed=_changes(back),
            undo=judge_place(hit.tracker, hit.call_id, hit.start, is_right=is_right),
        )

    return act


def _hit(desk: Desk, phrase: str, call: str, at: float) -> FoundHit:
    call_id = find_call(desk.library, call)
    hits = list_hits(desk.library, phrase, call_ids=frozenset((call_id,)))
    near = [hit for hit in hits if abs(hit.start - at) < _SAME]
    if not near:
        raise NotFoundError(f"“{phrase}” is not found at {format_clock(at)} of this call any more")
    return near[0]


def _changes(report: VerdictReport) -> tuple[str, ...]:
    told = [*rejudged(report.change)]
    if report.threshold is not None:
        told.append("All calls were looked through again with what you said.")
    if report.moments_wait:
        told.append("What rests on it in the key moments follows with the next build.")
    return tuple(told)


def _shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
