import pytest

from coachkit.transcripts.speakers import role_of, split_speakers


def first(*texts: str) -> tuple[str | None, str]:
    """Return who says what in the first of the captions."""
    return split_speakers(texts)[0][0]


def test_a_name_of_several_words_counts_the_first_time() -> None:
    assert first("Jana Kovac: Good morning.", "Fine.", "Yes.") == ("Jana Kovac", "Good morning.")


@pytest.mark.parametrize("name", ["Dr. Tom Berg", "Jana K.", "Ludwig van Beek", "Müller, Änne", "ليلى حسن"])
def test_names_are_told_in_many_forms(name: str) -> None:
    assert first(f"{name}: Good morning.", "Fine.", "Yes.") == (name, "Good morning.")


def test_a_single_word_counts_when_it_comes_again() -> None:
    assert first("jana: Good morning.", "Fine.", "Yes.", "Well.", "jana: Bye.") == ("jana", "Good morning.")
    assert first("Jana: Good morning.", "Fine.", "Yes.", "Well.") == (None, "Jana: Good morning.")


def test_a_single_word_counts_where_most_lines_begin_with_a_name() -> None:
    assert first("Jana: Hello.", "Tom: Hi.", "What now?") == ("Jana", "Hello.")


@pytest.mark.parametrize(
    "text",
    [
        "Note: the export is empty.",
        "We meet at 12: 30 or so.",
        "https://example.com/a is the page.",
        "12:30 is fine.",
        "she said: never again.",
        "Listen. That is it: the end.",
        "Is it this one: red?",
    ],
)
def test_other_colons_are_what_is_said(text: str) -> None:
    assert first(text, text, "Fine.", "Yes.") == (None, text)


@pytest.mark.parametrize("text", ["[Speaker 1] Hello.", "[SPEAKER_00]: Hello.", "(Jana Kovac) Hello."])
def test_a_name_may_stand_in_brackets(text: str) -> None:
    speaker, said = first(text, "Fine.", "Yes.")
    assert speaker in {"Speaker 1", "SPEAKER_00", "Jana Kovac"}
    assert said == "Hello."


def test_a_sound_in_brackets_is_no_speaker() -> None:
    assert first("[laughter] Right.", "[laughter] Right.") == (None, "[laughter] Right.")


def test_a_caption_may_hold_two_speakers() -> None:
    [caption, _] = split_speakers(["Jana: Hello.\nHow are you?\nTom: Fine.", "Jana: Good."])
    assert caption == [("Jana", "Hello. How are you?"), ("Tom", "Fine.")]


def test_a_name_on_a_line_of_its_own_counts() -> None:
    [caption, _] = split_speakers(["Jana Kovac:\nHello.", "Fine."])
    assert caption == [("Jana Kovac", " Hello.")]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("AGENT", "agent"),
        ("Agent 2", "agent"),
        ("customer_1", "customer"),
        ("Caller", "customer"),
        ("other", "other"),
        ("Jana", None),
        (None, None),
    ],
)
def test_a_label_may_name_a_role(label: str | None, role: str | None) -> None:
    assert role_of(label) == role
