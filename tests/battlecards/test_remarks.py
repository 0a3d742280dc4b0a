"""What customers say of a name, and what they ask about it."""

from coachkit.battlecards.remarks import remarks_of
from coachkit.models import Role
from tests.battlecards.made import a_case, meanings_of, talk

Lines = list[tuple[Role, str]]


def test_a_remark_goes_on_until_the_agent_speaks() -> None:
    lines: Lines = [
        ("customer", "We looked at Zenlane last week."),
        ("customer", "Their route planning sorts the jobs."),
        ("agent", "They do have that planner."),
        ("customer", "And what about prices."),
    ]
    [remark], _ = remarks_of(talk(lines, [0]), [], meanings_of([text for _, text in lines]))
    assert remark.text == "We looked at Zenlane last week. Their route planning sorts the jobs."
    assert (remark.start, remark.end) == (0.0, 9.0)


def test_a_mhm_of_the_agent_does_not_end_a_remark() -> None:
    lines: Lines = [
        ("customer", "We looked at Zenlane last week."),
        ("agent", "Mm-hm."),
        ("customer", "Their route planning sorts the jobs."),
    ]
    [remark], _ = remarks_of(talk(lines, [0]), [], meanings_of([text for _, text in lines]))
    assert remark.text.endswith("Their route planning sorts the jobs.")


def test_where_the_line_only_names_it_what_goes_before_is_said_too() -> None:
    lines: Lines = [
        ("customer", "The dispatchers complain about the planner every morning."),
        ("customer", "With Zenlane I mean."),
    ]
    [remark], _ = remarks_of(talk(lines, [1]), [], meanings_of([text for _, text in lines]))
    assert remark.text.startswith("The dispatchers complain")


def test_a_name_said_twice_in_one_breath_is_one_remark() -> None:
    lines: Lines = [("customer", "Zenlane costs less."), ("customer", "And Zenlane plans routes.")]
    remarks, _ = remarks_of(talk(lines, [0, 1]), [], meanings_of([text for _, text in lines]))
    assert len(remarks) == 1


def test_a_remark_went_as_the_case_that_it_begins() -> None:
    lines: Lines = [("customer", "Zenlane costs less for our whole crew.")]
    earlier = a_case(n=0, verdict="good", prompt=(-20.0, -15.0), quote_start=2.0)
    own = a_case(n=1, verdict="bad", prompt=(0.0, 4.0))
    [remark], _ = remarks_of(talk(lines, [0]), [earlier, own], meanings_of([lines[0][1]]))
    assert (remark.case, remark.verdict, remark.agent) == (1, "bad", "Jana K.")


def test_a_question_before_the_name_counts_as_one_about_it() -> None:
    lines: Lines = [
        ("customer", "What would twelve seats cost with you?"),
        ("customer", "I compare you with Zenlane."),
    ]
    _, [asked] = remarks_of(talk(lines, [1]), [], meanings_of([text for _, text in lines]))
    assert asked.text == "What would twelve seats cost with you?"
    assert asked.case is None


def test_a_question_without_words_of_its_own_is_quoted_with_what_it_refers_to() -> None:
    lines: Lines = [("customer", "Our IT person insists on Zenlane. Is it in there?")]
    _, [asked] = remarks_of(talk(lines, [0]), [], meanings_of([lines[0][1]]))
    assert asked.text == "Our IT person insists on Zenlane. Is it in there?"


def test_a_question_after_the_agent_spoke_is_another_matter() -> None:
    lines: Lines = [
        ("customer", "We looked at Zenlane last week."),
        ("agent", "I see what you mean."),
        ("customer", "Can you send the invoice again?"),
    ]
    _, asked = remarks_of(talk(lines, [0]), [], meanings_of([text for _, text in lines]))
    assert asked == []
