"""What is a machine's and what is conversation, by many wordings of both."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.cues import built_in_cues
from coachkit.models import SoundSpan
from coachkit.stages.parts import SPEAKER, mark_parts
from tests.talk import CALL_ID, segments

SUPPORT = [
    ("agent", 30.0, 33.0, "Fernway support, this is Priya, how can I help?"),
    ("customer", 33.5, 37.0, "hi I cannot print the list of today any more"),
    ("agent", 37.5, 40.0, "let me have a look at that for you"),
    ("customer", 40.5, 43.0, "thank you that would be really great"),
]


def sound(kind, start, end, *, channel=0, n=0):
    return SoundSpan(call_id=CALL_ID, n=n, channel=channel, kind=kind, start=start, end=end)


def marked(lines, *, sounds=()):
    return mark_parts(segments(lines), sounds, cues=built_in_cues("parts"))


def parts(lines, **more):
    return [segment.part for segment in marked(lines, **more)]


def spoken(*texts, at=0.5, role="agent", pause=0.6):
    """Return lines of one side, three seconds each, a short pause apart."""
    return [(role, at + i * (3 + pause), at + i * (3 + pause) + 3, text) for i, text in enumerate(texts)]


@pytest.mark.parametrize(
    "texts",
    [
        ("Welcome to Northwind.", "For sales, press 1.", "For support, press 2."),
        ("Press one for billing.", "Press two for anything else."),
        ("Please listen carefully, as our menu options have changed.", "To make a payment, press three."),
        ("To reach the service department dial four.", "To hear these options again press the star key."),
        ("Please enter your account number, followed by the hash key."),
        ("You can say things like billing or opening times.", "Please say yes or no."),
        ("In a few words, please tell me why you are calling today.", "You have chosen repairs."),
        ("Thank you for calling Acme.", "If you know your party's extension, you may dial it at any time."),
        ("To return to the main menu, press zero.", "That is not a valid option."),
    ],
)
def test_a_menu_before_anybody_talks_is_marked(texts):
    texts = (texts,) if isinstance(texts, str) else texts
    lines = [*spoken(*texts), *SUPPORT]
    assert parts(lines) == ["ivr"] * len(texts) + ["talk"] * 4


@pytest.mark.parametrize(
    "texts",
    [
        ("Your call is important to us.",),
        ("Your call is very important to us.", "Please stay on the line."),
        ("This call may be recorded for training and quality purposes.",),
        ("Calls are recorded and may be monitored for quality assurance purposes.",),
        ("Thank you for calling Fernway.", "Your call may be recorded."),
        ("All of our agents are busy at the moment.", "Please hold."),
        ("All our representatives are currently assisting other customers.",),
        ("You are number three in the queue.",),
        ("There are four callers ahead of you.",),
        ("Your estimated wait time is five minutes.",),
        ("We are currently experiencing high call volumes.",),
        ("Please hold while we connect you to the next available agent.",),
        ("Your call will be answered in the order it was received.",),
        ("You are calling outside our business hours.", "Our offices are now closed."),
        ("One of our advisors will be with you shortly.",),
        ("Please continue to hold.",),
        ("The number you have dialed is not in service.", "Please check the number and try again."),
        ("You are currently caller number four.",),
        ("Your call cannot be completed as dialled.",),
    ],
)
def test_an_announcement_that_nobody_answers_is_marked(texts):
    assert parts([*spoken(*texts), *SUPPORT]) == ["ivr"] * len(texts) + ["talk"] * 4


@pytest.mark.parametrize(
    "text",
    [
        "Fernway support, how can I help you?",
        "Thank you for calling Fernway, this is Tom speaking, what can I do for you?",
        "Thank you for calling Fernway.",
        "Welcome to Fernway, you're speaking to Jana.",
        "Hello, just so you know, this call may be recorded, is that okay?",
        "Hi, this call is recorded for training purposes, my name is Tom, how can I help?",
        "Good morning, Fernway, please hold.",
    ],
)
def test_an_agents_greeting_is_conversation(text):
    lines = [
        ("agent", 0.5, 4.0, text),
        ("customer", 4.6, 9.0, "yes hello I have a question about my last invoice"),
        ("agent", 9.5, 12.0, "sure let me open your account and have a look"),
    ]
    assert parts(lines) == ["talk"] * 3


def test_an_agent_who_says_it_in_his_greeting_with_pauses_is_conversation():
    lines = [
        ("agent", 0.5, 2.0, "Thank you for calling Fernway."),
        ("agent", 2.4, 5.0, "This call may be recorded for quality purposes."),
        ("agent", 5.4, 8.0, "My name is Jana, how can I help?"),
        *SUPPORT,
    ]
    assert parts(lines) == ["talk"] * 7


@pytest.mark.parametrize(
    "text",
    [
        "Could you press the export button for me?",
        "Now press two and then the hash key and tell me what you see.",
        "So for billing press one, for support press two, that is what customers hear.",
        "Let me put you on hold for a moment.",
        "Please hold while I find the next available person for you.",
        "This call may be recorded, as I said.",
        "You can leave a message after the tone if he is not available.",
        "Your call is important to us, really.",
        "You have reached the right place for that.",
        "All our agents are busy with the same problem today.",
    ],
)
@pytest.mark.parametrize("role", ["agent", "customer"])
def test_the_same_words_in_a_conversation_are_conversation(text, role):
    other = "customer" if role == "agent" else "agent"
    lines = [
        ("agent", 0.5, 3.0, "Fernway support, this is Priya, how can I help?"),
        ("customer", 3.5, 8.0, "hello I am calling because the report is empty"),
        ("agent", 8.5, 11.0, "right then let us see what is wrong there"),
        (role, 11.6, 16.0, text),
        (other, 16.6, 20.0, "okay I will do that now give me a second"),
        (role, 21.0, 24.0, "thank you that is exactly what I wanted"),
    ]
    assert parts(lines) == ["talk"] * 6


def test_a_customer_who_tells_of_a_menu_is_conversation():
    lines = [
        ("customer", 0.5, 6.0, "it says press one for billing and press two for support and nothing happens"),
        ("agent", 6.5, 9.0, "oh I am sorry to hear that happens"),
    ]
    assert parts(lines) == ["talk"] * 2


def test_an_agents_words_before_and_after_hold_music_are_conversation():
    lines = [
        ("customer", 0.5, 4.0, "the export is empty since this very morning"),
        ("agent", 4.5, 8.0, "Please hold while I connect you to the next available colleague."),
        ("agent", 40.0, 44.0, "Thank you for holding, I have found it."),
        ("customer", 44.5, 46.0, "oh good what was it in the end"),
    ]
    assert parts(lines, sounds=[sound("music", 9, 39)]) == ["talk"] * 4


def test_a_machine_has_the_role_other_and_no_agents_name():
    first, *rest = marked([*spoken("For sales, press 1 and for support, press 2."), *SUPPORT])
    assert (first.role, first.speaker) == ("other", SPEAKER)
    assert [s.role for s in rest] == ["agent", "customer", "agent", "customer"]


def test_numbers_and_texts_are_left_as_they_are():
    lines = [*spoken("For sales, press 1.", "For support, press 2."), *SUPPORT]
    made = marked(lines)
    assert [replace(s, part="talk", role="agent", speaker="") for s in made] == [
        replace(s, role="agent", speaker="") for s in segments(lines)
    ]


def test_a_greeting_right_after_the_menu_is_not_swallowed():
    lines = [
        *spoken("For sales, press 1.", "For support, press 2."),
        ("agent", 9.0, 10.0, "Thank you for calling Fernway."),
        ("agent", 10.3, 13.0, "This is Priya speaking."),
        *SUPPORT,
    ]
    assert parts(lines)[:5] == ["ivr", "ivr", "talk", "talk", "talk"]


def test_what_is_said_into_a_menu_is_no_conversation():
    lines = [
        *spoken("Thank you for calling Acme.", "In a few words, tell me why you are calling."),
        ("customer", 7.8, 9.0, "I would like to cancel my whole subscription"),
        *spoken("You have chosen cancellations.", "Please hold while we connect you.", at=9.6),
        *SUPPORT,
    ]
    made = marked(lines)
    assert [s.part for s in made] == ["ivr"] * 5 + ["talk"] * 4
    assert made[2].role == "other"


def test_all_before_the_ringing_is_announcement_whatever_it_says():
    lines = [
        *spoken("Hello and a warm welcome.", "Summer offers are in our shop now."),
        *SUPPORT,
    ]
    assert parts(lines, sounds=[sound("ringing", 12, 25)])[:3] == ["ivr", "ivr", "talk"]
    assert parts(lines)[:3] == ["talk"] * 3


def test_a_queue_with_music_between_announcements_is_marked():
    lines = [
        *spoken("All our agents are busy."),
        *spoken("You are number two in the queue.", at=16.0),
        *SUPPORT,
    ]
    assert parts(lines, sounds=[sound("music", 4, 15), sound("music", 20, 29)])[:3] == ["ivr", "ivr", "talk"]


def test_a_menu_on_the_customers_side_of_an_outgoing_call_is_marked():
    lines = [
        *spoken("For sales, press 1.", "For support, press 2.", role="customer"),
        ("customer", 20.0, 22.0, "Miller and sons, hello?"),
        ("agent", 22.5, 26.0, "hello this is Tom of Fernway do you have a minute"),
    ]
    assert parts(lines) == ["ivr", "ivr", "talk", "talk"]


def test_announcements_during_a_hold_are_hold():
    lines = [
        ("customer", 0.5, 4.0, "the export is empty since this very morning"),
        ("agent", 4.5, 7.0, "let me put you on hold for a moment"),
        ("agent", 20.0, 23.0, "Please continue to hold."),
        ("agent", 40.0, 43.0, "Your call is important to us."),
        ("agent", 60.0, 63.0, "thank you for holding, it works again now"),
        ("customer", 63.5, 66.0, "oh wonderful that is so good to hear"),
    ]
    music = [sound("music", 8, 19), sound("music", 24, 39, n=1), sound("music", 44, 59, n=2)]
    assert parts(lines, sounds=music) == ["talk", "talk", "hold", "hold", "talk", "talk"]


def test_a_menu_after_a_transfer_is_marked():
    lines = [
        ("customer", 0.5, 4.0, "could you put me through to the sales people"),
        ("agent", 4.5, 7.0, "of course I am putting you through now"),
        *spoken("For new customers, press 1.", "For all others, press 2.", at=14.0),
        ("agent", 30.0, 33.0, "Sales, this is Tom, how can I help?"),
        ("customer", 33.5, 36.0, "hello Tom I have a question on your prices"),
    ]
    assert parts(lines, sounds=[sound("ringing", 22, 29)]) == ["talk", "talk", "ivr", "ivr", "talk", "talk"]


def test_a_survey_after_the_goodbye_is_marked():
    lines = [
        *SUPPORT,
        ("agent", 44.0, 45.0, "bye bye"),
        *spoken(
            "Please rate the call you just had.", "For very good, press 5, for very bad, press 1.", at=51.0
        ),
    ]
    assert parts(lines) == ["talk"] * 5 + ["ivr"] * 2


MESSAGE = [
    ("customer", 20.0, 24.0, "hello this is Erik from the bike workshop"),
    ("customer", 24.5, 30.0, "Zenlane can do that so please call me back"),
]


@pytest.mark.parametrize(
    "texts",
    [
        ("You've reached the voicemail of Jana.", "Please leave a message after the tone."),
        (
            "Hi, this is Tom.",
            "I can't take your call right now.",
            "Leave me a message and I'll call you back.",
        ),
        ("The person you are calling is not available.", "At the tone, please record your message."),
        ("Your call has been forwarded to an automated voice messaging system.",),
        ("Our office is closed.", "Please leave your name and number after the beep."),
        ("We're sorry we missed your call.", "Leave a short message and we will get back to you."),
    ],
)
def test_a_voicemail_greeting_and_the_message_are_marked_and_the_message_stays_the_customers(texts):
    made = marked([*spoken(*texts), *MESSAGE])
    assert {s.part for s in made} == {"voicemail"}
    assert [s.role for s in made] == ["other"] * len(texts) + ["customer"] * 2
    assert made[-1].speaker == "Customer"


def test_a_message_that_an_agent_leaves_stays_the_agents():
    lines = [
        *spoken("Hi, you've reached Marta.", "Please leave a message after the beep.", role="customer"),
        ("agent", 12.0, 18.0, "hello Marta it is Tom of Fernway please ring me back"),
    ]
    made = marked(lines)
    assert {s.part for s in made} == {"voicemail"}
    assert [s.role for s in made] == ["other", "other", "agent"]


def test_somebody_who_picks_up_after_all_has_a_conversation():
    lines = [
        *spoken("You've reached the voicemail of Jana.", "Please leave a message after the tone."),
        ("customer", 12.0, 15.0, "hello Jana this is Erik from the workshop"),
        ("agent", 15.5, 18.0, "Erik hello I am here after all sorry"),
        ("customer", 18.5, 21.0, "oh good then I can ask you directly"),
    ]
    assert parts(lines) == ["voicemail"] * 3 + ["talk"] * 2


def test_a_person_who_takes_a_message_has_a_conversation():
    lines = [
        ("agent", 0.5, 4.0, "Fernway, Mark isn't available right now, can I take a message?"),
        ("customer", 4.5, 8.0, "yes please tell him that Erik has called"),
        ("agent", 8.5, 11.0, "I will tell him as soon as he is back"),
    ]
    assert parts(lines) == ["talk"] * 3


def test_a_mono_voicemail_whose_voices_are_not_told_apart_is_marked():
    lines = [
        ("unknown", start, end, text)
        for _, start, end, text in [
            *spoken("You've reached the voicemail of Jana.", "Please leave a message after the tone."),
            *MESSAGE,
        ]
    ]
    made = marked(lines)
    assert {s.part for s in made} == {"voicemail"}
    assert [s.role for s in made] == ["other", "other", "unknown", "unknown"]


def test_a_mono_conversation_stays_one():
    lines = [("unknown", start, end, text) for _, start, end, text in SUPPORT]
    assert parts(lines) == ["talk"] * 4


def test_silence_alone_proves_nothing_where_voices_are_not_told_apart():
    lines = [
        ("unknown", 0.5, 4.0, "the export is empty since this very morning"),
        ("unknown", 12.0, 15.0, "Your call will be answered by the next available agent."),
        ("unknown", 22.0, 25.0, "is that really what they told you there"),
    ]
    assert parts(lines) == ["talk"] * 3
    music = [sound("music", 5, 11), sound("music", 16, 21)]
    assert parts(lines, sounds=music) == ["talk", "hold", "talk"]


def test_a_mono_menu_is_marked_and_the_conversation_after_it_is_not():
    lines = [*spoken("For sales, press 1.", "For support, press 2."), *SUPPORT]
    mono = [("unknown", start, end, text) for _, start, end, text in lines]
    assert parts(mono) == ["ivr"] * 2 + ["talk"] * 4


def test_words_heard_in_music_and_ringing_are_marked_as_such():
    lines = [
        ("agent", 3.0, 4.0, "Beep beep."),
        *SUPPORT,
        ("agent", 52.0, 56.0, "la la love me tonight and forever"),
        ("agent", 70.0, 73.0, "thank you for waiting it works now"),
    ]
    sounds = [sound("ringing", 1, 8), sound("music", 48, 68, n=1)]
    assert parts(lines, sounds=sounds) == ["ringing", *["talk"] * 4, "hold", "talk"]


def test_a_conversation_over_music_in_the_background_is_conversation():
    assert parts(SUPPORT, sounds=[sound("music", 29, 45, channel=1)]) == ["talk"] * 4


def test_a_call_without_words_has_no_parts():
    assert parts([], sounds=[sound("music", 1, 50)]) == []


ROLES = st.sampled_from(["agent", "customer"])
SAID = st.sampled_from(
    [
        "For sales, press 1.",
        "Your call is important to us.",
        "This call may be recorded.",
        "You've reached the voicemail of Jana.",
        "Please leave a message after the tone.",
        "Thank you for calling.",
        "how can I help you today",
        "the export is empty since this very morning",
        "okay",
    ]
)


@given(
    st.lists(st.tuples(ROLES, st.floats(0, 100), st.floats(0, 8), SAID)),
    st.lists(
        st.tuples(st.sampled_from(["ringing", "music", "tones"]), st.floats(0, 100), st.floats(0.1, 20))
    ),
)
def test_marking_changes_nothing_but_part_role_and_speaker(lines, heard):
    made = segments([(role, start, start + length, text) for role, start, length, text in lines])
    sounds = [sound(kind, start, start + length) for kind, start, length in heard]
    found = mark_parts(made, sounds, cues=built_in_cues("parts"))
    assert [
        replace(new, part="talk", role=old.role, speaker=old.speaker)
        for new, old in zip(found, made, strict=True)
    ] == made
    assert all(new == old for new, old in zip(found, made, strict=True) if new.part == "talk")
    assert all(new.role == "other" for new in found if new.part not in ("talk", "voicemail"))
