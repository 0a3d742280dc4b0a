import pytest

from coachkit.errors import NotFoundError
from coachkit.export.contents import gather_playlists
from coachkit.store.library import Library


def test_playlists_come_in_the_order_asked_for(library: Library) -> None:
    found = gather_playlists(library, ["feature-export-bad", "competitor-zenlane-good"])

    assert [of.playlist.id for of in found] == ["feature-export-bad", "competitor-zenlane-good"]


def test_a_clip_brings_its_call_its_agents_and_what_is_said_in_it(library: Library) -> None:
    [contents] = gather_playlists(library, ["competitor-zenlane-good"])
    [clip] = contents.clips

    assert clip.call.customer == "Acme Ltd"
    assert clip.agents == ("Jana Kovac",)
    assert [line.n for line in clip.lines] == [1, 2, 3]
    assert contents.duration == pytest.approx(19.5)


def test_an_unknown_playlist_is_refused_with_the_nearest_name(library: Library) -> None:
    with pytest.raises(NotFoundError, match="did you mean “feature-export-bad”"):
        gather_playlists(library, ["feature-exports-bad"])
