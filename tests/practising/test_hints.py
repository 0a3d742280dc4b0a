"""Which line of a playbook two replies are an example of."""

from dataclasses import replace

import pytest

from coachkit.models import BehaviourKind, Case, LineKind, PlaybookLine
from coachkit.practising.hints import Playbooks
from tests.practising.made_books import LINE, case_of


def line(behaviour: str, kind: LineKind = "do", *, n: int = 0) -> PlaybookLine:
    of: BehaviourKind = behaviour.partition(":")[0]  # type: ignore[assignment]
    return replace(LINE, behaviour=behaviour, behaviour_kind=of, kind=kind, n=n, text=f"Line {n}.")


def said(*deeds: str, says: str = "") -> Case:
    return replace(case_of("c1", deeds), said=(says,))


def hint(of: PlaybookLine, good: Case | None, bad: Case | None) -> str | None:
    found = Playbooks(lines=[of], own=None).hint(good, bad)
    return None if found is None else found.text


ASKS = said("asks_first@1: which plan")
PROMISES = said("promises@0: I will")
ASKS_THEN_PROMISES = said("promises@4: I will", "asks_first@0: which plan")
PROMISES_THEN_ASKS = said("asks_first@2: which plan", "promises@0: I will")
CHECKS = said(says="Right. Let me just check that for you.")
BREAKS_OFF = said(says="Let me. Check that.")


ASKS = said("asks_first@1: which plan")
PROMISES = said("promises@0: I will")
ASKS_THEN_PROMISES = said("promises@4: I will", "asks_first@0: which plan")
PROMISES_THEN_ASKS = said("asks_first@2: which plan", "promises@0: I will")
CHECKS = said(says="Right. Let me just check that for you.")
BREAKS_OFF = said(says="Let me. Check that.")


@pytest.mark.parametrize(
    ("behaviour", "done", "not_done"),
    [
        ("trait:asks_first", ASKS, PROMISES),
        ("opening:asks_first", ASKS_THEN_PROMISES, PROMISES_THEN_ASKS),
        ("order:asks_first>promises", ASKS_THEN_PROMISES, PROMISES_THEN_ASKS),
        ("phrase:let me check that", CHECKS, BREAKS_OFF),
    ],
)
def test_what_only_the_better_reply_does_is_hinted_at(behaviour: str, done: Case, not_done: Case) -> None:
    assert hint(line(behaviour), done, not_done) == "Line 0."
    assert hint(line(behaviour), not_done, done) is None
    assert hint(line(behaviour), done, done) is None
    assert hint(line(behaviour), done, None) == "Line 0."
    assert hint(line(behaviour), None, done) is None


def test_what_to_leave_is_hinted_at_where_only_the_worse_reply_does_it() -> None:
    refuses, other = said("refuses@0: I can't"), said("promises@0: I will")
    assert hint(line("trait:refuses", "dont"), other, refuses) == "Line 0."
    assert hint(line("trait:refuses", "dont"), refuses, other) is None


def test_the_first_line_that_fits_is_taken() -> None:
    lines = [line("trait:refuses", n=0), line("trait:asks_first", n=1), line("trait:promises", n=2)]
    found = Playbooks(lines=lines, own=None).hint(said("asks_first@0: a", "promises@1: b"), said())
    assert found is not None
    assert found.text == "Line 1."


@pytest.mark.parametrize("behaviour", ["trait:asks_first", "opening:asks_first"])
def test_what_cannot_be_told_of_a_reply_parts_nothing(behaviour: str) -> None:
    assert hint(line(behaviour), said("asks_first@0: which plan"), said("?asks_first")) is None


def test_replies_that_do_only_one_of_two_things_have_no_order() -> None:
    assert hint(line("order:asks_first>promises"), ASKS_THEN_PROMISES, PROMISES) is None


def test_what_opens_a_reply_comes_in_its_first_two_sentences() -> None:
    assert hint(line("opening:asks_first"), said("asks_first@2: which plan"), None) is None
