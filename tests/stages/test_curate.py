"""One list: its candidates, people's changes, and what left it."""

from dataclasses import replace

from coachkit.config import ListLimits
from coachkit.models import MadePlaylist
from coachkit.playlists.hand import Hand
from coachkit.playlists.wanted import Wanted
from coachkit.stages.curate import Before, Facts, LeftOut, fill_list, fill_made
from tests.playlists.candidates import candidate
from tests.playlists.hands import DURATIONS, LIST, MADE_AT, change, clip, kept

WANTED = Wanted(
    id=LIST,
    kind="competitor",
    subject="Zenlane",
    verdict="good",
    title="Zenlane comes up, and the answer lands",
    description="Customers name Zenlane.",
    limits=ListLimits(),
    only="good",
    query="name:Zenlane went:good",
)
FACTS = Facts(max_clips=12, durations=DURATIONS | {"c1": 600.0, "c2": 600.0}, why=lambda _: None, now=MADE_AT)


def test_a_clip_says_why_it_is_there_what_it_is_about_and_how_it_went() -> None:
    one = candidate(1, moments=("objection",))
    [made] = fill_list(WANTED, [one], FACTS).clips
    assert (made.playlist_id, made.n, made.call_id) == (LIST, 0, "c1")
    assert (made.reason, made.quote, made.score) == (one.reason, one.quote, one.score)
    assert (made.subject, made.verdict, made.moments) == ("Zenlane", "good", ("objection",))
    assert (made.quote_start, made.quote_end) == (30.0, 35.0)


def test_clips_that_overlap_are_one_with_what_shows_it_clearest() -> None:
    clearer = candidate(1, call_id="c1", start=20.0, end=60.0, score=0.9)
    filled = fill_list(WANTED, [candidate(2, call_id="c1", start=10.0, end=40.0), clearer], FACTS)
    assert [(one.start, one.end, one.quote) for one in filled.clips] == [(10.0, 60.0, clearer.quote)]


def test_clips_that_overlap_and_would_be_too_long_together_are_not_made_one() -> None:
    clearer = candidate(1, call_id="c1", start=20.0, end=60.0, score=0.9)
    filled = fill_list(
        WANTED,
        [candidate(2, call_id="c1", start=10.0, end=40.0), clearer],
        replace(FACTS, max_seconds=45.0),
    )
    assert [(one.start, one.end) for one in filled.clips] == [(20.0, 60.0)]


def test_a_list_says_what_it_is_filled_by() -> None:
    playlist = fill_list(WANTED, [candidate(1)], FACTS).playlist
    assert (playlist.query, playlist.sort, playlist.origin) == (
        "name:Zenlane went:good",
        "clearest",
        "built-in",
    )


def test_a_list_says_what_was_left_out() -> None:
    left_out = LeftOut(unclear=1, disputed=2)
    playlist = fill_list(WANTED, [candidate(1)], FACTS, left_out=left_out).playlist
    assert playlist.description == (
        "Customers name Zenlane. Left out as hard to hear: 1 call. Left out as disputed: 2 places."
    )


def test_filling_again_changes_nothing() -> None:
    found = [candidate(n) for n in range(5)]
    first = fill_list(WANTED, found, FACTS)
    again = fill_list(WANTED, found, FACTS, before=Before(clips=first.clips, departures=first.departures))
    assert again == first


def test_what_people_pinned_and_took_out_stays_so() -> None:
    found = [candidate(n, score=0.9 - n / 10) for n in range(1, 4)]
    hand = Hand(changes=(change(1, "exclude", "c1"), change(2, "pin", "c3", place=0)))
    filled = fill_list(WANTED, found, FACTS, hand=hand)
    assert [(one.call_id, one.is_pinned) for one in filled.clips] == [("c3", True), ("c2", False)]
    assert filled.departures == ()


def test_what_a_person_added_stays_and_counts() -> None:
    hand = Hand(kept=(kept(1, "a"),))
    limits = replace(WANTED, limits=ListLimits(max_clips=2))
    filled = fill_list(limits, [candidate(1), candidate(2)], FACTS, hand=hand)
    assert len(filled.clips) == 2
    assert [one.added_by for one in filled.clips if one.call_id == "a"] == ["Jana"]


def test_a_clip_that_cannot_be_heard_any_more_leaves_its_place_with_the_reason() -> None:
    reason = "its recording is graded D now: it cannot be heard well"
    facts = replace(FACTS, why=lambda one: reason if one.call_id == "c1" else None)
    before = Before(clips=[clip("c1", n=0), clip("c2", n=1)])
    filled = fill_list(WANTED, [candidate(2)], facts, before=before)
    assert [(one.call_id, one.place, one.reason) for one in filled.departures] == [("c1", 0, reason)]


def test_a_list_that_a_person_made_holds_what_was_put_into_it() -> None:
    made = MadePlaylist(
        id=LIST, title="Monday", description="", how="hand", of=None, author="Jana", made_at=MADE_AT
    )
    filled = fill_made(made, FACTS, hand=Hand(kept=(kept(1, "b"), kept(2, "a"))))
    assert [one.call_id for one in filled.clips] == ["b", "a"]
    assert filled.playlist.origin == "made"


def test_a_frozen_clip_whose_call_is_gone_leaves_its_place() -> None:
    made = MadePlaylist(
        id=LIST, title="Monday", description="", how="frozen", of=None, author="Jana", made_at=MADE_AT
    )
    facts = replace(FACTS, durations={"a": 600.0})
    before = Before(clips=[clip("a", n=0, added_by="Jana"), clip("b", n=1, added_by="Jana")])
    filled = fill_made(made, facts, hand=Hand(kept=(kept(1, "a"), kept(2, "b"))), before=before)
    assert [one.call_id for one in filled.clips] == ["a"]
    assert [(one.call_id, one.place) for one in filled.departures] == [("b", 1)]
