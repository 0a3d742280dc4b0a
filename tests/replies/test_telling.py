import pytest

from coachkit.replies.telling import (
    TONE,
    TraitCounts,
    difference_of,
    nameless,
    say_difference,
    tellings,
)
from coachkit.replies.traits import FoundTrait

NONE = TraitCounts()


def found(*names, words=""):
    return [FoundTrait(name=name, words=words) for name in names]


def said(good, bad, telling, *, seconds=(30, 30)):
    difference = difference_of(good, bad, telling)
    return say_difference(difference, good_seconds=seconds[0], bad_seconds=seconds[1])


def counts(good, bad, **having):
    """Return counts of one trait: `refuses=(1, 9)` of so many good and bad exchanges."""
    return TraitCounts(
        good,
        bad,
        {name: of_good for name, (of_good, _) in having.items()},
        {name: of_bad for name, (_, of_bad) in having.items()},
    )


def test_traits_are_counted_once_an_exchange():
    made = TraitCounts.of([["refuses", "refuses"], ["hedges"]], [["refuses"]])
    assert (made.good, made.bad) == (2, 1)
    assert made.having_good == {"refuses": 1, "hedges": 1}
    assert made.having_bad == {"refuses": 1}


def test_without_any_exchange_a_trait_tells_what_is_expected_of_it():
    expected = tellings(NONE, NONE)
    assert expected["promises"] > 0 > expected["refuses"]
    assert expected["asks_identity"] == pytest.approx(0)


def test_one_exchange_hardly_moves_what_the_archive_shows():
    archive = counts(100, 100, promises=(60, 10))
    one = tellings(counts(0, 1, promises=(0, 1)), archive)["promises"]
    assert one > 0.5 * tellings(NONE, archive)["promises"] > 0


def test_many_exchanges_of_a_subject_overrule_the_archive():
    archive = counts(300, 300, promises=(200, 50))
    subject = counts(100, 100, promises=(10, 90))
    assert tellings(subject, archive)["promises"] < -1


def test_good_and_bad_are_counted_alike():
    archive = counts(80, 80, thanks=(50, 20))
    turned = counts(80, 80, thanks=(20, 50))
    assert tellings(NONE, archive)["thanks"] == pytest.approx(-tellings(NONE, turned)["thanks"])


def test_only_what_one_reply_has_and_the_other_has_not_parts_them():
    telling = {"promises": 2.0, "apologises": 1.0, "refuses": -2.0}
    parted = difference_of(found("promises", "apologises"), found("apologises", "refuses"), telling)
    assert [one.name for one in parted.good] == ["promises"]
    assert [one.name for one in parted.bad] == ["refuses"]
    assert parted.telling == 4.0


def test_the_most_telling_comes_first_and_one_of_each_group():
    telling = {"promises": 1.0, "takes_it_on": 2.0, "explains": 1.5}
    parted = difference_of(found("promises", "takes_it_on", "explains"), [], telling)
    assert [one.name for one in parted.good] == ["takes_it_on", "explains"]


def test_what_is_commoner_where_it_is_not_expected_is_named_only_with_much_behind_it():
    assert not difference_of([], found("asks_open"), {"asks_open": -1.0}).bad
    assert difference_of([], found("asks_open"), {"asks_open": -2.0}).bad


def test_a_difference_names_both_sides_and_quotes_each_once():
    good = [*found("names_price", words="286 a month"), *found("promises", words="I'm sending it")]
    bad = found("refuses", words="we can't refund it")
    telling = {"names_price": 2.0, "promises": 1.5, "refuses": -2.0}
    assert said(good, bad, telling) == (
        "The better reply names a price (“286 a month”) and promises something; the other turns the customer "
        "down (“we can't refund it”)."
    )


def test_what_the_other_reply_lacks_is_said_where_it_does_little():
    good = found("explains", "works_together", "names_next_step")
    telling = {"explains": 3.0, "works_together": 2.0, "names_next_step": 1.0, "refuses": -1.0}
    assert said(good, found("refuses"), telling).endswith(
        "; the other turns the customer down and names no next step."
    )


def test_a_reply_is_not_said_to_lack_what_nobody_expects():
    good = found("explains", "works_together", "pitches_first")
    telling = {"explains": 3.0, "works_together": 2.0, "pitches_first": 1.0, "refuses": -1.0}
    assert said(good, found("refuses"), telling).endswith("; the other turns the customer down.")


def test_a_difference_on_one_side_alone_says_that_the_other_does_not():
    telling = {"explains": 1.0, "works_together": 2.0, "refuses": -1.0}
    assert said(found("explains"), [], telling) == "The better reply explains why; the other does not."
    assert said(found("explains", "works_together"), [], telling).endswith("; the other does neither.")
    assert said([], found("refuses"), telling) == (
        "The reply that goes badly turns the customer down; the better one does not."
    )


def test_without_a_trait_a_much_longer_exchange_is_what_differs():
    assert "takes 40 seconds, what goes badly 15" in said([], [], {}, seconds=(40, 15))


def test_where_nothing_differs_the_listener_is_told_so():
    assert said(found("explains"), found("explains"), {"explains": 1.0}) == TONE


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("we can't refund it", "we can't refund it"),
        ("Everybody's leaving Zenlane", "Everybody's leaving …"),
        ("Thanks, Dorothy", ""),
        ("I'll call you on Friday", "I'll call you on Friday"),
        ("what I have sent", "what I have sent"),
        ("Şimdi Özge arar", ""),
        ("", ""),
    ],
)
def test_a_quote_ends_before_what_may_be_a_name(words, shown):
    assert nameless(words) == shown


def test_account_numbers_and_names_are_not_quoted():
    telling = {"names_number": 2.0, "asks_identity": 1.0}
    sentence = said(
        [*found("names_number", words="9941"), *found("asks_identity", words="your account?")], [], telling
    )
    assert "“" not in sentence
