"""Rows of a table find their calls, and what cannot be told is not guessed."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.config import Settings
from coachkit.pipeline.outcomes.joining import Joiner, KnownCall, without_contradictions
from coachkit.pipeline.outcomes.table import OutcomeRow
from coachkit.pipeline.people.settling import Roster

NINE = datetime(2026, 11, 16, 9, 0)
SETTINGS = Settings.model_validate(
    {
        "agents": ({"name": "Jana K.", "aliases": ("agent12",)},),
        "customers": ({"name": "Acme", "aliases": ("Acme Inc.",)},),
    }
)
ONE = KnownCall(
    id="aaaaaaaabbbb0001",
    paths=("/calls/north/one.mp3", "/copy/north/first.mp3"),
    agents=("Jana K.",),
    customer="Acme",
    start=NINE,
    duration=600,
)
TWO = KnownCall(
    id="aaaaaaaacccc0002",
    paths=("/calls/south/two.mp3",),
    agents=("Jana K.", "Tom"),
    customer="Bolt",
    start=NINE + timedelta(minutes=12),
    duration=60,
)
THREE = KnownCall(id="dddddddddddd0003", paths=("/calls/south/one.mp3",))


def row(**values):
    return OutcomeRow(line=2, outcomes=(("csat", "5"),), **values)


def joined(*, calls=(ONE, TWO, THREE), minutes=5, **values):
    return Joiner(calls, Roster.from_settings(SETTINGS), minutes=minutes).join(row(**values))


@pytest.mark.parametrize(
    ("wanted", "call"),
    [
        ("aaaaaaaabbbb0001", ONE),
        ("AAAAAAAAC", TWO),
        ("dddddddd", THREE),
        ("two.mp3", TWO),
        ("TWO", TWO),
        ("first", ONE),
        ("south/one.mp3", THREE),
        ("D:\\calls\\north\\one.mp3", ONE),
        ("east/one.mp3", None),
        ("north\\one.mp3", ONE),
        ("/calls/south/one.mp3", THREE),
        ("https://pbx/recordings/two.mp3", TWO),
        ("aaaaaaaa", None),
        ("one", None),
        ("aaaa", None),
        ("th", None),
    ],
)
def test_a_call_is_named_by_id_or_file(wanted, call):
    assert joined(call=wanted).call == call


def test_a_name_of_several_calls_is_told_with_all_of_them_unless_the_customer_decides():
    several = joined(call="one.mp3")
    assert (several.candidates, several.why) == ((ONE, THREE), "it fits 2 calls")
    assert joined(call="one.mp3", customer="acme  inc.").call == ONE
    assert joined(call="one.mp3", customer="Zoom").candidates == (ONE, THREE)


@pytest.mark.parametrize(
    ("minutes", "call"),
    [(-5, ONE), (-5.1, None), (0, ONE), (6, ONE), (17, TWO), (17.1, None)],
)
def test_a_time_near_the_beginning_or_within_the_call_finds_it(minutes, call):
    assert joined(agent="AGENT12", at=NINE + timedelta(minutes=minutes)).call == call


def test_a_time_that_fits_two_calls_is_ambiguous_unless_the_customer_decides():
    at = NINE + timedelta(minutes=9)
    assert joined(agent="Jana K.", at=at).candidates == (ONE, TWO)
    assert joined(agent="Jana K.", customer="Bolt", at=at).call == TWO
    assert joined(agent="Tom", at=at).call == TWO
    assert joined(customer="Acme Inc.", at=at).call == ONE


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"call": "nine.mp3"}, "no call has the id or file “nine.mp3”"),
        ({"agent": "Zoe", "at": NINE}, "there is no call of “Zoe”"),
        ({"agent": "Tom", "at": NINE}, "“Tom” has no call at 2026-11-16 09:00 or shortly after"),
        ({"agent": "Tom"}, "it names neither a call nor an agent and a time"),
        ({"at": NINE}, "it names neither a call nor an agent and a time"),
        ({"agent": "Tom", "problem": "“x” is no date"}, "“x” is no date"),
    ],
)
def test_a_row_without_a_call_says_why(values, why):
    found = joined(**values)
    assert (found.call, found.candidates, found.why) == (None, (), why)


def test_offsets_are_taken_into_account_where_both_have_one():
    berlin = timezone(timedelta(hours=1))
    call = KnownCall(id="x", paths=(), agents=("Tom",), start=NINE.replace(tzinfo=berlin))
    assert joined(calls=[call], agent="Tom", at=datetime(2026, 11, 16, 8, 2, tzinfo=UTC)).call == call
    assert joined(calls=[call], agent="Tom", at=NINE.replace(tzinfo=UTC)).call is None
    assert joined(calls=[call], agent="Tom", at=NINE).call == call


MINUTES = st.integers(-3000, 3000)
ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))])


@given(
    calls=st.lists(st.tuples(MINUTES, st.integers(0, 120), ZONES, st.sampled_from("AB")), max_size=8),
    at=MINUTES,
    zone=ZONES,
    reach=st.integers(0, 60),
)
def test_what_is_found_is_what_a_look_at_every_call_finds(calls, at, zone, reach):
    known = [
        KnownCall(
            id=str(n),
            paths=(),
            agents=(agent,),
            start=(NINE + timedelta(minutes=start)).replace(tzinfo=tz),
            duration=60.0 * length,
        )
        for n, (start, length, tz, agent) in enumerate(calls)
    ]
    moment = (NINE + timedelta(minutes=at)).replace(tzinfo=zone)

    def fits(call):
        if moment.tzinfo and call.start.tzinfo:
            late = moment - call.start
        else:
            late = moment.replace(tzinfo=None) - call.start.replace(tzinfo=None)
        return (
            timedelta(minutes=-reach)
            <= late
            <= max(timedelta(minutes=reach), timedelta(seconds=call.duration))
        )

    expected = [call.id for call in known if call.agents == ("A",) and fits(call)]
    found = joined(calls=known, minutes=reach, agent="A", at=moment)
    assert sorted(c.id for c in ((found.call,) if found.call else found.candidates)) == expected


def told(line, value, *, call=ONE, recorded_at=None, kind="csat"):
    joiner = Joiner([ONE, TWO], Roster.from_settings(SETTINGS), minutes=5)
    return joiner.join(
        OutcomeRow(line=line, outcomes=((kind, value),), call=call.id, recorded_at=recorded_at)
    )


def test_rows_that_say_different_things_of_one_call_are_set_aside_together():
    rows = [told(2, "5"), told(3, "2"), told(4, "5", call=TWO), told(5, "won", kind="deal")]

    kept = without_contradictions(rows)

    assert [one.call for one in kept] == [None, None, TWO, ONE]
    assert kept[1].why == "rows of one call contradict each other: csat “5” in line 2, csat “2” in line 3"
    assert kept[1].candidates == (ONE,)


def test_rows_that_agree_or_say_when_are_no_contradiction():
    agreed = [told(2, "5"), told(3, "5")]
    history = [told(2, "5", recorded_at=NINE), told(3, "2", recorded_at=NINE + timedelta(days=1))]

    assert without_contradictions(agreed) == agreed
    assert without_contradictions(history) == history
