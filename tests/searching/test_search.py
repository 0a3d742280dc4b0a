"""What a search finds, in which order, and what is said about it."""

import pytest

from coachkit.errors import QueryError
from coachkit.query.conditions import conditions
from coachkit.searching.by_words import MOST_TURNS
from coachkit.searching.results import Asked, Found, Hit
from coachkit.searching.search import Searcher
from coachkit.store.library import Library
from tests.searching.conftest import EXPORT, PRICE, REFUSED
from tests.searching.small_archive import MeaningEncoder, Talk, Told, store


def calls_of(found: Found) -> list[str]:
    return [hit.call.id for hit in found.hits]


def marked(hit: Hit) -> list[str]:
    return [hit.quote[start:end] for start, end in hit.matches]


def test_a_hit_is_shown_with_its_call_speaker_time_and_neighbours(searcher: Searcher) -> None:
    [hit] = searcher.search(Asked(text="free", mode="keyword")).hits

    assert (hit.call.id, hit.call.agents, hit.speaker, hit.role) == (
        PRICE.id,
        ("Jana K.",),
        "Jana K.",
        "agent",
    )
    assert (hit.start, hit.end, hit.turn) == (20.0, 29.0, 2)
    assert marked(hit) == ["free"]
    assert [line.text for line in hit.before] == ["Zen lane is cheaper, can you match their price?"]
    assert [line.turn for line in hit.after] == [3]


def test_a_word_finds_its_other_forms_in_any_case(searcher: Searcher) -> None:
    found = searcher.search(Asked(text="EXPORTS", mode="keyword"))

    assert calls_of(found) == [EXPORT.id]
    assert marked(found.hits[0]) == ["export"]


def test_plain_words_may_lack_some_and_what_has_all_comes_first(searcher: Searcher) -> None:
    found = searcher.search(Asked(text="what is the price of the rival?", mode="keyword"))

    assert calls_of(found) == [REFUSED.id, PRICE.id]
    assert found.total == 1


def test_a_query_with_an_operator_is_met_by_every_hit(searcher: Searcher) -> None:
    found = searcher.search(Asked(text="price AND rival"))

    assert found.mode == "keyword"
    assert calls_of(found) == [REFUSED.id]
    assert "rival" in found.hits[0].quote


def test_what_must_not_be_said_is_in_no_hit(searcher: Searcher) -> None:
    assert calls_of(searcher.search(Asked(text="price NOT rival"))) == [REFUSED.id, PRICE.id]
    assert all("rival" not in hit.quote for hit in searcher.search(Asked(text="price NOT rival")).hits)


def test_a_search_by_meaning_finds_what_shares_no_word(searcher: Searcher) -> None:
    found = searcher.search(Asked(text="refund", mode="semantic"))

    assert set(calls_of(found)) == {PRICE.id, REFUSED.id}
    assert found.total is None
    assert {reason.kind for hit in found.hits for reason in hit.why} == {"meaning"}


def test_plain_words_are_searched_by_words_and_by_meaning(searcher: Searcher) -> None:
    found = searcher.search(Asked(text="empty download"))

    assert found.mode == "hybrid"
    assert "by words and by meaning" in found.understood
    assert calls_of(found)[0] == EXPORT.id
    assert [reason.kind for reason in found.hits[0].why] == ["words", "meaning"]


def test_a_phrase_in_quotation_marks_is_searched_by_words_alone(searcher: Searcher) -> None:
    found = searcher.search(Asked(text='"match the price"'))

    assert found.mode == "keyword"
    assert calls_of(found) == [REFUSED.id]


def test_a_phrase_in_a_query_by_both_stays_in_a_short_list(searcher: Searcher) -> None:
    found = searcher.search(Asked(text='"no our price is our price"', mode="hybrid", limit=1))

    assert found.hits[0].quote == "No, our price is our price."


def test_conditions_narrow_hits_by_words_and_by_meaning(searcher: Searcher) -> None:
    given = conditions({"said-by": "customer", "agent": "tom"})

    found = searcher.search(Asked(text="discount", filters=given))

    assert calls_of(found) == [REFUSED.id]
    assert {hit.role for hit in found.hits} == {"customer"}
    assert found.searched.calls == 1


def test_a_condition_alone_shows_the_newest_turns_first(searcher: Searcher) -> None:
    found = searcher.search(Asked(text="said-by:customer"))

    assert calls_of(found) == [REFUSED.id] * 2 + [PRICE.id] * 2 + [EXPORT.id] * 2
    assert found.total == 6


def test_days_are_counted_from_today(searcher: Searcher) -> None:
    assert calls_of(searcher.search(Asked(text="price since:2026-11-17", mode="keyword"))) == [REFUSED.id]
    assert calls_of(searcher.search(Asked(text="export since:this-month", mode="keyword"))) == []


def test_the_extent_of_a_search_is_told(searcher: Searcher) -> None:
    everything = searcher.search(Asked(text="price")).searched
    one_agent = searcher.search(Asked(text="price agent:jana")).searched

    assert (everything.calls, everything.turns) == (3, 12)
    assert (one_agent.calls, one_agent.turns) == (1, 4)


def test_each_word_is_counted_by_itself(searcher: Searcher) -> None:
    found = searcher.search(Asked(text="price unicorn"))

    assert [(one.word, one.turns) for one in found.words] == [("price", 3), ("unicorn", 0)]


def test_a_wrong_query_is_refused_with_the_place(searcher: Searcher) -> None:
    with pytest.raises(QueryError, match="agnet"):
        searcher.search(Asked(text="agnet:jana price"))


def test_nothing_to_look_for_finds_nothing(searcher: Searcher) -> None:
    assert searcher.search(Asked(text="?!")).hits == ()


def test_without_weights_a_search_goes_by_words_and_says_so(library: Library) -> None:
    class NoWeights(MeaningEncoder):
        def can_compare(self, stored: str) -> bool:  # noqa: ARG002 - the protocol's
            return False

    found = Searcher(library, NoWeights()).search(Asked(text="price"))

    assert found.mode == "keyword"
    assert found.hits
    assert any("coachkit build" in note for note in found.notes)


def test_a_library_without_vectors_is_searched_by_words(tmp_path) -> None:
    with Library.open(tmp_path / "new.db", create=True) as library:
        store(library, PRICE, has_vectors=False)

        found = Searcher(library, MeaningEncoder()).search(Asked(text="price", mode="semantic"))

    assert (calls_of(found), found.mode) == ([PRICE.id], "keyword")
    assert any("run coachkit build" in note for note in found.notes)


def test_calls_that_are_not_indexed_yet_are_told(tmp_path) -> None:
    with Library.open(tmp_path / "old.db", create=True) as library:
        store(library, PRICE)
        library.replace_stage(library.stage_runs()[PRICE.id, "index"], ["turns"], {"turns": []})

        found = Searcher(library, MeaningEncoder()).search(Asked(text="price", mode="keyword"))

    assert found.hits == ()
    assert any("run coachkit build" in note for note in found.notes)


def test_a_warm_search_sees_calls_that_come_and_go(searcher: Searcher, library: Library) -> None:
    assert len(calls_of(searcher.search(Asked(text="discount")))) == 2
    with Library.open(library.path) as other:
        store(other, Told(id="new000000000", talk=[("customer", "I want a discount on the price.")]))

    assert calls_of(searcher.search(Asked(text="discount")))[0] == "new000000000"
    with Library.open(library.path) as other:
        other.forget_call("new000000000")
    assert "new000000000" not in calls_of(searcher.search(Asked(text="discount")))


def test_more_places_than_are_looked_at_are_told(tmp_path) -> None:
    talk: Talk = [("customer", "a refund"), ("agent", "no refund")] * 1100
    with Library.open(tmp_path / "many.db", create=True) as library:
        store(library, Told(id="many00000000", talk=talk))

        found = Searcher(library, MeaningEncoder()).search(Asked(text="refund", mode="keyword"))

    assert (found.total, found.is_exact) == (MOST_TURNS, False)
    assert any(f"newest {MOST_TURNS:,}" in note for note in found.notes)


def test_a_speaker_who_is_named_counts_as_if_the_name_were_said(library: Library) -> None:
    talk: Talk = [("customer", "What does it cost?"), ("agent", "The price is nine pounds.")]
    store(library, Told(id="marta", talk=talk, agent="Marta B.", day="2026-11-02"))
    store(library, Told(id="omar", talk=talk, agent="Omar T.", day="2026-11-03"))

    found = Searcher(library).search(Asked(text="what did Marta say about the price?", mode="keyword"))

    assert [hit.speaker for hit in found.hits if hit.call.id in ("marta", "omar")] == ["Marta B.", "Omar T."]
