from collections.abc import Sequence
from dataclasses import replace

from coachkit.models import LineChoice, PlaybookLine, PlaybookVersion
from coachkit.playbooks.book import Book
from coachkit.playbooks.parts import part_of
from coachkit.playbooks.versions import next_version
from tests.playbooks.made import BOOK, LINE, choice, with_calls

AT = "2026-11-20T09:00:00+00:00"


def book(*lines: PlaybookLine, calls: int = 10) -> Book:
    return Book(playbook=replace(BOOK, calls=calls), lines=lines)


def version(
    before: Book | None, now: Book | None, choices: Sequence[LineChoice] = (), last: int = 1
) -> PlaybookVersion | None:
    return next_version(before, now, choices=choices, last=last, made_at=AT)


def changes(before: Book | None, now: Book | None, choices: Sequence[LineChoice] = ()) -> tuple[str, ...]:
    made = version(before, now, choices)
    return made.changes if made else ()


def test_the_first_lines_make_the_first_version() -> None:
    made = version(None, book(LINE), last=0)
    assert made is not None
    assert made.n == 1
    assert made.changes == ("New: Ask about the matter before you answer (5 calls of 2 agents).",)


def test_a_playbook_without_lines_makes_no_version() -> None:
    assert version(None, book()) is None
    assert version(None, book(replace(LINE, withheld="may be chance"))) is None


def test_the_same_lines_make_no_version() -> None:
    assert version(book(LINE), book(LINE)) is None


def test_a_call_more_makes_no_version_and_many_more_do() -> None:
    assert version(book(LINE), book(with_calls(6))) is None
    assert changes(book(LINE), book(with_calls(12))) == (
        "More calls: Ask about the matter before you answer, now 12 calls of 2 agents, 5 before.",
    )


def test_a_line_whose_calls_are_gone_is_withdrawn_with_their_number() -> None:
    weak = replace(with_calls(2), withheld="only 2 calls so far; 3 are needed")
    assert changes(book(LINE), book(weak, calls=7)) == (
        "Withdrawn: Ask about the matter before you answer: of its 5 calls 3 are gone; "
        "only 2 calls so far; 3 are needed.",
    )


def test_a_line_that_more_calls_do_not_bear_out_is_withdrawn_and_says_so() -> None:
    weak = replace(with_calls(9), withheld="It may be chance")
    assert changes(book(LINE), book(weak, calls=50)) == (
        "Withdrawn: Ask about the matter before you answer: with 40 more calls it may be chance.",
    )


def test_a_line_that_another_says_now_is_told_with_that_line_and_what_people_decided() -> None:
    said = replace(
        LINE, behaviour="phrase:let me check", text="Check first.", approved_by="Jana", edited_by="Tom"
    )
    part = replace(said, doubt=part_of(LINE.text), withheld=part_of(LINE.text))
    assert changes(book(LINE, said), book(LINE, part)) == (
        "Now part of: Ask about the matter before you answer. "
        "It was: (approved by Jana, worded by Tom) Check first.",
    )


def test_an_approved_line_that_is_withdrawn_says_who_approved_it() -> None:
    approved = replace(LINE, approved_by="Jana")
    [said] = changes(book(approved), book(replace(approved, withheld="it may be chance")))
    assert said.startswith("Withdrawn: (approved by Jana) Ask about the matter")


def test_what_people_decide_makes_a_version_each() -> None:
    assert changes(book(LINE), book(replace(LINE, approved_by="Tom"))) == (
        "Approved by Tom: Ask about the matter before you answer.",
    )
    assert changes(book(LINE), book(replace(LINE, text="Ask first.", edited_by="Jana"))) == (
        "Reworded by Jana: Ask first. It was: Ask about the matter before you answer.",
    )
    struck = replace(LINE, struck_by="Jana", withheld="struck by Jana: not us")
    assert changes(book(LINE), book(struck)) == (
        "Struck by Jana: not us. The line was: Ask about the matter before you answer.",
    )
    assert version(book(struck), book(struck)) is None


def test_another_sentence_that_says_the_same_makes_no_version() -> None:
    said = replace(LINE, behaviour_kind="wording", text="Say, in your own words: “I'll look”.")
    assert version(book(said), book(replace(said, text="Say, in your own words: “let me look”."))) is None
    assert changes(book(LINE), book(replace(LINE, text="Ask."))) == (
        "Reads now: Ask. It was: Ask about the matter before you answer.",
    )


def test_a_figure_that_hardly_moves_makes_no_version() -> None:
    def measured(text: str) -> Book:
        return book(replace(LINE, behaviour="measure:delay", behaviour_kind="measure", text=text))

    before = measured("Answer within 1 second.")
    assert version(before, measured("Answer within 1.1 seconds.")) is None
    assert changes(before, measured("Answer within 4.2 seconds.")) == (
        "Reads now: Answer within 4.2 seconds. It was: Answer within 1 second.",
    )


def test_restoring_is_told_with_who_did_it() -> None:
    struck = replace(LINE, struck_by="Jana", withheld="struck by Jana")
    done = [choice(1, "strike"), choice(2, "restore", author="Tom")]
    assert changes(book(struck), book(LINE), done) == (
        "Restored by Tom: Ask about the matter before you answer.",
    )


def test_what_comes_up_no_more_is_withdrawn_once() -> None:
    made = version(book(LINE), None)
    assert made is not None
    assert "comes up in no call any more" in made.text
    assert made.changes == (
        "Withdrawn: Ask about the matter before you answer: it comes up in no call any more.",
    )


def test_the_text_has_one_sentence_a_line_and_no_time() -> None:
    made = version(None, book(LINE))
    assert made is not None
    assert made.text == (
        "# When Zenlane comes up\n\n"
        "13 cases in 10 calls of 3 agents: 6 went well, 6 badly, 1 unclear.\n\n"
        "## Do\n\n"
        "- Ask about the matter before you answer.\n"
        "  Of 6 replies in which agents did this, 5 went well; of 6 others, 1 (5 calls, 2 agents).\n"
    )


def test_one_line_more_moves_no_other_line_of_the_text() -> None:
    other = replace(LINE, behaviour="trait:zzz", text="Thank them.", chance=1e-9, n=0)
    one, two = version(None, book(LINE)), version(None, book(other, replace(LINE, n=1)))
    assert one is not None
    assert two is not None
    assert two.text.startswith(one.text)


def test_withdrawn_and_struck_lines_are_told_apart_from_those_that_stand() -> None:
    withdrawn = replace(LINE, approved_by="Jana", withheld="it may be chance")
    struck = replace(LINE, behaviour="trait:thanks", text="Thank them.", struck_by="Tom",
                     withheld="struck by Tom")  # fmt: skip
    stands = replace(LINE, behaviour="trait:other", text="Tell a price.")
    made = version(None, book(stands, withdrawn, struck))
    assert made is not None
    assert made.text.index("Tell a price") < made.text.index("## Withdrawn")
    assert "## Withdrawn\n\n- Ask about the matter before you answer.\n  Approved by Jana.\n" in made.text
    assert "## Struck\n\n- Thank them.\n  Struck by Tom.\n" in made.text
