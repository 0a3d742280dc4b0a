from dataclasses import replace

from coachkit.models import MadePlaylist, Playlist
from coachkit.playlists.ids import list_id
from coachkit.playlists.made import made_playlist, verdict_of
from tests.playlists.hands import LIST, MADE_AT, clip

MADE = MadePlaylist(
    id="monday-team-call",
    title="Monday team call",
    description="Hear these before ten.",
    how="hand",
    of=None,
    author="Jana",
    made_at=MADE_AT,
)
GOOD, BAD = clip("a", verdict="good", subject="Zenlane"), clip("b", verdict="bad", subject="Zenlane")


def test_a_made_list_goes_as_its_clips_went() -> None:
    assert verdict_of([GOOD, GOOD]) == "good"
    assert verdict_of([BAD]) == "bad"
    assert verdict_of([GOOD, BAD]) == "mixed"
    assert verdict_of([]) == "mixed"
    assert verdict_of([replace(GOOD, pair=1), replace(BAD, pair=1)]) == "contrast"


def test_a_made_list_is_about_what_all_its_clips_are_about() -> None:
    assert made_playlist(MADE, [GOOD, BAD]).subject == "Zenlane"
    assert made_playlist(MADE, [GOOD, clip("c", subject="export")]).subject == ""


def test_an_empty_list_says_how_it_is_filled() -> None:
    note = made_playlist(MADE, []).note
    assert note is not None
    assert "until somebody puts clips into it" in note
    assert made_playlist(MADE, [GOOD]).note is None


def test_a_frozen_list_trains_what_its_source_does() -> None:
    source = Playlist(
        id=LIST,
        kind="competitor",
        subject="Zenlane",
        verdict="good",
        title="Zenlane",
        description="",
        trains="competitor:Zenlane",
    )
    frozen = made_playlist(replace(MADE, how="frozen", of=LIST), [GOOD], source=source)
    assert (frozen.origin, frozen.trains) == ("frozen", "competitor:Zenlane")


def test_an_id_is_readable_in_any_script() -> None:
    assert list_id("Price worries, good!") == "price-worries-good"
    assert list_id("Üben — für Montag") == "üben-für-montag"
    assert list_id("!!") == "unnamed"
