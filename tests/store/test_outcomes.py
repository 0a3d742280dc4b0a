"""Outcomes as they are reported, again and in any order, and what is kept of the old ones."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coachkit.models import Call, Outcome, PastOutcome
from coachkit.store.library import Library
from coachkit.store.outcome_history import CallOutcomes
from coachkit.store.outcomes import outcomes_of, replace_calls_outcomes, save_outcomes
from tests.store.small_library import BAD, GOOD, a_recording

NONE = CallOutcomes(now=(), past=())
AT = "2026-11-22T10:00:00+00:00"


def report(value: str, *, day: int | None = None, kind: str = "deal", source: str = "crm") -> Outcome:
    recorded_at = f"2026-11-{day:02d}T09:00:00" if day else None
    return Outcome(
        call_id=GOOD, n=0, kind=kind, value=value, source=source, recorded_at=recorded_at, origin="import"
    )


def after(*reports: Outcome, known: CallOutcomes = NONE) -> CallOutcomes:
    for one in reports:
        known = known.reported(one, at=AT)
    return known


def values(known: CallOutcomes) -> tuple[list[str], list[str]]:
    return [one.value for one in known.now], [one.value for one in known.past]


def test_a_report_of_another_value_moves_the_old_one_to_the_past() -> None:
    known = after(report("open"), report("won"))

    assert values(known) == (["won"], ["open"])
    assert known.past[0].replaced_at == AT


def test_another_source_or_kind_stands_beside_it() -> None:
    known = after(report("won"), report("lost", source="lead"), report("5", kind="csat"))

    assert values(known) == (["won", "lost", "5"], [])
    assert [one.n for one in known.now] == [0, 1, 2]


def test_an_older_report_goes_to_the_past_and_the_newer_stays() -> None:
    assert values(after(report("won", day=9), report("open", day=3))) == (["won"], ["open"])


def test_the_same_value_later_on_is_only_dated_anew() -> None:
    known = after(report("won", day=3), report("won", day=9), report("won", day=5), report("won"))

    assert (values(known), known.now[0].recorded_at) == ((["won"], []), "2026-11-09T09:00:00")


DATED = st.lists(
    st.builds(report, st.sampled_from(["open", "won", "lost"]), day=st.integers(1, 28)),
    unique_by=lambda one: one.recorded_at,
)


@given(DATED)
def test_dated_reports_told_twice_change_nothing(reports: list[Outcome]) -> None:
    once = after(*sorted(reports, key=lambda one: one.recorded_at or ""))

    assert after(*sorted(reports, key=lambda one: one.recorded_at or ""), known=once) == once


@given(DATED.flatmap(lambda reports: st.tuples(st.just(reports), st.permutations(reports))))
def test_the_latest_report_counts_whatever_the_order(case: tuple[list[Outcome], list[Outcome]]) -> None:
    reports, shuffled = case
    latest = max(reports, key=lambda one: one.recorded_at or "", default=None)

    assert [one.value for one in after(*shuffled).now] == ([latest.value] if latest else [])


def test_a_changed_sidecar_leaves_what_was_imported_and_keeps_what_it_said_before(filled: Library) -> None:
    [call] = [one for one in filled.rows(Call) if one.id == GOOD]
    save_outcomes(filled, {GOOD: outcomes_of(filled)[GOOD].reported(report("lost", day=20), at=AT)})

    said = Outcome(call_id=GOOD, n=0, kind="deal", value="open", source="crm")
    filled.save_call(call, a_recording(call), outcomes=[said])

    assert filled.rows(Outcome, call_id=GOOD) == [said, replace(report("lost", day=20), n=1)]
    [past] = filled.rows(PastOutcome)
    assert (past.value, past.origin) == ("won", "details")


def test_what_calls_show_is_put_in_place_of_what_they_showed_before(filled: Library) -> None:
    again = Outcome(call_id=GOOD, n=0, kind="repeat_contact", value="yes", source="coachkit", origin="calls")
    replace_calls_outcomes(filled, "repeat_contact", [again])
    assert filled.rows(Outcome, call_id=GOOD)[1:] == [replace(again, n=1)]

    replace_calls_outcomes(filled, "repeat_contact", [replace(again, call_id=BAD)])
    assert [one.kind for one in filled.rows(Outcome, call_id=GOOD)] == ["deal"]
    assert filled.rows(Outcome, call_id=BAD) == [replace(again, call_id=BAD)]
    assert filled.rows(PastOutcome) == []
