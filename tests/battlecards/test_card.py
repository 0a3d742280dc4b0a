"""A battle card put together."""

from dataclasses import replace

from coachkit.battlecards.card import Card, card_of
from coachkit.battlecards.matter import CardCall, Matter
from coachkit.models import CardLine, CardSection
from tests.battlecards.made import a_question, a_remark, an_answer, calls

CHEAPER = "Zenlane is cheaper for our small team"


def made(matter: Matter, of: dict[str, CardCall]) -> Card:
    return card_of(matter, of, card_id="competitor-zenlane", trend="Once.", left_out=0)


def about(**what: list[object]) -> Matter:
    return Matter(kind="competitor", name="Zenlane", **what)  # type: ignore[arg-type]


def lines(card: Card, section: CardSection) -> list[CardLine]:
    return [one for one in card.lines if one.section == section]


def test_what_several_customers_say_is_one_line_counted_by_calls() -> None:
    matter = about(
        remarks=[
            a_remark("c1", CHEAPER, case=0, verdict="good"),
            a_remark("c1", CHEAPER),
            a_remark("c2", CHEAPER, case=0, verdict="bad"),
            a_remark("c3", "their planner sorts all jobs by itself"),
        ]
    )
    first, second = lines(made(matter, calls("c1", "c2", "c3")), "said")
    assert (first.text, first.calls, first.of_calls) == (CHEAPER, 2, 3)
    assert (first.cases, first.good, first.bad) == (2, 1, 1)
    assert (second.calls, second.cases) == (1, 0)


def test_who_speaks_well_of_it_is_not_counted_with_who_denies_it() -> None:
    matter = about(
        remarks=[
            a_remark("c1", "we use it every day"),
            a_remark("c2", "we use it every day", modality="negated"),
            a_remark("c3", "we use it every day", stance="better"),
        ]
    )
    found = lines(made(matter, calls("c1", "c2", "c3")), "said")
    assert {(one.calls, one.stance, one.modality) for one in found} == {
        (1, None, "plain"),
        (1, None, "negated"),
        (1, "better", "plain"),
    }


def test_what_only_names_it_is_no_line() -> None:
    card = made(about(remarks=[a_remark("c1", "Zenlane you know", content=0)]), calls("c1"))
    assert lines(card, "said") == []
    assert card.card.calls == 1


def test_a_line_has_one_quote_of_each_call_and_at_most_three() -> None:
    matter = about(remarks=[a_remark(f"c{n}", CHEAPER) for n in range(5) for _ in range(2)])
    card = made(matter, calls(*(f"c{n}" for n in range(5))))
    assert len({one.call_id for one in card.quotes}) == len(card.quotes) == 3


def test_replies_are_told_apart_by_how_they_went() -> None:
    matter = about(
        answers=[
            an_answer("c1", "Let me compare both offers line by line."),
            an_answer("c2", "Everybody is leaving them these days.", verdict="bad", reaction="I doubt that."),
        ]
    )
    card = made(matter, calls("c1", "c2"))
    [worked], [failed] = lines(card, "worked"), lines(card, "failed")
    assert worked.text == "Let me compare both offers line by line."
    assert failed.text == "Everybody is leaving them these days."
    [quote] = [one for one in card.quotes if one.line == failed.n]
    assert (quote.prompt, quote.reaction, quote.agent) == ("Zenlane is cheaper.", "I doubt that.", "Jana K.")
    assert (card.card.cases, card.card.good, card.card.bad) == (2, 1, 1)


def test_what_several_replied_comes_before_the_clearest_single_one() -> None:
    matter = about(
        answers=[
            an_answer("c1", "An audit trail is what they lack.", strength=1.0, reaction="Oh."),
            an_answer("c2", "Let me compare both offers line by line.", reaction="Good."),
            an_answer("c3", "Let me compare both offers line by line.", reaction="Nice."),
        ]
    )
    first, second = lines(made(matter, calls("c1", "c2", "c3")), "worked")
    assert (first.calls, second.calls) == (2, 1)


def test_a_reply_that_went_well_and_badly_is_told_with_both_counts() -> None:
    said = "Let me compare both offers line by line."
    matter = about(
        answers=[
            an_answer("c1", said, reaction="Good."),
            an_answer("c2", said, reaction="Nice."),
            an_answer("c3", said, verdict="bad", reaction="No."),
            an_answer("c4", "Everybody is leaving them these days.", verdict="bad", reaction="I doubt that."),
        ]
    )
    card = made(matter, calls("c1", "c2", "c3", "c4"))
    [worked], [failed] = lines(card, "worked"), lines(card, "failed")
    assert (worked.calls, worked.of_calls, worked.good, worked.bad) == (3, 4, 2, 1)
    assert (failed.calls, failed.good, failed.bad) == (1, 0, 1)
    assert {one.verdict for one in card.quotes if one.line == worked.n} == {"good"}


def test_a_reply_that_goes_well_as_often_as_badly_is_under_neither() -> None:
    said = "Let me compare both offers line by line."
    matter = about(
        answers=[
            an_answer("c1", said, reaction="Good."),
            an_answer("c2", said, verdict="bad", reaction="No."),
            an_answer("c3", "We sit in Leeds, all of us.", reaction="Nice."),
        ]
    )
    card = made(matter, calls("c1", "c2", "c3"))
    assert [one.text for one in lines(card, "worked")] == ["We sit in Leeds, all of us."]
    assert lines(card, "failed") == []


def test_where_all_goes_well_nothing_is_said_to_fail() -> None:
    matter = about(answers=[an_answer(f"c{n}", f"Reply number {n} tells it all.") for n in range(3)])
    card = made(matter, calls("c0", "c1", "c2"))
    assert lines(card, "worked")
    assert lines(card, "failed") == []


def test_two_cases_with_one_reaction_are_one_reply_the_nearer_one() -> None:
    matter = about(
        answers=[
            an_answer("c1", "No pressure then.", case=0, reaction="That is clear."),
            an_answer("c1", "The free plan covers two people.", case=1, reaction="That is clear."),
        ]
    )
    [worked] = lines(made(matter, calls("c1")), "worked")
    assert worked.text == "The free plan covers two people."


COMPARE = "Let me compare both offers line by line."
BLAMES = "It is your own fault, there is nothing I can do."


def test_a_reply_is_shown_by_what_those_who_gave_it_share() -> None:
    matter = about(
        answers=[
            an_answer("c1", "My cousin works in their Leeds office.", COMPARE, reaction="Good."),
            an_answer("c2", COMPARE, "The weather has been dreadful since Sunday.", reaction="Nice."),
            an_answer("c3", COMPARE, reaction="Fine."),
            an_answer("c4", "An audit trail is what they lack.", verdict="bad", reaction="No."),
        ]
    )
    card = made(matter, calls("c1", "c2", "c3", "c4"))
    [worked] = lines(card, "worked")
    assert worked.calls == 3
    assert {one.quote for one in card.quotes if one.line == worked.n} == {COMPARE}


def test_a_reply_that_worked_is_shown_without_what_agents_are_to_leave() -> None:
    matter = about(answers=[an_answer("c1", f"{BLAMES} {COMPARE}")])
    [worked] = lines(made(matter, calls("c1")), "worked")
    assert worked.text == COMPARE


def test_what_a_playbook_says_to_leave_is_left_out_as_well() -> None:
    mails = "I will send you an email."
    matter = about(answers=[an_answer("c1", f"{mails} {COMPARE}")])
    [before] = lines(made(matter, calls("c1")), "worked")
    matter.to_leave = frozenset({"takes_it_on"})
    [after] = lines(made(matter, calls("c1")), "worked")
    assert (before.text, after.text) == (f"{mails} {COMPARE}", COMPARE)


def test_a_reply_of_nothing_else_is_shown_all_the_same() -> None:
    matter = about(answers=[an_answer("c1", BLAMES)])
    assert [one.text for one in lines(made(matter, calls("c1")), "worked")] == [BLAMES]


def test_a_reply_that_failed_is_shown_with_what_agents_are_to_leave() -> None:
    matter = about(
        answers=[
            an_answer("c1", COMPARE),
            an_answer("c2", BLAMES, "It runs on phones.", verdict="bad", reaction="No."),
        ]
    )
    [failed] = lines(made(matter, calls("c1", "c2")), "failed")
    assert BLAMES in failed.text


def test_a_question_that_anybody_answered_well_is_not_open() -> None:
    matter = about(
        asked=[
            a_question("c1", "How long does moving our data take?", "bad"),
            a_question("c2", "How long does moving our data take?", "good"),
            a_question("c3", "Is there a discount for charities?", "neutral"),
        ]
    )
    [line] = lines(made(matter, calls("c1", "c2", "c3")), "open")
    assert (line.text, line.calls, line.of_calls) == ("Is there a discount for charities?", 1, 3)


def test_open_questions_come_newest_first() -> None:
    matter = about(
        asked=[
            a_question("c1", "Is there a discount for charities?"),
            a_question("c2", "Which phones does it run on?"),
        ]
    )
    found = lines(made(matter, calls("c2", newest="c1")), "open")
    assert [one.text for one in found] == [
        "Is there a discount for charities?",
        "Which phones does it run on?",
    ]


def test_the_days_are_those_of_the_calls_in_which_it_comes_up() -> None:
    of = calls("c1", "c2")
    of["c2"] = replace(of["c2"], started_at=None)
    card = made(about(remarks=[a_remark("c1", CHEAPER), a_remark("c2", CHEAPER)]), of).card
    assert (card.since, card.until) == ("2026-11-01", "2026-11-01")
