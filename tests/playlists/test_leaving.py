"""What left a list, and what only gave way."""

from coachkit.playlists.by_hand import Lost
from coachkit.playlists.leaving import MOST, departures
from tests.playlists.hands import LIST, clip

NOW, EARLIER = "2026-11-22T09:00:00+00:00", "2026-11-20T09:00:00+00:00"


def left(before, clips=(), *, earlier=(), lost=(), why=lambda _: "the call was deleted", now=NOW):
    return departures(LIST, before, earlier, clips, lost=lost, why=why, now=now)


def test_a_clip_that_cannot_be_there_leaves_its_place_and_the_reason() -> None:
    [gone] = left([clip("a"), clip("b", n=1)], [clip("a")])
    assert (gone.call_id, gone.place, gone.reason, gone.left_at) == ("b", 1, "the call was deleted", NOW)


def test_a_clip_that_only_gave_way_has_not_left() -> None:
    assert left([clip("a")], [clip("b")], why=lambda _: None) == []


def test_what_left_earlier_keeps_its_place_and_time() -> None:
    first = left([clip("a", n=3)], now=EARLIER)
    again = left([], earlier=first)
    assert again == first


def test_a_clip_that_comes_back_is_not_told_any_more() -> None:
    first = left([clip("a")], now=EARLIER)
    assert left([], [clip("a", start=11.0)], earlier=first) == []
    assert left([], [], earlier=first, why=lambda _: None) == []


def test_what_people_want_and_cannot_have_is_told_with_its_reason() -> None:
    lost = Lost(call_id="a", start=10.0, end=40.0, reason="the call is not in the library any more")
    [gone] = left([clip("a", n=2)], lost=[lost], why=lambda _: None)
    assert (gone.place, gone.reason) == (2, "the call is not in the library any more")


def test_of_much_that_left_the_newest_is_told() -> None:
    first = left([clip(f"old{n}", n=n) for n in range(MOST)], now=EARLIER)
    found = left([clip("new", n=0)], earlier=first)
    assert len(found) == MOST
    assert [one.n for one in found] == [*range(MOST)]
    assert "new" in {one.call_id for one in found}
