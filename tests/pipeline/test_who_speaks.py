"""Who speaks, as people said it, on calls with voices on one channel and on given transcripts."""

from dataclasses import replace

from coachkit.models import CallSpeaker, Edit, Leg
from coachkit.pipeline.steps.who_speaks import as_people_said, is_placeholder
from coachkit.stages.compose import Speakers
from coachkit.stages.speakers import Told
from tests.talk import CALL_ID, a_call, segments

NAMES = Speakers(agent="Jana K.", customer="Marta")
NOBODY = Speakers(agent=None, customer=None)


def told(*lines, legs=(), part="talk"):
    """Return who speaks on one channel, from (role, speaker) of each line."""
    made = segments([(role, 2.0 * n, 2.0 * n + 1, f"line {n}") for n, (role, _) in enumerate(lines)])
    said = [
        replace(s, channel=0, speaker=speaker, part=part) for s, (_, speaker) in zip(made, lines, strict=True)
    ]
    speakers = [
        CallSpeaker(
            call_id=CALL_ID,
            n=n,
            channel=0,
            voice=n,
            role=role,
            name=name,
            confidence=0.9,
            reason="Guessed.",
        )
        for n, (role, name) in enumerate(dict.fromkeys(lines))
    ]
    return Told(segments=said, speakers=speakers, legs=list(legs))


def an_edit(line, field, new, *, n=1, everywhere=False):
    start = 2.0 * line
    return Edit(
        call_id=CALL_ID,
        n=n,
        field=field,
        start=start,
        end=start + 1,
        old="",
        new=new,
        author="lead",
        made_at="",
        channel=0,
        everywhere=everywhere,
    )


def an_exchange(n):
    return replace(an_edit(0, "roles", "", n=n), end=120.0, channel=None)


def who(before, *edits, names=NAMES, own_names=()):
    after = as_people_said(a_call(channels=1), before, edits, names, own_names=own_names)
    return [(s.role, s.speaker) for s in after.segments]


VOICES = (("unknown", "Speaker 1"), ("customer", "Marta"), ("unknown", "Speaker 1"))


def test_without_edits_nothing_changes():
    before = told(*VOICES)
    assert as_people_said(a_call(), before, [], NAMES) == before


def test_a_voice_whose_role_nobody_knew_becomes_the_agent_with_a_leg():
    after = as_people_said(a_call(), told(*VOICES), [an_edit(2, "role", "agent", everywhere=True)], NAMES)
    assert [(s.role, s.speaker) for s in after.segments][::2] == [("agent", "Jana K.")] * 2
    told_of = [(s.role, s.name, s.confidence) for s in after.speakers]
    assert told_of == [("agent", "Jana K.", 1.0), ("customer", "Marta", 0.9)]
    assert after.legs == [Leg(call_id=CALL_ID, n=0, agent="Jana K.", start=0.0, end=120.0)]


def test_a_line_alone_leaves_its_voice_as_it_is():
    after = as_people_said(a_call(), told(*VOICES), [an_edit(1, "role", "agent")], NAMES)
    assert [s.role for s in after.segments] == ["unknown", "agent", "unknown"]
    assert [s.role for s in after.speakers] == ["unknown", "customer"]


def test_a_call_without_an_agent_any_more_has_no_leg():
    leg = Leg(call_id=CALL_ID, n=0, agent="Jana K.", start=0.0, end=120.0)
    before = told(("agent", "Jana K."), ("unknown", "Speaker 2"), legs=[leg])
    after = as_people_said(a_call(), before, [an_edit(0, "role", "customer")], NAMES)
    assert after.segments[0].speaker == "Marta"
    assert after.legs == []


def test_during_a_leg_a_line_of_the_agent_has_that_agents_name():
    legs = [
        Leg(call_id=CALL_ID, n=0, agent="Jana K.", start=0.0, end=2.0),
        Leg(call_id=CALL_ID, n=1, agent="Tom B.", start=2.0, end=120.0),
    ]
    before = told(("agent", "Jana K."), ("customer", "Customer"), legs=legs)
    assert who(before, an_edit(1, "role", "agent"), names=NOBODY)[1] == ("agent", "Tom B.")


def test_roles_without_a_person_are_shown_as_what_they_are():
    before = told(("customer", "Marta"), ("customer", "Marta"))
    edits = [an_edit(0, "role", "other"), an_edit(1, "role", "unknown", n=2)]
    assert who(before, *edits) == [("other", "Other voice"), ("unknown", "Speaker")]


def test_what_a_machine_said_becomes_conversation_where_a_person_hears_somebody():
    before = told(("other", "Recorded voice"), part="ivr")
    after = as_people_said(a_call(), before, [an_edit(0, "role", "agent")], NAMES)
    [line] = after.segments
    assert (line.role, line.speaker, line.part) == ("agent", "Jana K.", "talk")


def test_a_message_on_a_voicemail_stays_one():
    before = told(("unknown", "Speaker 1"), part="voicemail")
    [line] = as_people_said(a_call(), before, [an_edit(0, "role", "customer")], NAMES).segments
    assert (line.role, line.part) == ("customer", "voicemail")


def test_names_of_a_given_transcript_stay_when_roles_change_or_are_exchanged():
    before = told(("unknown", "Paul Weber"), ("agent", "Sam"))
    edit = an_edit(0, "role", "customer", everywhere=True)
    assert who(before, edit, names=NOBODY)[0] == ("customer", "Paul Weber")
    exchanged = who(before, edit, an_exchange(2), names=NOBODY, own_names={0, 1})
    assert exchanged == [("agent", "Paul Weber"), ("customer", "Sam")]


def test_the_order_in_which_people_said_things_counts_not_the_order_of_rows():
    before = told(("customer", "Marta"), ("agent", "Jana K."))
    edits = [an_edit(0, "role", "customer", n=2), an_exchange(1)]
    assert who(before, *edits) == [("customer", "Marta"), ("customer", "Marta")]


def test_a_speaker_renamed_everywhere_can_be_given_a_role_everywhere_under_the_new_name():
    edits = [
        an_edit(0, "speaker", "Ida", everywhere=True),
        an_edit(2, "role", "agent", n=2, everywhere=True),
    ]
    after = as_people_said(a_call(), told(*VOICES), edits, NOBODY)
    assert [(s.role, s.speaker) for s in after.segments][::2] == [("agent", "Ida")] * 2
    assert [(s.role, s.name) for s in after.speakers] == [("agent", "Ida"), ("customer", "Marta")]
    assert after.legs[0].agent == "Ida"


def test_names_are_told_from_what_stands_for_a_name():
    shown = ["Agent", "Agent 2", "Customer", "Speaker 12", "Other voice 3", "Recorded voice"]
    assert all(map(is_placeholder, shown))
    assert not any(map(is_placeholder, ["Jana K.", "Agent Smith", "Speaker of the House", ""]))
