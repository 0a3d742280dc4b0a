from dataclasses import replace

from coachkit.mining.finding import Finding
from coachkit.models import LineKind
from coachkit.playbooks.choices import Decided, decided_of
from coachkit.playbooks.earlier import GONE, UNCLEAR, Known, no_longer_found
from coachkit.playbooks.lines import (
    MOST_WITHHELD,
    NO_EXAMPLE,
    Drafted,
    after_people,
    draft_lines,
    kept_lines,
    key_of,
    quote_rows,
)
from coachkit.playbooks.quotes import Shown, quotes_of
from tests.playbooks.made import ASKS, BOOK, LINE, choice, helping, subject_of

KEY = key_of(LINE)


def show(finding: Finding, kind: LineKind) -> list[Shown]:
    return quotes_of(finding, kind, clear=lambda _: 0.5, barred=lambda _: False)


def drafted(*findings: Finding) -> list[Drafted]:
    return draft_lines(BOOK.id, findings, show, looked_at=40)


def test_a_line_holds_what_was_counted_and_what_shows_it() -> None:
    [one] = after_people(drafted(helping()), {})
    assert (one.line.kind, one.line.text, one.line.withheld) == ("do", ASKS.do, None)
    assert (one.line.done_good, one.line.done_bad, one.line.not_done_good, one.line.not_done_bad) == (
        3, 0, 0, 3,
    )  # fmt: skip
    assert one.line.effect == 50.0
    assert len(quote_rows(one)) == 6


def test_a_line_without_an_example_of_both_sides_is_not_claimed() -> None:
    [one] = draft_lines(BOOK.id, [helping()], lambda *_: [], looked_at=40)
    assert one.line.withheld == NO_EXAMPLE


def test_a_withheld_line_shows_nothing() -> None:
    [one] = drafted(helping(withheld="only 2 calls so far"))
    assert one.line.withheld == "only 2 calls so far"
    assert quote_rows(one) == []


def test_a_struck_line_stays_out_however_sure_it_is() -> None:
    decided = decided_of([choice(1, "strike", "not how we do it")])
    [one] = after_people(drafted(helping()), decided)
    assert one.line.withheld == "struck by Jana: not how we do it"
    assert one.line.doubt is None


def test_an_edited_line_reads_as_it_was_written() -> None:
    decided = decided_of([choice(1, "edit", "Ask first."), choice(2, "approve", author="Tom")])
    [one] = after_people(drafted(helping()), decided)
    assert (one.line.text, one.line.edited_by, one.line.approved_by) == ("Ask first.", "Jana", "Tom")
    assert one.line.withheld is None


def test_no_approval_makes_a_weak_line_stand() -> None:
    decided = decided_of([choice(1, "approve")])
    [one] = after_people(drafted(helping(withheld="may be chance")), decided)
    assert one.line.withheld == "may be chance"
    assert one.line.approved_by == "Jana"


def test_a_decision_on_a_do_is_none_on_the_dont() -> None:
    harming = replace(helping(), effect=helping().effect.times(-1))
    [one] = after_people(drafted(harming), decided_of([choice(1, "approve")]))
    assert (one.line.kind, one.line.approved_by) == ("dont", None)


def test_an_approved_line_whose_behaviour_is_gone_is_told_and_not_shown() -> None:
    known = Known(decided=decided_of([choice(1, "approve")]))
    subject = replace(helping().subject, observed=[])
    found = after_people(no_longer_found(BOOK.id, subject, [], known), known.decided)
    assert [(one.line.text, one.line.withheld, one.line.approved_by) for one in found] == [
        (ASKS.do, GONE, "Jana")
    ]
    assert kept_lines(found)


def test_a_line_that_stood_and_is_unclear_now_is_told_but_not_stored() -> None:
    subject = subject_of([*helping().subject.cases], [1, 0, 0, 0, 0, 0])
    [one] = no_longer_found(BOOK.id, subject, [], Known(stood={KEY: LINE}))
    assert (one.line.withheld, one.line.calls) == (UNCLEAR, 1)
    assert kept_lines([one]) == []


def test_what_was_found_again_is_not_told_as_gone() -> None:
    known = Known(stood={KEY: LINE}, decided={KEY: Decided(kind="do", line=ASKS.do, approved_by="Jana")})
    assert [*no_longer_found(BOOK.id, helping().subject, drafted(helping()), known)] == []


def test_lines_that_stand_come_first_and_few_of_the_others_are_kept() -> None:
    weak = [
        replace(
            helping(withheld="may be chance"),
            observed=replace(
                helping().observed, behaviour=replace(ASKS, key=f"phrase:{n:03}", kind="phrase")
            ),
            chance=0.01 + n / 100,
        )
        for n in range(MOST_WITHHELD + 5)
    ]
    found = kept_lines(after_people([*drafted(*weak[::-1]), *drafted(helping())], {}))
    assert found[0].line.behaviour == ASKS.key
    assert [one.line.n for one in found] == [*range(MOST_WITHHELD + 1)]
    assert found[1].line.behaviour == "phrase:000"
