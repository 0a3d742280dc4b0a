import pytest

from coachkit.comparing.moments import NOBODY, UNJUDGED, similar_moments
from coachkit.comparing.stating import NO_MOMENT, ONLY_CALL
from coachkit.searching.archive import Archive
from coachkit.store.library import Library
from tests.searching.small_archive import MeaningEncoder, Told, store

EXPORT, SOLVED, COPY = (name.ljust(16, "0") for name in ("export", "solved", "copy"))


@pytest.mark.parametrize("at", [10.0, 15.0, 25.0])
def test_a_moment_is_the_customers_words_and_the_reply_to_them(archive: Archive, at: float):
    asked = similar_moments(archive, EXPORT, at).asked
    assert asked is not None
    assert asked.customer.text == "The export of my report gives an empty file."
    assert [line.text for line in asked.reply] == ["Unfortunately the export of that report is not possible."]
    assert asked.reception is not None
    assert asked.reception.verdict == "bad"


def test_the_same_moment_of_other_calls_is_found_but_not_of_copies(archive: Archive):
    found = similar_moments(archive, EXPORT, 12.0)
    assert [one.call.id for one in found.moments] == [SOLVED]
    assert found.moments[0].customer.text == "My report comes out as an empty spreadsheet file."


def test_a_better_moment_says_how_the_reply_was_taken(archive: Archive):
    [moment] = similar_moments(archive, EXPORT, 12.0, better=True).moments
    assert moment.call.id == SOLVED
    assert moment.better == "the customer takes the reply well, here badly"


def test_where_no_reply_was_taken_better_it_is_said(archive: Archive):
    found = similar_moments(archive, SOLVED, 12.0, better=True)
    assert found.moments == ()
    assert found.notes[-1] == "each of the 2 moments most like it had a reply that was taken no better"


def test_more_moments_are_promised_only_where_there_are_more(archive: Archive):
    few, all_of_them = (similar_moments(archive, SOLVED, 12.0, limit=limit) for limit in (1, 2))
    assert (len(few.moments), few.has_more) == (1, True)
    assert (len(all_of_them.moments), all_of_them.has_more) == (2, False)


def test_where_only_copies_are_left_no_moment_is_compared_and_that_is_said(archive: Archive):
    found = similar_moments(archive, EXPORT, 12.0, condition="unfortunately")
    assert (found.moments, found.nearest, found.notes) == ((), None, (NO_MOMENT,))


def test_where_nobody_reacts_nothing_is_better(archive: Archive):
    assert similar_moments(archive, EXPORT, 35.0, better=True).notes == (UNJUDGED,)


def test_a_moment_before_anybody_speaks_is_the_customers_first(archive: Archive):
    asked = similar_moments(archive, EXPORT, 0.0).asked
    assert asked is not None
    assert asked.start == 10.0


def test_a_time_after_the_end_is_told_with_the_end(archive: Archive):
    found = similar_moments(archive, EXPORT, 500.0)
    assert (found.asked, found.notes) == (None, ("this call ends at 0:39",))


def test_without_a_customer_there_is_no_moment(library: Library, archive: Archive):
    store(library, Told(id="alone00000000000", talk=[("agent", "The export of the report is empty.")]))
    assert similar_moments(archive, "alone00000000000", 1.0).notes == (NOBODY,)


def test_the_only_call_has_no_other_moments(tmp_path_factory: pytest.TempPathFactory):
    with Library.open(tmp_path_factory.mktemp("one") / "one.db", create=True) as library:
        store(library, Told(id="only000000000000", talk=[("customer", "The export is empty again.")]))
        found = similar_moments(Archive(library, MeaningEncoder()), "only000000000000", 3.0)
    assert found.notes == (ONLY_CALL,)
