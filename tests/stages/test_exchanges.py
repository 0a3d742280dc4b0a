from dataclasses import replace

from coachkit.cues import built_in_cues
from coachkit.models import Mention, Rating
from coachkit.replies.occurrences import Occurrence, named_in
from coachkit.stages.exchanges import exchanges_about
from tests.talk import CALL_ID, segments


def mention(segment, *, start, name="Zenlane", kind="competitor", role="customer"):
    return Mention(
        call_id=CALL_ID,
        n=0,
        kind=kind,
        name=name,
        text=name,
        segment=segment,
        start_char=0,
        end_char=7,
        start=start,
        end=start + 0.5,
        role=role,
        method="exact",
        confidence=1.0,
    )


def exchanges(lines, *mentions):
    return exchanges_about(named_in(mentions), segments(lines), feelings={}, cues=built_in_cues())


ASKED = ("customer", 0.0, 5.0, "Zenlane is cheaper than you are")
ANSWERED = ("agent", 6.0, 15.0, "they bill extra for every calendar, we do not")


def test_a_reply_that_the_customer_accepts_is_good():
    [found] = exchanges(
        [ASKED, ANSWERED, ("customer", 16, 20, "oh that makes sense, sounds good")], mention(0, start=1)
    )
    assert (found.verdict, found.start, found.end) == ("good", 0, 20)
    assert "sounds good" in found.quote


def test_a_reply_that_the_customer_rejects_is_bad():
    [found] = exchanges(
        [ASKED, ANSWERED, ("customer", 16, 20, "that's not an answer, I'll go with them")],
        mention(0, start=1),
    )
    assert found.verdict == "bad"
    assert found.strength > 0


def test_no_reaction_is_neutral():
    [found] = exchanges([ASKED, ANSWERED], mention(0, start=1))
    assert (found.verdict, found.strength) == ("neutral", 0)


def test_what_the_customer_says_long_afterwards_is_not_the_reaction():
    [found] = exchanges(
        [ASKED, ANSWERED, ("customer", 200, 210, "that's great thank you so much")], mention(0, start=1)
    )
    assert found.verdict == "neutral"


def test_mentions_close_together_are_one_exchange_and_names_have_their_own():
    later = replace(mention(0, start=3), n=1)
    other = mention(0, start=2, name="export", kind="feature")
    found = exchanges([ASKED, ANSWERED], mention(0, start=1), later, other)
    assert [(e.n, e.name) for e in found] == [(0, "Zenlane"), (1, "export")]


def test_candidates_make_no_exchange():
    assert exchanges([ASKED, ANSWERED], mention(0, start=1, kind="candidate")) == []


def test_the_reply_is_what_follows_the_customers_last_word_on_the_name():
    lines = [
        ("customer", 0.0, 3.0, "I looked at Zenlane too"),
        ("agent", 3.5, 5.0, "go ahead"),
        ("customer", 5.5, 9.0, "Zenlane has route planning, that's great"),
        ("agent", 10.0, 14.0, "I think that is just a map"),
        ("customer", 15.0, 18.0, "no they showed me, that's not true"),
    ]
    later = replace(mention(2, start=5.6), n=1)
    [found] = exchanges(lines, mention(0, start=2), later)
    assert (found.start, found.end, found.verdict) == (0, 18, "bad")


def moment(segment, kind="objection", *, start=0.0):
    return Occurrence(
        call_id=CALL_ID,
        kind="moment",
        name=kind,
        segment=segment,
        start=start,
        end=start + 1,
        role="customer",
    )


def of_moments(lines, *occurrences, ratings=()):
    return exchanges_about(occurrences, segments(lines), feelings={}, cues=built_in_cues(), ratings=ratings)


DEAR = ("customer", 0.0, 5.0, "that is far too dear for a firm of our size")
EXPLAINED = (
    "agent",
    6.0,
    15.0,
    "it pays for itself, because every empty slot is filled from the waiting list",
)
CONTENT = ("customer", 16.0, 20.0, "fair enough, let's do that")


def test_an_objection_with_its_reply_and_reaction_is_an_exchange():
    [found] = of_moments([DEAR, EXPLAINED, CONTENT], moment(0))
    assert (found.kind, found.name, found.verdict) == ("moment", "objection", "good")
    assert (found.prompt, found.reply, found.quote) == (DEAR[3], EXPLAINED[3], CONTENT[3])
    assert (found.prompt_start, found.reply_start, found.quote_start) == (0, 6, 16)
    assert (found.reaction, found.source) == ("agreement", "reaction")


def test_moments_of_one_stretch_are_one_exchange_under_the_weightiest():
    lines = [DEAR, EXPLAINED, ("customer", 16, 20, "I am very disappointed, that's no answer"), EXPLAINED]
    found = of_moments(
        lines, moment(0, "price"), moment(0), moment(0, "question"), moment(2, "frustration", start=16)
    )
    assert [one.name for one in found] == ["objection"]
    assert found[0].verdict == "bad"


def test_a_weightier_moment_in_the_reaction_is_an_exchange_of_its_own():
    lines = [DEAR, EXPLAINED, ("customer", 16, 20, "no, put me through to your manager"), EXPLAINED]
    found = of_moments(lines, moment(0), moment(2, "escalation", start=16))
    assert [(one.name, one.reaction) for one in found] == [
        ("objection", "escalation"),
        ("escalation", "silence"),
    ]


def test_an_objection_that_names_a_competitor_stays_both():
    lines = [ASKED, ANSWERED, ("customer", 16, 20, "fair enough")]
    found = of_moments(lines, moment(0), *named_in([mention(0, start=1)]))
    assert [(one.kind, one.name) for one in found] == [("competitor", "Zenlane"), ("moment", "objection")]


def test_the_reply_is_what_the_agent_tells_and_not_what_they_ask_back():
    lines = [
        DEAR,
        ("agent", 6, 8, "how many seats do you need?"),
        ("customer", 9, 10, "eleven"),
        ("agent", 11, 20, "then you pay 286 a month for all of them and nothing on top of that"),
        ("customer", 21, 25, "that's a fair offer, let's do that"),
    ]
    [found] = of_moments(lines, moment(0))
    assert found.reply == lines[3][3]
    assert found.verdict == "good"


def test_a_customer_who_says_the_same_again_did_not_get_a_reply():
    again = ("customer", 16, 20, "so for a firm of our size that is far too dear")
    [found] = of_moments([DEAR, EXPLAINED, again], moment(0))
    assert (found.verdict, found.reaction) == ("bad", "repeat")


def test_when_the_customer_comes_to_another_name_the_exchange_is_over():
    lines = [
        ASKED,
        ANSWERED,
        ("customer", 16, 20, "no they told me otherwise, and HubSpot is free"),
        ("agent", 21, 30, "HubSpot is free for two people and you have eleven of them in your team"),
        ("customer", 31, 35, "oh that's great, that makes sense"),
    ]
    other = mention(2, start=18, name="HubSpot")
    zenlane, hubspot = exchanges(lines, mention(0, start=1), other)
    assert (zenlane.name, zenlane.verdict) == ("Zenlane", "bad")
    assert (hubspot.name, hubspot.verdict) == ("HubSpot", "good")


def rating(n, verdict, *, author="jana", start=0.0, end=20.0):
    return Rating(
        n=n,
        call_id=CALL_ID,
        start=start,
        end=end,
        verdict=verdict,
        why="too late",
        author=author,
        made_at="2026-11-20T10:00:00",
    )


def test_a_persons_rating_of_the_stretch_wins():
    [found] = of_moments([DEAR, EXPLAINED, CONTENT], moment(0), ratings=[rating(1, "bad")])
    assert (found.verdict, found.source, found.strength) == ("bad", "rating:jana", 1.0)
    assert found.reason == "jana rates this bad: too late"
    assert found.reaction == "agreement"


def test_a_rating_of_the_call_or_of_another_stretch_leaves_the_verdict():
    for one in (rating(1, "bad", start=None, end=None), rating(1, "bad", start=15.0, end=40.0)):
        [found] = of_moments([DEAR, EXPLAINED, CONTENT], moment(0), ratings=[one])
        assert (found.verdict, found.source) == ("good", "reaction")


def test_a_rating_that_was_taken_back_does_not_count():
    [found] = of_moments([DEAR, EXPLAINED, CONTENT], moment(0), ratings=[rating(1, "bad"), rating(2, None)])
    assert found.verdict == "good"


def test_what_nobody_answers_has_no_reply():
    [found] = of_moments([EXPLAINED, ("customer", 16, 20, DEAR[3])], moment(1, start=16))
    assert (found.reply, found.reply_start, found.reaction, found.verdict) == (
        None,
        None,
        "silence",
        "neutral",
    )


def test_a_price_that_the_agent_asked_for_is_no_prompt():
    lines = [
        ("agent", 0, 4, "what do they charge you for it?"),
        ("customer", 5, 8, "six pounds a seat"),
        ("agent", 9, 20, "then you would pay one pound more with us and get the waiting list for it"),
        CONTENT,
    ]
    assert of_moments(lines, moment(1, "price", start=5)) == []
    told = [("agent", 0, 4, "let me have a look at it"), *lines[1:]]
    assert len(of_moments(told, moment(1, "price", start=5))) == 1


def test_frustration_that_a_content_customer_looks_back_on_is_no_prompt():
    lines = [("customer", 0, 5, "that's brilliant, I have been fighting with this since Monday"), EXPLAINED]
    assert of_moments(lines, moment(0, "frustration")) == []


def test_a_first_reaction_may_come_late_where_nothing_was_said_before():
    late = ("customer", 110, 115, "oh that solves it")
    [found] = of_moments([DEAR, EXPLAINED, late], moment(0))
    assert found.verdict == "good"
    earlier = ("customer", 20, 25, "that's no answer")
    [found] = of_moments([DEAR, EXPLAINED, earlier, late], moment(0))
    assert found.verdict == "bad"
