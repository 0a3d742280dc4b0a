from dataclasses import replace

from coachkit.models import CallSpeaker, Edit, Leg
from coachkit.stages.swap_roles import (
    is_swapped,
    swap_segments,
    swap_speakers,
    text_edits,
    toggle_swap,
)
from tests.talk import CALL_ID, a_call, segments

TALK = segments(
    [
        ("agent", 0.0, 2.0, "My export is empty."),
        ("customer", 2.5, 4.0, "Fernway support, Jana speaking."),
        ("other", 5.0, 6.0, "Press one."),
        ("customer", 70.0, 72.0, "Tom here, I take over."),
    ]
)
TEXT = Edit(
    call_id=CALL_ID,
    n=4,
    field="text",
    start=0.0,
    end=2.0,
    old="a",
    new="b",
    author="lead",
    made_at="2026-11-18",
)


def test_agent_and_customer_change_places_and_other_voices_stay():
    swapped = swap_segments(TALK, agent="Jana K.", customer="Marta")
    assert [(s.role, s.speaker) for s in swapped] == [
        ("customer", "Marta"),
        ("agent", "Jana K."),
        ("other", "Other"),
        ("agent", "Jana K."),
    ]
    assert [(s.channel, s.text) for s in swapped] == [(s.channel, s.text) for s in TALK]


def test_names_that_are_not_known_are_the_roles():
    assert [s.speaker for s in swap_segments(TALK, agent=None, customer=None)][:2] == ["Customer", "Agent"]


def test_each_leg_has_its_own_agents_name():
    legs = [
        Leg(call_id=CALL_ID, n=0, agent="Jana K.", start=0.0, end=60.0),
        Leg(call_id=CALL_ID, n=1, agent="Tom B.", start=60.0, end=120.0),
    ]
    swapped = swap_segments(TALK, legs, agent=None, customer=None)
    assert [s.speaker for s in swapped if s.role == "agent"] == ["Jana K.", "Tom B."]


def test_that_a_person_said_so_is_certain_and_beyond_doubt():
    found = CallSpeaker(
        call_id=CALL_ID,
        n=0,
        channel=0,
        voice=None,
        role="agent",
        name="Jana K.",
        confidence=0.6,
        reason="The settings say so.",
        doubt="The other side greets.",
    )
    menu = replace(found, n=1, role="other", name="Menu", doubt=None)
    customer, same = swap_speakers([found, menu], agent="Jana K.", customer="Marta")
    assert (customer.role, customer.name, customer.confidence, customer.doubt) == (
        "customer",
        "Marta",
        1.0,
        None,
    )
    assert same == menu


def test_an_exchange_is_an_edit_of_the_whole_call_and_leaves_the_others_alone():
    edits = toggle_swap(a_call(), [TEXT], is_swapped_now=True, author="lead", made_at="2026-11-19")
    assert is_swapped(edits)
    assert text_edits(edits) == [TEXT]
    [exchange] = [edit for edit in edits if edit != TEXT]
    assert (exchange.n, exchange.start, exchange.end, exchange.author) == (5, 0.0, 120.0, "lead")
    assert toggle_swap(a_call(), edits, is_swapped_now=False, author="x", made_at="x") == [TEXT]
