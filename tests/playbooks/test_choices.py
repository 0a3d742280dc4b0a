from coachkit.playbooks.choices import decided_of
from tests.playbooks.made import LINE, choice

KEY = (LINE.playbook_id, LINE.behaviour, False)


def test_a_later_decision_is_added_to_earlier_ones() -> None:
    found = decided_of([choice(1, "approve"), choice(2, "edit", "Ask first.", author="Tom")])[KEY]
    assert (found.approved_by, found.edited_by, found.text) == ("Jana", "Tom", "Ask first.")


def test_a_restored_line_is_as_it_was_before_it_was_struck() -> None:
    found = decided_of([choice(1, "approve"), choice(2, "strike", "not us"), choice(3, "restore")])[KEY]
    assert found.struck_by is None
    assert found.approved_by == "Jana"


def test_restoring_a_line_that_is_not_struck_takes_approval_and_wording_back() -> None:
    assert decided_of([choice(1, "approve"), choice(2, "edit", "Ask."), choice(3, "restore")]) == {}


def test_decisions_count_in_their_order_whatever_order_they_are_read_in() -> None:
    done = [choice(2, "restore"), choice(1, "strike")]
    assert decided_of(done) == {}


def test_striking_a_do_says_nothing_of_the_dont() -> None:
    found = decided_of([choice(1, "strike")])
    assert KEY in found
    assert (LINE.playbook_id, LINE.behaviour, True) not in found
