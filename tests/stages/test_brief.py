import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.briefs.quoting import LEFT_OUT, words_in_line
from coachkit.models import Exchange, Feeling, Label, Moment, Reason
from coachkit.stages.brief import MOST_WORDS, CallStory, brief_call
from tests.talk import CALL_ID, a_call, segments

CALL = a_call(started_at="2026-11-16T09:05:00", customer="North Haven", duration=151.0)
LINES = [
    ("agent", 0.0, 4.0, "Good morning, what can I do for you?"),
    ("customer", 5.0, 10.0, "Our export stops after two minutes."),
    ("agent", 11.0, 20.0, "Right. I am switching you to the background version now."),
    ("customer", 21.0, 25.0, "It is all there. That is brilliant."),
    ("agent", 26.0, 30.0, "I will send you the steps by noon."),
    ("customer", 31.0, 33.0, "Thanks, bye."),
]
LABEL = Label(
    call_id=CALL_ID, label="good", source="outcome:csat", reason="csat is “5” (survey)", score_label=None
)
REASON = Reason(
    call_id=CALL_ID,
    n=0,
    passage=0,
    segment=1,
    start=5.0,
    end=10.0,
    text="Our export stops after two minutes.",
    model="m",
    dimensions=0,
    embedding=b"",
)


def exchange(**changes):
    base = Exchange(
        call_id=CALL_ID,
        n=0,
        kind="feature",
        name="export",
        start=5.0,
        end=25.0,
        verdict="good",
        reason="export comes up",
        strength=0.6,
        quote=LINES[3][3],
        quote_start=21.0,
        quote_end=25.0,
        reaction="acceptance",
        prompt=LINES[1][3],
        prompt_start=5.0,
        prompt_end=10.0,
        reply=LINES[2][3],
        reply_start=11.0,
        reply_end=20.0,
    )
    return replace(base, **changes)


def promise(segment=4, kind="promise", **changes):
    _, start, end, text = LINES[segment if segment is not None and segment < len(LINES) else 0]
    base = Moment(
        call_id=CALL_ID,
        n=0,
        kind=kind,
        name=None,
        role="agent",
        segment=segment,
        start=start,
        end=end,
        quote=text,
        strength=0.9,
        method="words",
        detail="",
    )
    return replace(base, **changes)


def story(lines=LINES, **changes):
    given = {"call": CALL, "agents": ["Jana"], "segments": segments(lines), "feelings": {}}
    return CallStory(**(given | changes))  # type: ignore[arg-type]


def briefed(**changes):
    return {line.kind: line.text for line in brief_call(story(**changes))}


def quotes_in(lines):
    return [quote for line in lines for quote in re.findall("“(.*?)”", line.text)]


def test_a_brief_tells_who_and_when_why_what_turned_it_how_it_went_and_what_was_promised():
    lines = brief_call(story(reasons=[REASON], exchanges=[exchange()], moments=[promise()], label=LABEL))
    assert [(line.kind, line.text) for line in lines] == [
        ("facts", "16 Nov 2026, 09:05, 2:31 min: Jana with North Haven."),
        ("reason", "Reason: “Our export stops after two minutes.”"),
        (
            "turning_point",
            "Turning point at 0:11: agent “I am switching you to the background version now.”"
            " customer “It is all there. That is brilliant.”",
        ),
        ("result", "Good: csat is 5 (survey)."),
        ("promise", "Agent promises at 0:26: “I will send you the steps by noon.”"),
    ]
    assert [line.start for line in lines] == [None, 5.0, 11.0, None, 26.0]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["agent", "customer", "unknown"]),
            st.lists(
                st.sampled_from("well, so it doesn't work. okay? ages export — now".split()), max_size=60
            ),
        ),
        max_size=8,
    ),
    st.integers(0, 7),
)
def test_no_brief_is_longer_than_120_words_and_all_its_quotes_are_verbatim(turns, place):
    lines = [(role, 10.0 * i, 10.0 * i + 8, " ".join(words)) for i, (role, words) in enumerate(turns)]
    made = segments(lines)
    moments, exchanges, reasons = [], [], []
    if place < len(made):
        own = made[place]
        at = {"start": own.start, "end": own.end, "quote": own.text}
        moments = [
            promise(**at, segment=place),
            promise(**at, segment=None, kind="next_step"),
            promise(**at, kind="resolution"),
        ]
        exchanges = [
            exchange(
                quote=own.text, reply=own.text, quote_start=own.start, quote_end=own.end, start=0, strength=s
            )
            for s in (0.2, 0.9)
        ]
        reasons = [replace(REASON, text=own.text)]
    found = brief_call(
        story(lines, moments=moments, exchanges=exchanges, reasons=reasons, label=LABEL, agents=["Jana"] * 9)
    )
    assert sum(words_in_line(line.text) for line in found) <= MOST_WORDS
    said = " ".join(text for _, _, _, text in lines)
    assert all(quote.removesuffix(LEFT_OUT) in said for quote in quotes_in(found))
    assert [line.n for line in found] == list(range(len(found)))


def test_without_exchanges_the_turning_point_is_where_the_mood_turns_most():
    moods = {1: -0.6, 3: 0.7, 5: 0.5}
    feelings = {n: Feeling(call_id=CALL_ID, n=n, sentiment=m, acceptance=m) for n, m in moods.items()}
    long = [*LINES[:5], ("customer", 31.0, 33.0, "Thank you for all of it, and goodbye.")]
    told = briefed(lines=long, feelings=feelings)
    assert told["turning_point"].startswith("Turning point at 0:11: agent “I am switching")
    assert "customer “It is all there. That is brilliant.”" in told["turning_point"]


def test_the_exchange_that_fits_the_label_goes_before_a_clearer_one_that_does_not():
    worse = exchange(n=1, verdict="bad", strength=0.9, quote="Thanks, bye.", quote_start=31.0, quote_end=33.0)
    assert "brilliant" in briefed(exchanges=[exchange(), worse], label=LABEL)["turning_point"]


def test_the_resolution_is_quoted_with_the_result():
    solved = promise(kind="resolution", role="customer", start=31.0, end=33.0, quote="Thanks, bye.")
    told = briefed(exchanges=[exchange()], moments=[solved], label=LABEL)
    assert told["result"] == "Good: csat is 5 (survey). At 0:31 customer “Thanks, bye.”"


def test_promises_of_a_customer_are_not_the_agents():
    assert "promise" not in briefed(moments=[promise(role="customer")])


def test_a_line_that_is_both_promise_and_next_step_is_told_once():
    found = brief_call(story(moments=[promise(), promise(kind="next_step")]))
    assert [line.kind for line in found].count("promise") == 1


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ([], ["facts"]),
        ([("agent", 0.0, 4.0, "Hello, is anybody there at all?")], ["facts"]),
        ([("customer", 0.0, 4.0, "Is anybody there at all today?")], ["facts", "reason"]),
        ([("customer", 0.0, 4.0, "Faturam iki kez kesildi, neden acaba?")], ["facts", "reason"]),
    ],
)
def test_a_call_of_which_little_is_known_still_has_a_brief(lines, kinds):
    assert [line.kind for line in brief_call(story(lines))] == kinds


def test_a_message_on_a_voicemail_is_quoted_as_one():
    made = [replace(one, part="voicemail") for one in segments([LINES[1]])]
    silent = replace(LABEL, label=None, reason="nobody talks with the customer: it is all voicemail")
    told = {line.kind: line.text for line in brief_call(replace(story(), segments=made, label=silent))}
    assert told["reason"] == "Message: “Our export stops after two minutes.”"
    assert told["result"] == "Not judged: nobody talks with the customer: it is all voicemail."


def test_a_call_without_a_day_or_names_is_told_by_its_length():
    told = briefed(call=a_call(duration=61.0), agents=[])
    assert told["facts"] == "1:01 min."


def test_quotes_are_longer_where_there_is_room_for_it():
    long = "the export has stopped working and nobody can tell me why it has done that " * 2
    alone = briefed(reasons=[replace(REASON, text=long)])["reason"]
    full = [promise(segment=None, kind="promise", quote=long, start=float(n)) for n in range(3)]
    beside = briefed(
        reasons=[replace(REASON, text=long)],
        exchanges=[exchange(reply=long, quote=long)],
        moments=[replace(one, segment=n) for n, one in enumerate(full)],
        label=LABEL,
    )["reason"]
    assert words_in_line(alone) > words_in_line(beside)


def test_what_an_agent_promises_in_the_reply_stands_in_its_own_line_only():
    lines = briefed(exchanges=[exchange()], moments=[promise(2)], label=LABEL)
    assert lines["turning_point"] == "Turning point at 0:21: customer “It is all there. That is brilliant.”"
    assert lines["promise"].endswith("“Right. I am switching you to the background version now.”")


def test_where_the_agent_names_it_the_turning_point_shows_what_the_customer_answers():
    own = exchange(
        prompt=LINES[0][3], prompt_start=0.0, prompt_end=4.0, start=0.0, reply=None, reply_start=None
    )
    assert briefed(exchanges=[own], label=LABEL)["turning_point"] == (
        "Turning point at 0:11: agent “I am switching you to the background version now.”"
        " customer “It is all there. That is brilliant.”"
    )


def test_what_the_customer_brings_up_tells_more_than_what_the_agent_names_in_passing():
    passing = exchange(n=1, reply=None, reply_start=None, strength=0.9, quote=LINES[5][3], quote_start=31.0)
    lines = briefed(exchanges=[exchange(), replace(passing, quote_end=33.0)], label=LABEL)
    assert lines["turning_point"].endswith("“It is all there. That is brilliant.”")
