from dataclasses import replace

import pytest

from coachkit.purposes import read_purposes
from coachkit.stages.passages import cut_passages
from coachkit.stages.purpose import judge_purposes, passage_at
from tests.talk import segments

CUES = read_purposes()


def call(*said):
    return segments([(role, 5.0 * n, 5.0 * n + 4, text) for n, (role, text) in enumerate(said)])


def purposes(made, *reasons):
    return [one.purpose for one in judge_purposes(cut_passages(made), made, reasons, CUES)]


@pytest.mark.parametrize(
    ("said", "purpose"),
    [
        (
            [
                ("agent", "Good morning, this is Priya. How can I help?"),
                ("customer", "Hello, this is Ana Lopes."),
            ],
            "greeting",
        ),
        (
            [
                ("agent", "For security, can you confirm your date of birth?"),
                ("customer", "Fourth of May nineteen eighty."),
                ("agent", "And your postcode, please?"),
                ("customer", "N 1 7 G U."),
            ],
            "verification",
        ),
        (
            [("agent", "How was your weekend?"), ("customer", "Good, thanks for asking. And you?")],
            "small_talk",
        ),
        (
            [
                ("agent", "Is there anything else I can help you with?"),
                ("customer", "No, that's all, thanks for your help. Bye."),
                ("agent", "You're welcome. Have a nice day, goodbye."),
            ],
            "goodbye",
        ),
    ],
)
def test_what_every_call_has_is_kept_apart(said, purpose):
    made = call(*said)
    judged = judge_purposes(cut_passages(made), made, [], CUES)
    assert [one.purpose for one in judged] == [purpose]
    assert judged[0].quote in [text for _, text in said]


def test_a_matter_beside_a_goodbye_is_a_matter():
    made = call(
        ("agent", "You're welcome. Have a nice day, goodbye."),
        ("customer", "Wait, the invoice still shows the wrong amount and the discount is missing."),
    )
    assert purposes(made) == ["matter"]


def test_a_long_answer_to_a_question_of_identity_is_not_taken_on_trust():
    made = call(
        ("agent", "Could I take your name?"),
        ("customer", "Ana Lopes, and honestly the printer has been broken since Monday morning."),
    )
    assert purposes(made) == ["matter"]


def test_a_greeting_that_holds_the_reason_is_a_reason():
    made = call(("agent", "Good morning, this is Priya."), ("customer", "Hello, my export is empty."))
    judged = judge_purposes(cut_passages(made), made, [(1, 5.0, "my export is empty.")], CUES)
    assert [(one.purpose, one.quote) for one in judged] == [("reason", "my export is empty.")]


def test_nothing_is_kept_out_in_a_language_without_a_pack():
    made = [
        replace(one, language="de") for one in call(("agent", "Hello, good morning."), ("customer", "Bye."))
    ]
    assert purposes(made) == ["matter"]


def test_of_two_passages_that_share_a_segment_the_reason_is_in_the_one_of_its_time():
    made = segments([("customer", 0, 100, " ".join(f"This is sentence number {n}." for n in range(60)))])
    first, second, *_ = cut_passages(made)
    assert passage_at([first, second], 0, 1.0) == 0
    assert passage_at([first, second], 0, second.start + 1) == 1


def test_a_call_without_passages_has_no_purposes():
    assert judge_purposes([], [], [], CUES) == []
