from hypothesis import given
from hypothesis import strategies as st

from coachkit.keyphrases.archive import FEWEST_CALLS, Archive, count_calls, stored_key


def test_what_every_call_has_tells_nothing_and_what_none_has_most():
    archive = Archive(calls=100, holding={"en account number": 100, "en invoic": 10})
    common = archive.rarity("en", ("account", "number"))
    some = archive.rarity("en", ("invoic",))
    assert common < 0.01 < some < archive.rarity("en", ("blorf",)) <= 1


def test_of_a_small_library_nothing_is_learned():
    archive = Archive(calls=FEWEST_CALLS - 1, holding={"en account": FEWEST_CALLS - 1})
    assert archive.rarity("en", ("account",)) == 1


def test_the_same_stems_of_two_languages_are_counted_apart():
    archive = Archive(calls=50, holding={stored_key("en", ("port",)): 50})
    assert archive.rarity("tr", ("port",)) > archive.rarity("en", ("port",))


def test_phrases_of_one_call_are_not_kept():
    counts = count_calls([frozenset({"en a", "en b"}), frozenset({"en a"})], epoch=3)
    assert [(one.epoch, one.phrase, one.calls) for one in counts] == [(3, "en a", 2)]


@given(st.lists(st.frozensets(st.sampled_from("abcdef"))))
def test_counts_do_not_depend_on_the_order_of_the_calls(calls):
    assert count_calls(calls, epoch=1) == count_calls(reversed(calls), epoch=1)


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_rarity_is_between_nothing_and_one(calls, held):
    archive = Archive(calls=calls, holding={"en x": min(held, max(calls, 1))})
    assert 0 <= archive.rarity("en", ("x",)) <= 1
