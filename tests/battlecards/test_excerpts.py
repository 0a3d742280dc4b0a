"""The lines of a reply that are shown, and the texts that stand for groups."""

from coachkit.battlecards.excerpts import telling_lines
from coachkit.battlecards.titles import short_text


def test_the_lines_that_say_most_are_shown_in_order() -> None:
    lines = ["Right.", "The export leaves out accents.", "Yeah yeah.", "A tick box keeps all numbers."]
    shown = telling_lines(lines, [0.9] * 4)
    assert shown == "The export leaves out accents. … A tick box keeps all numbers."


def test_lines_that_follow_each_other_are_joined_without_a_sign() -> None:
    assert telling_lines(["Open the report page.", "Press the export button."], [1, 1]) == (
        "Open the report page. Press the export button."
    )


def test_no_more_is_shown_than_fits_but_always_something() -> None:
    lines = ["One long sentence about the export of all reports.", "Another sentence about invoices."]
    assert telling_lines(lines, [1.0, 0.2], most=3) == lines[0]


def test_the_question_who_somebody_is_gives_way_to_what_is_said_of_the_matter() -> None:
    lines = ["Can I take your account number please?", "The timeout comes from our server."]
    assert telling_lines(lines, [1.0, 1.0], most=8) == "The timeout comes from our server."


def test_a_reply_of_little_words_is_shown_all_the_same() -> None:
    assert telling_lines(["That's up to you."], [0.0]) == "That's up to you."
    assert telling_lines(["No."], [0.0]) == "No."


def test_a_text_stands_without_its_greeting() -> None:
    said = "Good morning. Your export breaks the names of my pupils."
    assert short_text(said, []) == "Your export breaks the names of my pupils."


def test_a_text_leaves_out_the_names_of_those_who_talk() -> None:
    said = "The export is empty again, Jana. Lopes wants it today."
    assert short_text(said, ["Jana K.", "Ana Lopes"]) == "The export is empty again. … wants it today."


def test_a_long_text_is_cut() -> None:
    assert len(short_text("word " * 100, [], most=10).split()) == 10


def test_nothing_is_left_of_a_mere_greeting() -> None:
    assert short_text("Good morning.", []) == ""


def test_small_talk_that_goes_on_is_no_small_talk() -> None:
    assert short_text("How are you any different from them?", []) == "How are you any different from them?"
    assert short_text("Hello, how are you? The export is empty.", []) == "The export is empty."
