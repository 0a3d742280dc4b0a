"""What people said of calls and scores, as lists: ratings, and disputes with what was decided."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from coachkit.models import Dispute, DisputeOutcome, PointVerdict, Rating, Verdict
from coachkit.store import coding
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import CallHead, call_heads
from coachkit.store.reading.call_filters import CallFilter
from coachkit.store.reading.calls import list_calls
from coachkit.votes import standing

DisputeState = Literal["open", "granted", "refused", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingLine:
    """A rating with the call that it is of."""

    n: int
    call_id: str
    path: str
    started_at: str | None
    agents: tuple[str, ...]
    start: float | None
    """None: the whole call."""
    end: float | None
    verdict: Verdict | None
    """None: the person took the earlier verdict back."""
    why: str | None
    author: str
    made_at: str
    counts: bool
    """Whether it is the person's newest word on the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeLine:
    """A dispute with the call that it is of, and what was decided."""

    n: int
    call_id: str
    path: str
    started_at: str | None
    agents: tuple[str, ...]
    card: str
    criterion: str
    start: float | None
    end: float | None
    reason: str
    author: str
    made_at: str
    state: DisputeState
    decision: str | None
    """Why it was granted, refused or taken back."""
    decided_by: str | None
    decided_at: str | None
    verdict: PointVerdict | None
    """What the score card says of the line now; None where the call has no such line any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _DisputeRow:
    n: int
    call_id: str
    card: str
    criterion: str
    start: float | None
    end: float | None
    reason: str
    author: str
    made_at: str
    outcome: DisputeOutcome | None
    decision: str | None
    decided_by: str | None
    decided_at: str | None
    verdict: PointVerdict | None


def calls_that_pass(library: Library, filters: CallFilter | None) -> frozenset[str] | None:
    """Return the ids of the calls that pass all filters; None where nothing is filtered.

    Raises:
        NotFoundError: As `list_calls`.
        QueryError: As `list_calls`.
    """
    if filters in (None, CallFilter()):
        return None
    return frozenset(call.id for call in list_calls(library, filters))


def list_ratings(
    library: Library, filters: CallFilter | None = None, *, by: str | None = None, history: bool = False
) -> list[RatingLine]:
    """Return the ratings that count, the newest first; with `history`, also what people said before.

    Raises:
        NotFoundError: Nobody called `by` has rated, or a name in the filters is not in the library.
        QueryError: As `list_calls`.
    """
    ratings = _wanted(library.rows(Rating), calls_that_pass(library, filters))
    if by is not None:
        author = _rater(library, by)
        ratings = [one for one in ratings if one.author == author]
    counting = {one.n for one in standing(ratings)}
    shown = [one for one in reversed(ratings) if history or one.n in counting]
    heads = call_heads(library, (one.call_id for one in shown))
    return [_rating_line(one, heads[one.call_id], counts=one.n in counting) for one in shown]


def list_disputes(
    library: Library, filters: CallFilter | None = None, *, only_open: bool = False
) -> list[DisputeLine]:
    """Return the disputes, open ones first and of these the oldest first; with `only_open` no others.

    Raises:
        NotFoundError: A name in the filters is not in the library.
        QueryError: As `list_calls`.
    """
    found = library.find(
        _DisputeRow,
        """
        select d.n, d.call_id, d.card, d.criterion, d.start, d."end", d.reason, d.author, d.made_at,
            o.outcome, o.reason, o.author, o.made_at, p.verdict
        from disputes d left join dispute_decisions o on o.dispute = d.n
        left join score_points p
            on p.call_id = d.call_id and p.card = d.card and p.criterion = d.criterion
        where o.outcome is null or not :open
        order by o.outcome is not null, case when o.outcome is null then d.n else -d.n end
        """,
        {"open": only_open},
    )
    chosen = calls_that_pass(library, filters)
    shown = [one for one in found if chosen is None or one.call_id in chosen]
    heads = call_heads(library, (one.call_id for one in shown))
    return [_dispute_line(one, heads[one.call_id]) for one in shown]


def _wanted(ratings: list[Rating], chosen: Collection[str] | None) -> list[Rating]:
    return ratings if chosen is None else [one for one in ratings if one.call_id in chosen]


def _rater(library: Library, wanted: str) -> str:
    from coachkit.near import pick

    return pick(wanted, [(one.author, one.author) for one in library.rows(Rating)], what="person who rated")


def _rating_line(rating: Rating, call: CallHead, *, counts: bool) -> RatingLine:
    return RatingLine(
        n=rating.n,
        call_id=rating.call_id,
        path=call.path,
        started_at=call.started_at,
        agents=call.agents,
        start=rating.start,
        end=rating.end,
        verdict=rating.verdict,
        why=rating.why,
        author=rating.author,
        made_at=rating.made_at,
        counts=counts,
    )


def _dispute_line(row: _DisputeRow, call: CallHead) -> DisputeLine:
    return DisputeLine(
        n=row.n,
        call_id=row.call_id,
        path=call.path,
        started_at=call.started_at,
        agents=call.agents,
        card=row.card,
        criterion=row.criterion,
        start=row.start,
        end=row.end,
        reason=row.reason,
        author=row.author,
        made_at=row.made_at,
        state=row.outcome or "open",
        decision=row.decision,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        verdict=row.verdict,
    )


def standing_disputes(library: Library, call_ids: Collection[str] | None = None) -> list[Dispute]:
    """Return the objections to scores (of these calls, or of all) that are open or were granted.

    Of several to one line the newest counts.
    """
    names = ", ".join(f'd."{column.name}"' for column in coding.columns_of(Dispute))
    sql = f"""
        select {names} from disputes d left join dispute_decisions o on o.dispute = d.n
        where (o.outcome is null or o.outcome = 'granted')
        and not exists (select 1 from disputes l where l.call_id = d.call_id and l.card = d.card
            and l.criterion = d.criterion and l.n > d.n)
        and (:ids is null or d.call_id in (select value from json_each(:ids))) order by d.n
    """  # noqa: S608 - a noun's columns
    ids = None if call_ids is None else json.dumps(sorted(call_ids))
    return library.find(Dispute, sql, {"ids": ids})
