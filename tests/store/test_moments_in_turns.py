"""A moment belongs to the turn that holds its line, and a silent one to the turn before it."""

from pathlib import Path

from coachkit.models import Annotation, Moment, MomentKind
from coachkit.query.predicate import holds
from coachkit.query.tree import Moment as Happens
from coachkit.stages.index import index_turns
from coachkit.store.coding import insert_sql, pack
from coachkit.store.library import Library
from coachkit.store.reading.call_view import call_view
from coachkit.store.tables import TABLE_OF
from tests.talk import CALL_ID, a_call, segments

LINES = segments(
    [
        ("agent", 0.0, 4.0, "hello, let me look that up"),
        ("customer", 30.0, 33.0, "the price is too high"),
        ("agent", 34.0, 38.0, "I will send you an offer"),
    ]
)


def moment(n: int, kind: MomentKind, segment: int | None, start: float) -> Moment:
    return Moment(
        call_id=CALL_ID,
        n=n,
        kind=kind,
        name=None,
        role="agent",
        segment=segment,
        start=start,
        end=start + 2.0,
        quote="",
        strength=1.0,
        method="words",
        detail="",
    )


def turns_with(folder: Path, kind: str, moments: list[Moment]) -> list[int]:
    with Library.open(folder / "coachkit.db", create=True) as library:
        library.save_call(a_call())
        rows = [
            *LINES,
            *index_turns(
                LINES,
                [
                    Annotation(call_id=CALL_ID, n=s.n, lemmas="", tokens=(), entities=(), chunks=())
                    for s in LINES
                ],
                first_id=1 << 14,
            ),
            *moments,
        ]
        with library.changing() as connection:
            for row in rows:
                table = TABLE_OF[type(row)]
                connection.execute(insert_sql(table), pack([row], table)[0])
        return holds(Happens(kind=kind), call_view(library, a_call()))


def test_a_moment_is_in_the_turn_of_its_line(tmp_path: Path) -> None:
    assert turns_with(tmp_path, "objection", [moment(0, "objection", 1, 30.0)]) == [1]


def test_a_hold_is_in_the_turn_that_began_last_before_it(tmp_path: Path) -> None:
    assert turns_with(tmp_path, "hold", [moment(0, "hold", None, 5.0)]) == [0]


def test_a_silence_before_anybody_speaks_is_in_no_turn(tmp_path: Path) -> None:
    assert turns_with(tmp_path, "dead_air", [moment(0, "dead_air", None, -1.0)]) == []
