from dataclasses import replace

from coachkit.cues import built_in_cues
from coachkit.models import Mention
from coachkit.stages.exchanges import exchanges_about, named_in
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
