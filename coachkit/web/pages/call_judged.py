"""How a call was judged, in plain words: the verdict and whose it is, score cards line by line, exchanges."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from coachkit.briefs.quoting import cut_quote
from coachkit.models import (
    Answer,
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
from coachkit.store.reading.opinions import DisputeState
from coachkit.web.acting.answering import answer_version

MOST_CAME = 20
"""Exchanges that are listed."""
QUOTED_WORDS = 40
"""Longer quotes are cut; the transcript has the rest."""
ASKS = "nobody has answered yet: "
"""How a line's reason begins, after its name, where the card asks people and nobody has said it yet."""
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

    n: int
    """`Dispute.n`."""
    author: str
    reason: str
    outcome: DisputeState
    is_newest: bool
    """Whether it is the one of its line that counts."""
    decision: str | None
    decided_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """A line of a score card on this call."""

    name: str
    card: str
    criterion: str
    verdict: PointVerdict
    points: float
    most: float
    reason: str
    start: float | None
    end: float | None
    quote: str
    is_found: bool
    objections: tuple[Objection, ...]
    question: str = ""
    """What people are asked, where they have to say it; an answer, where there is one, is `answer`."""
    answer: Answer | None = None

    @property
    def answer_version(self) -> str:
        """The version of the answer, for the form that answers."""
        return answer_version(self.answer)

    @property
    def can_be_disputed(self) -> bool:
        """Whether somebody may object to it now."""
        is_taken = any(one.is_newest and one.outcome in ("open", "granted") for one in self.objections)
        return self.verdict != "not applicable" and not is_taken


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
    rated_at: str
    """The stretch that is rated, for the form that rates it."""
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
    # the newest counts, which comes last
    answers = {(one.card, one.criterion): one for one in library.rows(Answer, call_id=call_id)}
    return tuple(
        CardResult(
            card=score.card,
            value=score.value,
            is_main=score.is_main,
            failed_by=_words(score.failed_by) if score.failed_by else None,
            lines=tuple(
                _line(
                    point,
                    objections.get((point.card, point.criterion), ()),
                    answers.get((point.card, point.criterion)),
                )
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


def _line(point: ScorePoint, objections: Sequence[Objection], answer: Answer | None) -> CardLine:
    _, is_asked, question = point.reason.partition(ASKS)
    return CardLine(
        name=_words(point.criterion),
        card=point.card,
        criterion=point.criterion,
        verdict=point.verdict,
        points=point.points,
        most=point.max_points,
        reason=point.reason,
        start=None if point.start is None else max(0.0, point.start - LEAD_IN),
        end=point.end,
        quote=cut_quote(point.quote or "", QUOTED_WORDS),
        is_found=point.is_found,
        objections=tuple(objections),
        question=question if is_asked else _words(point.criterion) if answer else "",
        answer=answer,
    )


def _objections(library: Library, call_id: str) -> dict[tuple[str, str], list[Objection]]:
    decisions = {one.dispute: one for one in library.rows(DisputeDecision, call_id=call_id)}
    found: dict[tuple[str, str], list[Objection]] = {}
    disputes = library.rows(Dispute, call_id=call_id)
    newest = {(one.card, one.criterion): one.n for one in disputes}.values()
    for dispute in disputes:
        told = _objection(dispute, decisions.get(dispute.n), is_newest=dispute.n in newest)
        found.setdefault((dispute.card, dispute.criterion), []).append(told)
    return found


def _objection(dispute: Dispute, decision: DisputeDecision | None, *, is_newest: bool) -> Objection:
    return Objection(
        n=dispute.n,
        author=dispute.author,
        reason=dispute.reason,
        outcome=decision.outcome if decision else "open",
        is_newest=is_newest,
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
        rated_at=f"{one.start:.2f}-{one.end:.2f}",
        start=max(0.0, one.start - LEAD_IN),
        end=one.end,
        prompt=cut_quote(one.prompt or one.quote, QUOTED_WORDS),
        reply=cut_quote(one.reply or "", QUOTED_WORDS),
        reaction=cut_quote(one.quote, QUOTED_WORDS) if one.quote_start > one.prompt_start else "",
    )
