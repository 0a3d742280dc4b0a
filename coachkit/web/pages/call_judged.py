"""How a call was judged, in plain words: the verdict and whose it is, score cards line by line, exchanges."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from coachkit.briefs.quoting import cut_quote
from coachkit.models import (
    Dispute,
    DisputeDecision,
    Exchange,
    Label,
    PointVerdict,
    Score,
    ScorePoint,
    Verdict,
)
from coachkit.store.library import Library

MOST_CAME = 20
"""Exchanges that are listed."""
QUOTED_WORDS = 40
"""Longer quotes are cut; the transcript has the rest."""
LEAD_IN = 1.0
"""Seconds that a place plays before it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Good, bad or in between, why, and who says so."""

    label: Verdict | None
    reason: str
    said_by: str
    """Who or what decides, in plain words; empty where nothing does."""
    score_says: Verdict | None
    """What the score alone would say, where that is something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What somebody objects to a line of the score, and what was decided."""

    author: str
    reason: str
    outcome: str
    """`open`, `granted` or `refused`."""
    decision: str | None
    decided_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """A line of a score card on this call."""

    name: str
    verdict: PointVerdict
    points: float
    most: float
    reason: str
    start: float | None
    end: float | None
    quote: str
    is_found: bool
    objections: tuple[Objection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardResult:
    """What a score card says of the call: what costs most first."""

    card: str
    value: float | None
    is_main: bool
    failed_by: str | None
    lines: tuple[CardLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Something that came up: what was said first, the reply, and how the customer took it."""

    verdict: Verdict
    what: str
    also: tuple[str, ...]
    """What else came up in the same words."""
    source: str
    """Who judges it, where a person does."""
    start: float
    end: float
    prompt: str
    reply: str
    reaction: str


def read_judgement(library: Library, call_id: str) -> Judgement | None:
    """Return how the call went; None before that is known."""
    found = library.rows(Label, call_id=call_id)
    if not found:
        return None
    [label] = found
    differs = label.score_label if label.score_label != label.label else None
    return Judgement(
        label=label.label, reason=label.reason, said_by=_said_by(label.source), score_says=differs
    )


def read_cards(library: Library, call_id: str) -> tuple[CardResult, ...]:
    """Return the results of all score cards, the one that judges the call first."""
    points = library.rows(ScorePoint, call_id=call_id)
    objections = _objections(library, call_id)
    return tuple(
        CardResult(
            card=score.card,
            value=score.value,
            is_main=score.is_main,
            failed_by=_words(score.failed_by) if score.failed_by else None,
            lines=tuple(
                _line(point, objections.get((point.card, point.criterion), ()))
                for point in _costly_first(one for one in points if one.card == score.card)
            ),
        )
        for score in sorted(library.rows(Score, call_id=call_id), key=lambda one: not one.is_main)
    )


def read_came(library: Library, call_id: str) -> tuple[tuple[Came, ...], int]:
    """Return what came up in the call, in order, and how much more there is.

    What came up in the same words is told once; of very much the clearest is told.
    """
    found = sorted(library.rows(Exchange, call_id=call_id), key=lambda one: (one.start, one.n))
    places = [list(same) for _, same in groupby(found, key=_same_words)]
    clearest = sorted(places, key=lambda same: -same[0].strength)[:MOST_CAME]
    shown = sorted(clearest, key=lambda same: (same[0].start, same[0].n))
    return tuple(map(_came, shown)), len(places) - len(shown)


def _said_by(source: str) -> str:
    kind, _, name = source.partition(":")
    return {
        "rating": f"{name} says so",
        "outcome": "reported after the call",
        "score": f"by the score card “{name}”",
        "learned": "by what your team's own verdicts have taught coachkit",
    }.get(kind, "")


def _costly_first(points: Iterable[ScorePoint]) -> list[ScorePoint]:
    return sorted(points, key=lambda one: (one.verdict == "not applicable", one.points - one.max_points))


def _line(point: ScorePoint, objections: Sequence[Objection]) -> CardLine:
    return CardLine(
        name=_words(point.criterion),
        verdict=point.verdict,
        points=point.points,
        most=point.max_points,
        reason=point.reason,
        start=None if point.start is None else max(0.0, point.start - LEAD_IN),
        end=point.end,
        quote=cut_quote(point.quote or "", QUOTED_WORDS),
        is_found=point.is_found,
        objections=tuple(objections),
    )


def _objections(library: Library, call_id: str) -> dict[tuple[str, str], list[Objection]]:
    decisions = {one.dispute: one for one in library.rows(DisputeDecision, call_id=call_id)}
    found: dict[tuple[str, str], list[Objection]] = {}
    for dispute in library.rows(Dispute, call_id=call_id):
        told = _objection(dispute, decisions.get(dispute.n))
        found.setdefault((dispute.card, dispute.criterion), []).append(told)
    return found


def _objection(dispute: Dispute, decision: DisputeDecision | None) -> Objection:
    return Objection(
        author=dispute.author,
        reason=dispute.reason,
        outcome=decision.outcome if decision else "open",
        decision=decision.reason if decision else None,
        decided_by=decision.author if decision else None,
    )


def _words(criterion: str) -> str:
    return criterion.replace("_", " ")


def _same_words(one: Exchange) -> tuple[object, ...]:
    return (one.verdict, one.prompt_start, one.reply_start, one.quote_start)


def _came(same: Sequence[Exchange]) -> Came:
    one, *others = same
    first = [other.reason.partition(";")[0] for other in same]
    _, _, author = one.source.partition("rating:")
    return Came(
        verdict=one.verdict,
        what=one.reason,
        also=tuple(dict.fromkeys(what for what in first[1:] if what != first[0])) if others else (),
        source=author,
        start=max(0.0, one.start - LEAD_IN),
        end=one.end,
        prompt=cut_quote(one.prompt or one.quote, QUOTED_WORDS),
        reply=cut_quote(one.reply or "", QUOTED_WORDS),
        reaction=cut_quote(one.quote, QUOTED_WORDS) if one.quote_start > one.prompt_start else "",
    )
