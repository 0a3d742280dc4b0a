import numpy as np
import pytest

from coachkit.errors import SettingsError
from coachkit.line_vectors import embed_lines
from coachkit.models import Feeling, Leg, Mention, Reason, SoundSpan
from coachkit.moments.pack import moment_rules, rules_of
from coachkit.moments.said import Tracked
from coachkit.stages.moments import MomentEvidence, find_moments
from tests.talk import CALL_ID, a_call, segments

RULES = moment_rules()
NOTHING = np.zeros((0, 0), np.float32)


def moments(lines, *, duration=None, **evidence):
    made = segments(lines)
    call = a_call(duration=duration or max((one.end for one in made), default=10.0))
    known = MomentEvidence(call=call, segments=made, talk=made, **evidence)
    return find_moments(known, RULES, NOTHING)


def kinds(lines, **evidence):
    return {(one.kind, one.role) for one in moments(lines, **evidence)}


def test_a_call_without_words_has_no_moments_but_its_silence():
    assert moments([], duration=3.0) == []


def test_a_call_of_one_turn_is_greeted_and_taken_leave_of():
    found = kinds([("customer", 0, 4, "Hello, this is Ana from Lockfield. Please call me back. Bye.")])
    assert {("greeting", "customer"), ("goodbye", "customer")} <= found


def test_an_agent_who_greets_again_in_a_second_leg_greets_there():
    lines = [("agent", 0, 3, "Good morning, this is Jana.")]
    lines += [
        (side, 5 * i, 5 * i + 4, "We talk about it some more.")
        for i in range(1, 12)
        for side in ("customer", "agent")
    ]
    lines += [("agent", 60, 63, "Hello, this is Tom from billing.")]
    legs = [
        Leg(call_id=CALL_ID, n=0, agent=None, start=0, end=59),
        Leg(call_id=CALL_ID, n=1, agent=None, start=59.5, end=63),
    ]
    assert [m.start for m in moments(lines) if m.kind == "greeting"] == [0.0]
    assert [m.start for m in moments(lines, legs=legs) if m.kind == "greeting"] == [0.0, 60.0]


def test_an_answer_to_a_question_of_identity_and_what_confirms_it_are_verification():
    found = moments(
        [
            ("agent", 0, 3, "Can I have your account number, please?"),
            ("customer", 4, 7, "Yes, it is four four one nine."),
            ("agent", 8, 10, "Lovely, thank you. Which browser do you use?"),
        ]
    )
    assert [(m.role, m.quote) for m in found if m.kind == "verification"] == [
        ("agent", "Can I have your account number, please?"),
        ("customer", "Yes, it is four four one nine."),
        ("agent", "Lovely, thank you."),
    ]


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("When will they be back?", True),
        ("Why?", True),
        ("Can you send me the form", True),
        ("Okay?", False),
        ("Right?", False),
        ("Are you serious?", False),
        ("When I open it, nothing happens.", False),
        ("Does it open? And what do you see?", True),
    ],
)
def test_only_what_wants_an_answer_is_a_question(text, is_question):
    assert (("question", "customer") in kinds([("customer", 0, 3, text)])) == is_question


def test_each_question_of_a_turn_is_a_moment_with_its_own_quote():
    found = moments([("agent", 0, 10, "Does it open? And what do you see there?")])
    assert [(m.quote, m.start, m.end) for m in found if m.kind == "question"] == [
        ("Does it open?", 0.0, 3.25),
        ("And what do you see there?", 3.5, 10.0),
    ]


def test_other_languages_have_times_and_question_marks_but_no_phrases():
    made = segments([("customer", 0, 3, "Hello, mikä tämä on?"), ("agent", 10, 12, "Sorry vain.")])
    finnish = [type(s)(**{**{f: getattr(s, f) for f in s.__slots__}, "language": "fi"}) for s in made]
    known = MomentEvidence(call=a_call(duration=12.0), segments=finnish, talk=finnish)
    assert {m.kind for m in find_moments(known, RULES, NOTHING)} == {"question", "dead_air"}


def test_where_nobody_knows_who_is_who_kinds_that_need_a_side_are_left_out():
    found = kinds(
        [
            ("unknown", 0, 3, "Hello, I'm really sorry, this is ridiculous."),
            ("unknown", 4, 6, "How much does it cost per month?"),
        ]
    )
    assert found == {("greeting", "unknown"), ("question", "unknown"), ("price", "unknown")}


def named(kind, name, segment, start_char, text):
    return Mention(
        call_id=CALL_ID, n=0, kind=kind, name=name, text=text, segment=segment, start_char=start_char,
        end_char=start_char + len(text), start=0, end=1, role="customer", method="exact", confidence=1.0,
    )  # fmt: skip


def test_a_named_feature_is_what_fails_or_is_asked_for():
    lines = [
        ("customer", 0, 4, "My export comes out empty every time."),
        ("agent", 5, 6, "I see."),
        ("customer", 7, 9, "And does the dashboard have a dark mode?"),
    ]
    mentions = [named("feature", "export", 0, 3, "export"), named("feature", "dashboard", 2, 13, "dashboard")]
    found = {(m.kind, m.name, m.method) for m in moments(lines, mentions=mentions) if m.name}
    assert found == {("feature_failing", "export", "words"), ("feature_asked", "dashboard", "name")}


def test_a_competitor_is_named_by_either_side_and_two_of_them_are_two_moments():
    lines = [("customer", 0, 4, "We look at Zenlane and Zendesk.")]
    mentions = [
        named("competitor", "Zenlane", 0, 11, "Zenlane"),
        named("competitor", "Zendesk", 0, 23, "Zendesk"),
    ]
    found = [(m.name, m.method) for m in moments(lines, mentions=mentions) if m.kind == "competitor"]
    assert found == [("Zendesk", "name"), ("Zenlane", "name")]


def test_a_tracker_that_counts_is_an_objection_with_its_words():
    hit = Tracked(tracker="price objection", segment=0, start_char=0, text="beyond our means", confidence=1.0)
    [found] = moments([("customer", 0, 3, "It is beyond our means.")], tracked=[hit])
    assert (found.kind, found.method, found.detail) == (
        "objection",
        "tracker",
        "price objection: beyond our means",
    )


def test_lines_that_follow_one_another_in_a_turn_are_one_moment_and_surer():
    found = moments(
        [
            ("customer", 0, 3, "This is ridiculous."),
            ("customer", 3.2, 6, "I have told you that twice."),
            ("customer", 6.2, 9, "Nobody ever called me back."),
        ]
    )
    [angry] = [m for m in found if m.kind == "frustration"]
    assert (angry.start, angry.end, angry.segment) == (0.0, 9.0, 0)
    assert angry.quote == "This is ridiculous. I have told you that twice. Nobody ever called me back."
    assert angry.strength > 0.9


def test_words_and_meaning_that_are_unhappy_are_frustration():
    felt = [Feeling(call_id=CALL_ID, n=0, sentiment=-0.7, acceptance=-0.6)]
    [found] = moments([("customer", 0, 3, "That was a poor show.")], feelings=felt)
    assert (found.kind, found.method, found.detail) == ("frustration", "meaning", "mood -0.65")


def test_a_stored_reason_is_a_moment_in_its_own_words():
    reason = Reason(
        call_id=CALL_ID, n=0, passage=0, segment=0, start=1.0, end=3.0, text="my card was lost", model="m",
        dimensions=0, embedding=b"",
    )  # fmt: skip
    [found] = moments([("customer", 0, 3, "Well, my card was lost.")], reasons=[reason])
    assert (found.kind, found.quote, found.role, found.start) == (
        "reason",
        "my card was lost",
        "customer",
        1.0,
    )


def test_silence_music_monologues_and_talking_over_are_told_by_times():
    lines = [
        ("agent", 0, 80, "Let me tell you all about us. " * 5),
        ("customer", 79, 84, "Stop, that is far too much for me."),
        ("agent", 100, 103, "There I am once more."),
    ]
    music = SoundSpan(call_id=CALL_ID, n=0, kind="music", start=85, end=92, channel=0)
    found = {m.kind: m for m in moments(lines, sounds=[music])}
    assert (found["overtalk"].role, found["overtalk"].detail[:5]) == ("customer", "1.0 s")
    assert (found["monologue"].start, found["monologue"].end, found["monologue"].strength) == (0, 80, 0.767)
    assert (found["hold"].method, found["hold"].detail, found["hold"].segment) == (
        "sound",
        "7.0 s of music",
        None,
    )
    assert (found["dead_air"].start, found["dead_air"].end, found["dead_air"].quote) == (92, 100, "")


def test_who_is_talked_over_and_goes_on_does_not_talk_over_the_other():
    lines = [
        ("agent", 0, 5, "It could be that you have no data."),
        ("customer", 4, 9, "I have a thousand tickets there."),
        ("agent", 6, 9, "in that period, I mean."),
    ]
    assert [(m.role, m.start) for m in moments(lines) if m.kind == "overtalk"] == [("customer", 4)]


def test_amounts_are_a_price_only_near_talk_about_prices():
    far = [("customer", 0, 3, "I lent him 20 euros yesterday.")]
    near = [("agent", 0, 3, "What did the other one cost?"), ("customer", 4, 6, "I think 20 euros.")]
    assert not [m for m in moments(far) if m.kind == "price"]
    assert [(m.role, m.method) for m in moments(near) if m.kind == "price"] == [
        ("agent", "words"),
        ("customer", "rule"),
    ]


def test_what_a_rival_does_is_an_objection_where_the_customer_names_it():
    lines = [("customer", 0, 4, "Zenlane is half of that."), ("agent", 5, 9, "Zenlane is half of that.")]
    mentions = [named("competitor", "Zenlane", n, 0, "Zenlane") for n in (0, 1)]
    assert [m.role for m in moments(lines, mentions=mentions) if m.kind == "objection"] == ["customer"]
    assert not [m for m in moments(lines) if m.kind == "objection"]


def test_unhappy_lines_are_frustration_only_around_plain_frustration():
    def felt(n):
        return Feeling(call_id=CALL_ID, n=n, sentiment=0.0, acceptance=-0.4)

    names = [("customer" if i % 2 else "agent", i / 2, i / 2 + 0.4, "Let me see.") for i in range(7)]
    calm = [*names, ("customer", 4, 5, "It comes out by itself.")]
    heated = [*calm, ("agent", 6, 7, "Let me look at the order."), ("customer", 8, 9, "This is ridiculous.")]
    assert not [m for m in moments(calm, feelings=[felt(7)]) if m.kind == "frustration"]
    found = [m for m in moments(heated, feelings=[felt(0), felt(7)]) if m.kind == "frustration"]
    assert [(m.start, m.method) for m in found] == [(4, "rule"), (8, "words")]


def test_a_correction_of_oneself_is_no_apology():
    assert not kinds([("agent", 0, 4, "It is from May to, sorry, June.")])
    assert ("apology", "agent") in kinds([("agent", 0, 4, "Sorry, that took too long.")])


def test_a_pack_with_an_unknown_key_or_a_wrong_phrase_says_where_it_is():
    with pytest.raises(SettingsError, match=r"moments “hold”: unknown key “phrase”"):
        rules_of({"hold": {"said_by": ["agent"], "phrase": ["on hold"]}})
    with pytest.raises(SettingsError, match=r"moments “hold”: “\(on hold” has a “\(” without"):
        rules_of({"hold": {"said_by": ["agent"], "phrases": ["(on hold"]}})


def test_a_line_that_means_what_an_example_says_is_found_unless_it_is_more_like_something_else():
    rules = rules_of(
        {"praise": {"said_by": ["customer"], "examples": ["up"], "unlike": ["right"], "nearness": 0.7}}
    )
    made = segments(
        [("customer", 0, 3, "You did that so well."), ("customer", 4, 7, "Just a line like others.")]
    )
    rows = {"up": (1.0, 0.0), "right": (0.0, 1.0), made[0].text: (0.8, 0.6), made[1].text: (0.7, 0.71)}

    def embed(texts):
        return np.array([rows[text] for text in texts], np.float32)

    vectors = embed_lines(made, embed=embed, model="fake")
    known = MomentEvidence(call=a_call(duration=7.0), segments=made, talk=made, vectors=vectors)
    found = [m for m in find_moments(known, rules, embed(rules.meanings.texts)) if m.kind == "praise"]
    assert [(m.segment, m.method, m.detail) for m in found] == [(0, "meaning", "up")]
    assert abs(found[0].strength - 0.8) < 0.01


@pytest.mark.parametrize(
    "text",
    [
        "For what time should the table be.",
        "Which plan would you like.",
        "Do other doctors have time then.",
        "I lost the link can you send it again.",
        "It opens now, right.",
        "Hello, Marcus at Fernway is that Derek.",
    ],
)
def test_a_question_without_its_mark_is_told_by_its_form(text):
    assert ("question", "agent") in kinds([("agent", 0, 3, text)])


@pytest.mark.parametrize("text", ["What I like is the colour of it.", "Do it for Wednesday.", "Turn right."])
def test_what_only_looks_like_a_question_is_none(text):
    assert ("question", "agent") not in kinds([("agent", 0, 3, text)])


def test_what_is_stated_of_somebody_who_confirms_it_is_a_question():
    stated = ("agent", 0, 3, "You see it next to the orange button.")
    assert ("question", "agent") in kinds([stated, ("customer", 4, 6, "Yes, here it is.")])
    assert ("question", "agent") not in kinds([stated, ("customer", 4, 6, "Let me look for it.")])


def test_a_goodbye_is_answered_by_the_last_words_even_if_they_are_misheard():
    leaving = [("agent", 0, 3, "Say hello to the ponies. Bye!")]
    assert ("goodbye", "customer") in kinds([*leaving, ("customer", 4, 5, "I will buy.")])
    assert ("goodbye", "customer") not in kinds([*leaving, ("customer", 4, 5, "Wait, what about it?")])
    assert ("goodbye", "customer") not in kinds([("customer", 4, 5, "I will buy.")])


def test_it_is_the_feature_that_was_just_named_unless_that_feature_fails():
    text = "Our people insist on the calendar. Is it in there?"
    mention = named("feature", "calendar", 0, 25, "calendar")
    [asked] = [
        m for m in moments([("customer", 0, 5, text)], mentions=[mention]) if m.kind == "feature_asked"
    ]
    assert (asked.name, asked.quote) == ("calendar", "Is it in there?")
    fails = "The calendar has stopped working. Is it down for all?"
    broken = named("feature", "calendar", 0, 4, "calendar")
    found = {m.kind for m in moments([("customer", 0, 5, fails)], mentions=[broken])}
    assert "feature_failing" in found
    assert "feature_asked" not in found


def test_an_agent_who_reads_an_answer_back_verifies_it():
    lines = [
        ("agent", 0, 3, "What is your account number?"),
        ("customer", 4, 6, "It's 4419."),
        ("agent", 7, 9, "4419, and which browser is it?"),
    ]
    assert ("verification", "agent", "4419, and which browser is it?") not in {
        (m.kind, m.role, m.quote) for m in moments(lines)
    }
    lines[2] = ("agent", 7, 9, "4419, a moment.")
    assert ("verification", "agent", "4419, a moment.") in {(m.kind, m.role, m.quote) for m in moments(lines)}


def test_what_is_promised_by_a_time_is_a_promise_and_a_next_step():
    said = {
        kind
        for kind, _ in kinds([("agent", 0, 4, "You get the login and the contact in Rome this afternoon.")])
    }
    assert {"promise", "next_step"} <= said
    assert not {"promise", "next_step"} & {
        k for k, _ in kinds([("agent", 0, 4, "It will be sunny on Friday.")])
    }


def test_trouble_in_a_few_words_is_a_failure_beside_a_feature():
    line = [("customer", 0, 4, "With the export I lose half of the names.")]
    export = named("feature", "export", 0, 9, "export")
    assert ("feature_failing", "customer") in kinds(line, mentions=[export])
    assert ("feature_failing", "customer") not in kinds(line)


def test_old_trouble_that_a_glad_customer_tells_of_is_no_frustration():
    trouble = "I've been fighting with this since Thursday."
    assert ("frustration", "customer") in kinds([("customer", 0, 4, trouble)])
    glad = f"That's brilliant, it works again now. {trouble} Thank you so much."
    assert ("frustration", "customer") not in kinds([("customer", 0, 6, glad)])


def test_success_that_the_customer_denies_at_once_is_no_resolution():
    solved = ("agent", 0, 3, "That's gone through, all sorted.")
    denied = ("customer", 4, 7, "No, it still doesn't work, this is ridiculous.")
    assert ("resolution", "agent") in kinds([solved, ("customer", 4, 7, "Good, and the other one?")])
    assert ("resolution", "agent") not in kinds([solved, denied])


def test_who_complains_of_a_failure_and_names_a_rival_objects_to_nothing():
    text = "She has another one, and I am going over there."
    rival = named("competitor", "Zenlane", 1, 8, "another")
    lines = [("customer", 0, 3, "It is all fine here."), ("customer", 5, 8, text)]
    assert ("objection", "customer") in kinds(lines, mentions=[rival])
    lines[0] = ("customer", 0, 3, "The page has stopped working.")
    assert ("objection", "customer") not in kinds(lines, mentions=[rival])
