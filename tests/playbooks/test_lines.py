from dataclasses import replace

from coachkit.behaviours.behaviour import Behaviour
from coachkit.mining.finding import Finding
from coachkit.models import LineChoice, LineKind
from coachkit.playbooks.choices import Decided, decided_of
from coachkit.playbooks.earlier import EVERYWHERE, GONE, UNCLEAR, Known, is_lost, no_longer_found
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


SAYS = Behaviour(
    key="phrase:let me check",
    kind="phrase",
    does="says “let me check”",
    do="Say “let me check”.",
    dont="Don't say “let me check”.",
)
SAID = replace(LINE, behaviour=SAYS.key, behaviour_kind="phrase", text=SAYS.do, found=SAYS.do)


def folded(*choices: LineChoice) -> list[Drafted]:
    """Return the lines where asking first and saying “let me check” come in the same cases now."""
    whole = replace(helping(), also=(SAYS,))
    known = Known(stood={key_of(SAID): SAID}, decided=decided_of(choices))
    own = drafted(whole)
    return after_people([*own, *no_longer_found(BOOK.id, whole.subject, own, known)], known.decided)


def test_a_line_that_another_says_now_names_it() -> None:
    whole, part = folded()
    assert (whole.line.also, whole.line.withheld) == ((SAYS.does,), None)
    assert (part.line.text, part.line.withheld) == (
        SAYS.do,
        "now part of: Ask about the matter before you answer",
    )
    assert is_lost(part.line)


def test_a_part_is_told_with_what_people_decided_of_it() -> None:
    approved = choice(1, "approve", line=SAID)
    assert folded(approved)[0].line.also == ("says “let me check” (approved by Jana)",)
    worded = choice(2, "edit", "Check with them.", line=SAID)
    assert folded(approved, worded)[0].line.also == (
        "says “let me check” (approved by Jana as “Check with them”)",
    )
    by_tom = choice(2, "edit", "Check.", author="Tom", line=SAID)
    assert folded(by_tom)[0].line.also == ("says “let me check” (worded by Tom as “Check”)",)


def test_a_struck_part_is_left_out_until_it_is_restored() -> None:
    struck = choice(1, "strike", line=SAID)
    whole, part = folded(struck)
    assert (whole.line.also, part.line.withheld) == ((), "struck by Jana")
    again = after_people([whole, part], {})
    assert again[0].line.also == (SAYS.does,)


def test_a_part_names_its_line_as_people_worded_that() -> None:
    whole, part = folded(choice(1, "edit", "Ask first."))
    assert (whole.line.text, part.line.withheld) == ("Ask first.", "now part of: Ask first")
    assert after_people([whole, part], {})[1].line.withheld == part.line.doubt


def test_deciding_again_tells_a_part_once() -> None:
    choices = (choice(1, "approve", line=SAID),)
    lines = folded(*choices)
    assert after_people(lines, decided_of(choices)) == lines


def test_a_line_that_is_claimed_for_everything_says_so() -> None:
    known = Known(stood={KEY: LINE})
    subject = replace(helping().subject, observed=[])
    everywhere = {(ASKS.key, False)}
    [one] = no_longer_found(BOOK.id, subject, [], known, everywhere=everywhere)
    assert one.line.withheld == EVERYWHERE
    [other] = no_longer_found(BOOK.id, subject, [], known, everywhere={(ASKS.key, True)})
    assert other.line.withheld == GONE


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
