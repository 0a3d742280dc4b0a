from dataclasses import replace

from coachkit.mining.finding import Finding
from coachkit.models import Case, Dispute, LineKind
from coachkit.playbooks.quotes import EACH, Shown, is_disputed, quotes_of
from tests.playbooks.made import ASKS, case, finding_of, helping, subject_of


def shown(finding: Finding, kind: LineKind = "do", barred: set[str] | None = None) -> list[Shown]:
    return quotes_of(finding, kind, clear=lambda _: 0.5, barred=lambda one: one.call_id in (barred or set()))


def test_a_do_shows_what_went_well_with_it_and_badly_without() -> None:
    found = shown(helping())
    assert [(one.is_done, one.case.verdict) for one in found] == [(True, "good")] * 3 + [(False, "bad")] * 3
    assert found[0].words == "which plan are you on?"


def test_where_it_is_not_done_it_shows_what_the_agent_says_instead() -> None:
    cases = [case("a"), replace(case("b", "bad", n=1), said=("It is what it is.", "Anything else?"))]
    found = shown(finding_of(subject_of(cases, [1, 0])))
    assert found[-1].words == "It is what it is. Anything else?"


def test_the_whole_line_that_shows_it_is_quoted_unless_it_is_long() -> None:
    said = replace(case("a"), said=("Good morning.", "In your shoes, I'd count the hours."))
    assert (
        Shown(case=said, is_done=True, shows="in your shoes").words == "In your shoes, I'd count the hours."
    )
    long = replace(said, said=("in your shoes " * 20,))
    assert Shown(case=long, is_done=True, shows="in your shoes …").words == "in your shoes …"


def test_a_dont_shows_it_the_other_way_round() -> None:
    cases = [case("a", "bad", n=0), case("b", "good", n=1)]
    found = shown(finding_of(subject_of(cases, [1, 0]), effect=-0.5), "dont")
    assert [(one.case.call_id, one.is_done) for one in found] == [("a", True), ("b", False)]


def test_without_both_sides_nothing_is_shown() -> None:
    assert shown(helping(), barred={"c3", "c4", "c5"}) == []


def test_a_disputed_place_is_never_shown() -> None:
    assert "c0" not in {one.case.call_id for one in shown(helping(), barred={"c0"})}


def test_agents_and_calls_take_turns() -> None:
    own = [case("a", n=n, agent="Jana") for n in range(4)]
    other = [case("b", n=9, agent="Priya"), case("z", "bad", n=11)]
    found = shown(finding_of(subject_of([*own, *other], [1, 1, 1, 1, 1, 0])))
    assert [one.case.call_id for one in found][:2] == ["a", "b"]
    assert sum(one.is_done for one in found) == EACH


def test_the_clearest_comes_first() -> None:
    finding = helping()
    found = quotes_of(
        finding, "do", clear=lambda one: 1.0 if one.call_id == "c2" else 0.2, barred=lambda _: False
    )
    assert found[0].case.call_id == "c2"


def test_a_case_in_which_the_customer_is_heard_goes_before_one_in_which_they_are_not() -> None:
    finding = helping()
    cases = [replace(one, quote="") if one.call_id == "c0" else one for one in finding.subject.cases]
    found = shown(finding_of(subject_of(cases, [1, 1, 1, 0, 0, 0])))
    assert found[0].case.call_id != "c0"


def test_a_dispute_bars_what_overlaps_it_and_nothing_else() -> None:
    def dispute(start: float | None, end: float | None, call_id: str = "a") -> Dispute:
        return Dispute(
            n=1, call_id=call_id, card="c", criterion="x", start=start, end=end,
            reason="", author="", made_at="",
        )  # fmt: skip

    one: Case = case("a")
    assert is_disputed(one, [dispute(30.0, 33.0)])
    assert not is_disputed(one, [dispute(33.0, 40.0)])
    assert not is_disputed(one, [dispute(30.0, 33.0, "b")])
    assert not is_disputed(one, [dispute(None, None)])


def test_a_wording_is_shown_first_by_what_is_nearest_to_its_line() -> None:
    wording = replace(ASKS, kind="wording", does="says something like “I'd go through it line by line”")
    cases = [case("a"), case("b", n=1), case("c", "bad", n=2)]
    subject = subject_of(cases, [1, 1, 0], wording)
    words = {0: "what would a good answer look like?", 1: "I'd go through it line by line with you."}
    [observed] = subject.observed
    found = shown(finding_of(replace(subject, observed=[replace(observed, words=words)])))
    assert [one.case.call_id for one in found] == ["b", "a", "c"]


def test_the_same_words_are_not_shown_twice_where_others_show_it_as_well() -> None:
    cases = [case(name, n=n, agent=name) for n, name in enumerate("abcd")] + [case("z", "bad", n=9)]
    subject = subject_of(cases, [1, 1, 1, 1, 0])
    words = {0: "Which plan?", 1: "Which plan?", 2: "Which one?", 3: "What for?"}
    [observed] = subject.observed
    found = shown(finding_of(replace(subject, observed=[replace(observed, words=words)])))
    assert [one.case.call_id for one in found] == ["a", "c", "d", "z"]


def test_a_line_about_the_wait_shows_it_before_what_is_said() -> None:
    delay = replace(ASKS, key="measure:delay", kind="measure")
    said = ("Yes, it does.",)
    cases = [
        replace(case("a"), said=said, delay=3.14),
        replace(case("b", "bad", n=1), said=said, delay=None),
    ]
    finding = finding_of(subject_of(cases, [1, 0], delay))
    found = shown(replace(finding, observed=replace(finding.observed, words={})))
    assert [one.words for one in found] == ["(after 3.1 s) Yes, it does.", "Yes, it does."]
    whole = replace(cases[0], exchange=None)
    assert Shown(case=whole, is_done=True, shows="", is_about_wait=True).words.startswith(
        "(mostly after 3.1 s)"
    )


def test_a_line_about_something_else_shows_no_wait() -> None:
    said = replace(case("a"), said=("Yes, it does.",), delay=3.14)
    assert Shown(case=said, is_done=True, shows="").words == "Yes, it does."
