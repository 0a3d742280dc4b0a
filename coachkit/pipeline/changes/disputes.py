"""Disputes: somebody objects to a line of a call's score, and a lead decides; both stay for good.

Nothing is taken away: an objection that is taken back is decided as `withdrawn`, and a decision is taken back
by the same objection under a new number, which is open. Of several to one line the newest counts.

While an objection is open, and after it is granted, nothing that rests on the disputed place is in a
playlist; once it is granted, the line counts no more on this call.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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

WITHDRAWN = "Taken back by who objected."
_AGAIN = " (opened again by "


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
        """Grant a dispute, or refuse it; `withdraw` is for who objected.

        Raises:
            NotFoundError: There is no dispute with this number.
            EditError: It was decided before, or no reason is given.
            LibraryError: The database cannot be written.
        """
        dispute = self._numbered(n)
        if made := self.decision(n):
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
        point = self._point_of(dispute)
        add_decision(self.library, decision)
        return self._settled(dispute, point, decision, before=before)

    def withdraw(self, n: int, *, why: str = "") -> DisputeReport:
        """Take back an open dispute; only whoever objected may.

        Raises:
            NotFoundError: There is no dispute with this number.
            EditError: It is somebody else's, or decided already.
            LibraryError: The database cannot be written.
        """
        dispute = self._numbered(n)
        if dispute.author.casefold() != known_author(self.library, self.author).casefold():
            raise EditError(f"dispute {n} is {dispute.author}'s; only who objected can take it back")
        return self.decide(n, "withdrawn", why=why or WITHDRAWN)

    def reopen(self, n: int) -> DisputeReport:
        """Take back what was decided on a dispute: the same objection is open again, under a new number.

        Raises:
            NotFoundError: There is no dispute with this number.
            EditError: It is open, or the line was disputed again since.
            LibraryError: The database cannot be written.
        """
        dispute = self._numbered(n)
        if self.decision(n) is None:
            raise EditError(f"dispute {n} is open; there is no decision to take back")
        if (newest := self._newest(dispute)) and newest.n != n:
            raise EditError(f"the line was disputed again since: see dispute {newest.n}")
        author = known_author(self.library, self.author)
        reason = f"{dispute.reason.partition(_AGAIN)[0]}{_AGAIN}{author})"
        before, point = judged(self.library, dispute.call_id), self._point_of(dispute)
        kept = add_opinion(self.library, replace(dispute, reason=reason, made_at=now()))
        return self._settled(kept, point, None, before=before)

    def _point_of(self, dispute: Dispute) -> ScorePoint | None:
        points = self.library.rows(ScorePoint, call_id=dispute.call_id)
        return next((p for p in points if (p.card, p.criterion) == (dispute.card, dispute.criterion)), None)

    def _newest(self, line: ScorePoint | Dispute) -> Dispute | None:
        """Return the dispute of a line that counts."""
        disputes = self.library.rows(Dispute, call_id=line.call_id)
        own = [one for one in disputes if (one.card, one.criterion) == (line.card, line.criterion)]
        return max(own, key=lambda one: one.n, default=None)

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
        if dispute := self._newest(point):
            decision = self.decision(dispute.n)
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

    def decision(self, n: int) -> DisputeDecision | None:
        """Return what was decided on a dispute; None: it is open."""
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
