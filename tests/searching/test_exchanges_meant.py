"""Which exchanges a query means, where several go on in one turn."""

import pytest

from coachkit.models import Exchange, ExchangeKind, Mention, Verdict
from coachkit.searching.places_asked import places_asked, read_asked
from coachkit.searching.results import Asked
from coachkit.searching.search import Searcher
from coachkit.store.library import Library
from tests.searching.small_archive import MeaningEncoder, Talk, Told, store

CALL = "both00000000"
TALK: Talk = [
    ("agent", "Hello, Tom here."),
    ("customer", "Zenlane is cheaper, and the export of my report is empty."),
    ("agent", "The export works again, and for the price I can do nothing."),
    ("customer", "Good about the export. Zenlane it is, then."),
]


def exchange(n: int, kind: ExchangeKind, name: str, verdict: Verdict) -> Exchange:
    return Exchange(
        call_id=CALL, n=n, kind=kind, name=name, start=10.0, end=39.0 - n, verdict=verdict,
        reason=f"{name} comes up: {verdict}", strength=1.0, quote="", quote_start=30.0, quote_end=39.0,
    )  # fmt: skip


def mention(n: int, kind: ExchangeKind, name: str) -> Mention:
    return Mention(
        call_id=CALL, n=n, kind="competitor" if kind == "competitor" else "feature", name=name, text=name,
        segment=1, start_char=0, end_char=5, start=10.0, end=11.0, role="customer", method="exact",
        confidence=1.0,
    )  # fmt: skip


@pytest.fixture
def both(library: Library) -> Searcher:
    """A turn that is part of a bad exchange about a competitor and of a good one about a feature."""
    told = Told(
        id=CALL,
        day="2026-11-18",
        talk=TALK,
        mentions=[mention(0, "competitor", "Zenlane"), mention(1, "feature", "export")],
        exchanges=[exchange(0, "competitor", "Zenlane", "bad"), exchange(1, "feature", "export", "good")],
    )
    store(library, told)
    return Searcher(library, MeaningEncoder())


def numbers_meant(searcher: Searcher, query: str) -> set[int] | None:
    found = places_asked(searcher.archive, read_asked(searcher.archive, query)).exchanges
    return None if found is None else {n for _, n in found}


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("name:zenlane went:bad", {0}),
        ("name:zenlane went:good", set()),
        ("name:export", {1}),
        ("name:zenlane,export went:good", {1}),
        ("went:bad,good cheaper", {0, 1}),
        ("went:good", {1}),
        ("name:zenlane -went:good", {0}),
        ("name:zenlane THEN said-by:customer", {0}),
        ("cheaper THEN went:good", None),
        ("cheaper", None),
        ("moment:thanks", None),
        ("-name:zenlane cheaper", None),
    ],
)
def test_only_exchanges_about_what_is_named_that_went_so_are_meant(
    both: Searcher, query: str, meant: set[int] | None
) -> None:
    assert numbers_meant(both, query) == meant


def test_beside_a_tracker_that_no_exchange_is_about_any_is_meant(both: Searcher, library: Library) -> None:
    with library.changing() as connection:
        connection.execute(
            "insert into tracker_hits values "
            "(?, 0, 'churn', '', null, 'cheaper', 1, 0, 5, 10, 11, 'customer', 'phrase', 1, 'plain')",
            (CALL,),
        )

    assert numbers_meant(both, "moment:churn went:good") == {1}
    assert numbers_meant(both, "moment:churn") is None


def test_a_hit_says_how_the_exchange_went_that_it_was_found_by(both: Searcher) -> None:
    [hit] = both.search(Asked(text="name:zenlane went:bad")).hits

    assert [(one.kind, one.text) for one in hit.why] == [("exchange", "Zenlane comes up: bad")]


def test_each_way_that_it_went_is_a_reason_the_shortest_exchange_first(both: Searcher) -> None:
    [hit] = both.search(Asked(text='"cheaper" went:good,bad')).hits

    assert [(one.kind, one.text) for one in hit.why] == [
        ("words", "cheaper"),
        ("exchange", "export comes up: good"),
        ("exchange", "Zenlane comes up: bad"),
    ]


def test_who_does_not_ask_how_it_went_is_not_told(both: Searcher) -> None:
    [hit] = both.search(Asked(text="name:zenlane")).hits

    assert hit.why == ()


def test_the_best_hit_of_a_call_says_how_it_went_as_well(both: Searcher) -> None:
    [group] = both.by_call(Asked(text="went:bad")).groups

    assert [one.kind for one in group.best.why] == ["exchange"]
