"""A short call for tests of rules: what is said, with the moments and turns that a build would find."""

from collections.abc import Sequence
from dataclasses import replace

from coachkit.cues import built_in_cues
from coachkit.models import Moment, MomentKind, Role, Score, ScorePoint, Segment
from coachkit.query.call_view import CallView, TurnView
from coachkit.query.resolve import KnownNames
from coachkit.query.words import plain_words
from coachkit.scorecards import Evidence, parse_card
from coachkit.stages.score import score_call
from tests.talk import CALL_ID, segments

Line = tuple[Role, float, float, str]
LINES: list[Line] = [
    ("agent", 0.0, 5.0, "hello, how many agents do you have?"),
    ("customer", 6.0, 10.0, "twelve, and what does it cost?"),
    ("agent", 11.0, 20.0, "it is nineteen pounds a seat"),
    ("customer", 21.0, 25.0, "that sounds fair"),
    ("agent", 90.0, 100.0, "I'll send you the quote by Friday"),
]
MOMENTS: list[tuple[MomentKind, int | None, float]] = [
    ("question", 0, 0.0),
    ("question", 1, 6.0),
    ("price", 2, 11.0),
    ("hold", None, 30.0),
    ("next_step", 4, 90.0),
]
KNOWN = KnownNames(
    forms={
        "tracker": [("churn risk", "churn risk"), ("buying signal", "buying signal")],
        "competitor": [("Zenlane", "Zenlane"), ("Zen Lane", "Zenlane")],
        "team": [("sales", "sales")],
    }
)


def evidence(
    lines: Sequence[Line] = LINES,
    *,
    kind: str | None = None,
    language: str | None = None,
) -> Evidence:
    """Return what cards see of a call, whose turns are its lines."""
    said = [replace(one, language=language) for one in segments(lines)]
    happened = [one for one in MOMENTS if one[1] is None or one[1] < len(said)] if lines else []
    moments = [_moment(n, *one, said) for n, one in enumerate(happened)]
    return Evidence(
        call_id=CALL_ID,
        segments=said,
        metrics={},
        exchanges=[],
        feelings={},
        cues=built_in_cues(),
        moments=moments,
        view=CallView(
            id=CALL_ID, duration=100.0, kind=kind, turns=tuple(_turn(one, moments) for one in said)
        ),
    )


def _moment(n: int, kind: MomentKind, segment: int | None, start: float, said: list[Segment]) -> Moment:
    line = said[segment] if segment is not None else None
    return Moment(
        call_id=CALL_ID,
        n=n,
        kind=kind,
        name=None,
        role=line.role if line else "agent",
        segment=segment,
        start=start,
        end=line.end if line else start + 20,
        quote=line.text if line else "",
        strength=0.8,
        method="words",
        detail="",
    )


def _turn(line: Segment, moments: list[Moment]) -> TurnView:
    return TurnView(
        n=line.n,
        role=line.role,
        start=line.start,
        end=line.end,
        words=tuple(plain_words(line.text)),
        lemmas=tuple(plain_words(line.text)),
        questions=line.text.count("?"),
        trackers=frozenset({"buying signal"} if "fair" in line.text else ()),
        moments=frozenset(m.kind for m in moments if m.segment == line.n),
    )


def a_card(*lines: str, card: str = "") -> str:
    """Return a card with these lines, each given as the keys that matter."""
    blocks = [
        "\n".join(
            [
                "[[criteria]]",
                f'id = "line{n}"',
                f'title = "Line {n}"',
                "" if "weight" in line else "weight = 10",
                line,
            ]
        )
        for n, line in enumerate(lines)
    ]
    return "\n".join(['title = "A card"', card, *blocks])


def judged(*lines: str, seen: Evidence | None = None, card: str = "") -> tuple[Score, dict[str, ScorePoint]]:
    """Return the score of a card with these lines, and its points by the id of the line."""
    written = parse_card(a_card(*lines, card=card), name="test", known=KNOWN)
    score, points = score_call(written, seen if seen is not None else evidence())
    return score, {point.criterion: point for point in points}
