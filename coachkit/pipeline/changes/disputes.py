"""Disputes: somebody objects to a line of a call's score, and a lead decides; both stay for good.

While an objection is open, and after it is granted, nothing that rests on the disputed place is in a
playlist; once it is granted, the line counts no more on this call.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.config import Settings
from coachkit.errors import EditError, NotFoundError
from coachkit.models import Call, Dispute, DisputeDecision, DisputeOutcome, ScorePoint
from coachkit.near import pick
from coachkit.pipeline.changes.judgement import AFTER_DISPUTE, Judged, Rejudged, judged, renew_judgement
from coachkit.pipeline.changes.people import known_author
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.progress import Progress
from coachkit.pipeline.toolbox import Tools
from coachkit.store.library import Library
from coachkit.store.opinions import add_decision, add_opinion
from coachkit.store.reading.call_facts import stored_call
from coachkit.text_files import clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeReport:
    """A dispute, what was decided on it, and what that did to the call."""

    call: Call
    dispute: Dispute
    point: ScorePoint | None
    """The disputed line as it was; None where the call was scored anew meanwhile and has no such line."""
    decision: DisputeDecision | None
    """None: it is open."""
    change: Rejudged


@dataclass(slots=True, kw_only=True)
class Disputes:
    """Adds disputes to a library, and decisions, in a person's name."""

    library: Library
    settings: Settings
    author: str
    tools: Tools | None = None
    progress: Progress | None = None

    def add(self, call_id: str, wanted: str, *, why: str) -> DisputeReport:
        """Object to a line of the call's score card.

        Raises:
            NotFoundError: The call has no such line, or no score; says which lines there are.
            EditError: It is disputed already, does not count, or no reason is given.
            LibraryError: The database cannot be written.
        """
        points = self.library.rows(ScorePoint, call_id=call_id)
        if not points:
            raise NotFoundError(f"call {call_id} has no score yet, so there is nothing to dispute")
        point = _point(points, wanted)
        self._refuse_again(point)
        dispute = Dispute(
            n=0,
            call_id=call_id,
            card=point.card,
            criterion=point.criterion,
            start=point.start,
            end=point.end,
            reason=_reason(why),
            author=known_author(self.library, self.author),
            made_at=now(),
        )
        before = judged(self.library, call_id)
        kept = add_opinion(self.library, dispute)
        return self._settled(kept, point, None, before=before)

    def decide(self, n: int, outcome: DisputeOutcome, *, why: str) -> DisputeReport:
        """Grant a dispute, or refuse it.

        Raises:
            NotFoundError: There is no dispute with this number.
            EditError: It was decided before, or no reason is given.
            LibraryError: The database cannot be written.
        """
        dispute = self._numbered(n)
        if made := self._decision(n):
            raise EditError(f"dispute {n} is decided already: {_told(made)}. Both stay as they are")
        decision = DisputeDecision(
            dispute=n,
            call_id=dispute.call_id,
            outcome=outcome,
            reason=_reason(why),
            author=known_author(self.library, self.author),
            made_at=now(),
        )
        before = judged(self.library, dispute.call_id)
        points = self.library.rows(ScorePoint, call_id=dispute.call_id)
        point = next((p for p in points if (p.card, p.criterion) == (dispute.card, dispute.criterion)), None)
        add_decision(self.library, decision)
        return self._settled(dispute, point, decision, before=before)

    def _settled(
        self, dispute: Dispute, point: ScorePoint | None, decision: DisputeDecision | None, *, before: Judged
    ) -> DisputeReport:
        renew_judgement(
            self.library,
            self.settings,
            dispute.call_id,
            AFTER_DISPUTE,
            tools=self.tools,
            progress=self.progress,
        )
        change = Rejudged(before=before, after=judged(self.library, dispute.call_id))
        call = stored_call(self.library, dispute.call_id)
        return DisputeReport(call=call, dispute=dispute, point=point, decision=decision, change=change)

    def _refuse_again(self, point: ScorePoint) -> None:
        for dispute in self.library.rows(Dispute, call_id=point.call_id):
            if (dispute.card, dispute.criterion) != (point.card, point.criterion):
                continue
            decision = self._decision(dispute.n)
            if decision is None:
                raise EditError(
                    f"“{point.criterion}” is disputed already: dispute {dispute.n} by {dispute.author}, "
                    f"“{dispute.reason}”; it is open"
                )
            if decision.outcome == "granted":
                raise EditError(
                    f"“{point.criterion}” was disputed already: dispute {dispute.n} was {_told(decision)}"
                )
        if point.verdict == "not applicable":
            raise EditError(f"“{point.criterion}” does not count on this call: {point.reason}")

    def _decision(self, n: int) -> DisputeDecision | None:
        return next((one for one in self.library.rows(DisputeDecision) if one.dispute == n), None)

    def _numbered(self, n: int) -> Dispute:
        disputes = self.library.rows(Dispute)
        found = next((one for one in disputes if one.n == n), None)
        if found:
            return found
        decided = {one.dispute for one in self.library.rows(DisputeDecision)}
        still_open = [str(one.n) for one in disputes if one.n not in decided]
        told = f"open are: {', '.join(still_open)}" if still_open else "none is open"
        raise NotFoundError(f"there is no dispute {n}; {told}")


def _point(points: Sequence[ScorePoint], wanted: str) -> ScorePoint:
    """Return the line that is meant: by its name, or `card/name` where several cards have one."""
    many = len({point.card for point in points}) > 1
    names = {f"{p.card}/{p.criterion}" if many else p.criterion: p for p in points}
    forms = [(name, name) for name in names]
    forms += [(point.criterion, name) for name, point in names.items() if many]
    try:
        return names[pick(wanted, forms, what="line")]
    except NotFoundError as error:
        told = str(error).partition("; there are:")[0]
        raise NotFoundError(f"{told}; the lines of this call's score are: {', '.join(names)}") from None


def _reason(why: str) -> str:
    reason = clean_text(why)
    if not reason:
        raise EditError("say why, in a sentence: it is kept with the dispute")
    return reason


def _told(decision: DisputeDecision) -> str:
    return f"{decision.outcome} by {decision.author} on {decision.made_at[:10]}, “{decision.reason}”"
