"""Objecting to a line of a call's score, and deciding on it."""

from __future__ import annotations

from coachkit.errors import NotFoundError
from coachkit.models import Dispute, DisputeOutcome, ScorePoint
from coachkit.pipeline.changes.disputes import Disputes
from coachkit.store.reading import find_call
from coachkit.web.acting.consequences import rejudged
from coachkit.web.acting.desk import Action, Desk, Done


def object_to(call: str, card: str, line: str, why: str) -> Action:
    """Return the action that objects to a line of a card on a call."""

    def act(desk: Desk) -> Done:
        call_id = find_call(desk.library, call)
        points = desk.library.rows(ScorePoint, call_id=call_id)
        if not any((one.card, one.criterion) == (card, line) for one in points):
            raise NotFoundError("the call was scored anew meanwhile; its score has no such line any more")
        many = len({point.card for point in points}) > 1
        report = _disputes(desk).add(call_id, f"{card}/{line}" if many else line, why=why)
        return Done(
            said="You objected; a lead decides. Until then nothing that rests on it is in a playlist.",
            changed=rejudged(report.change),
            undo=withdraw(call_id, report.dispute.n),
        )

    return act


def withdraw(call: str, n: int) -> Action:
    """Return the action by which somebody takes their own objection back."""

    def act(desk: Desk) -> Done:
        dispute = _dispute(desk, call, n)
        report = _disputes(desk).withdraw(n)
        return Done(
            said="You took your objection back.",
            changed=rejudged(report.change),
            undo=object_to(dispute.call_id, dispute.card, dispute.criterion, dispute.reason),
        )

    return act


def decide(call: str, n: int, outcome: DisputeOutcome, why: str) -> Action:
    """Return the action that grants an objection, or refuses it."""

    def act(desk: Desk) -> Done:
        dispute = _dispute(desk, call, n)
        report = _disputes(desk).decide(n, outcome, why=why)
        return Done(
            said=f"You agreed with {dispute.author}: the line does not count on this call."
            if outcome == "granted"
            else "You left the line as it is.",
            changed=rejudged(report.change),
            undo=reopen(dispute.call_id, n),
        )

    return act


def reopen(call: str, n: int) -> Action:
    """Return the action that takes a decision back: the same objection is open again."""

    def act(desk: Desk) -> Done:
        dispute = _dispute(desk, call, n)
        decided = _disputes(desk).decision(n)
        report = _disputes(desk).reopen(n)
        again = report.dispute.n
        return Done(
            said="The objection is open again.",
            changed=rejudged(report.change),
            undo=decide(dispute.call_id, again, decided.outcome, decided.reason)
            if decided and decided.outcome != "withdrawn"
            else None,
        )

    return act


def _disputes(desk: Desk) -> Disputes:
    return Disputes(library=desk.library, settings=desk.settings, author=desk.author, tools=desk.tools)


def _dispute(desk: Desk, call: str, n: int) -> Dispute:
    call_id = find_call(desk.library, call)
    found = next((one for one in desk.library.rows(Dispute, call_id=call_id) if one.n == n), None)
    if found is None:
        raise NotFoundError("there is no such objection to the score of this call")
    return found
