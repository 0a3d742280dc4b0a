"""What a page shows of lists of every kind: notes, pins, moments, pairs, and chapters of their own."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from coachkit.call_files import AudioFormat, CallFile, Stretch
from coachkit.export.anonymous import without_names
from coachkit.export.chapters import arrange, pair_up
from coachkit.export.contents import PlaylistContents, gather_playlists
from coachkit.export.page import format_page
from coachkit.models import Clip, Playlist, Verdict
from coachkit.store.library import Library
from coachkit.store.reading import library_summary

NAMELESS = "without the agent’s name"


def cut(files: Sequence[CallFile], stretches: Sequence[Stretch], *, form: AudioFormat = "mp3") -> list[bytes]:
    return [f"{form} of {files[0].path.stem} {one.start:g}".encode() for one in stretches]


def page_of(library: Library, lists: Sequence[PlaylistContents], *, form: AudioFormat = "mp3") -> str:
    return format_page(lists, library_summary(library), cut=cut, form=form)


def changed(contents: PlaylistContents, **values: object) -> PlaylistContents:
    """Return a list with other values in its playlist or in all of its clips."""
    of_list = {name: value for name, value in values.items() if name in Playlist.__slots__ and name != "note"}
    of_clip = {
        name: value for name, value in values.items() if name in Clip.__slots__ and name not in of_list
    }
    return replace(
        contents,
        playlist=replace(contents.playlist, **of_list),  # type: ignore[arg-type]  # as the test says
        clips=tuple(replace(of, clip=replace(of.clip, **of_clip)) for of in contents.clips),  # type: ignore[arg-type]
    )


@pytest.fixture
def good(library: Library) -> PlaylistContents:
    return gather_playlists(library, ["competitor-zenlane-good"])[0]


@pytest.fixture
def bad(library: Library) -> PlaylistContents:
    return gather_playlists(library, ["competitor-zenlane-bad"])[0]


def test_a_clip_shows_its_moments_its_pin_and_its_note(library: Library, good: PlaylistContents) -> None:
    shown = changed(good, moments=("objection", "feature_asked"), is_pinned=True, note="Play <it> twice.")
    page = page_of(library, [shown])
    for part in ('<li class="pin">pinned</li>', "<li>objection</li>", "<li>feature asked</li>"):
        assert part in page
    assert "<b>Note</b> Play &lt;it&gt; twice." in page


def test_pairs_stand_side_by_side_under_what_differs(
    library: Library, good: PlaylistContents, bad: PlaylistContents
) -> None:
    sides: list[tuple[PlaylistContents, Verdict]] = [(bad, "bad"), (good, "good")]
    pair = [
        replace(of.clips[0], clip=replace(of.clips[0].clip, verdict=verdict, pair=1, difference="Jana asks."))
        for of, verdict in sides
    ]
    contrast = changed(replace(good, clips=tuple(pair)), verdict="contrast", id="contrast-zenlane")
    page = page_of(library, [contrast])
    body = page[page.index("<main") :]
    assert body.count("What differs</b> Jana asks.") == 1
    assert re.findall(r'<span class="badge (\w+)">', body) == ["contrast", "bad", "good"]


def test_pairs_and_the_clips_in_them_keep_their_order(good: PlaylistContents) -> None:
    verdicts: list[tuple[int | None, Verdict]] = [
        (2, "bad"),
        (2, "good"),
        (None, "good"),
        (1, "good"),
        (1, "bad"),
    ]
    [of] = good.clips
    clips = tuple(
        replace(of, clip=replace(of.clip, n=n, pair=pair, verdict=verdict))
        for n, (pair, verdict) in enumerate(verdicts)
    )
    pairs = pair_up(replace(good, clips=clips))
    assert [[one.clip.n for one in pair] for pair in pairs] == [[0, 1], [2], [3, 4]]


def test_lists_made_by_hand_have_a_chapter_of_their_own_without_a_second_heading(
    library: Library, good: PlaylistContents
) -> None:
    made = changed(good, id="monday", kind="made", subject="", title="Monday meeting", verdict="mixed")
    smart = changed(good, id="angry", kind="smart", subject="", title="Angry customers", verdict="mixed")
    chapters = arrange([good, smart, made])
    assert [chapter.name for chapter in chapters] == ["Made by hand", "Lists of the team", "Competitors"]
    body = page_of(library, [made])
    body = body[body.index("<main") :]
    assert body.count("Monday meeting</h") == 1
    assert "<h3" not in body


def test_every_kind_of_list_has_a_chapter(good: PlaylistContents) -> None:
    kinds = Playlist.__annotations__["kind"]
    assert {chapter.id for kind in kinds.__args__ for chapter in arrange([changed(good, kind=kind)])} == {
        *kinds.__args__
    }


def test_an_empty_list_says_why(library: Library, good: PlaylistContents) -> None:
    empty = replace(good, clips=())
    assert "No clip fits yet." in page_of(library, [empty])
    noted = replace(empty, playlist=replace(empty.playlist, note="“team:north” removes all 4."))
    page = page_of(library, [noted])
    assert "“team:north” removes all 4." in page
    assert "No clip fits yet." not in page


def test_many_lists_can_be_searched_and_few_need_not_be(library: Library, good: PlaylistContents) -> None:
    many = [changed(good, id=f"list-{n}", subject=f"Rival {n}") for n in range(12)]
    assert '<input type="search"' in page_of(library, many)
    assert '<input type="search"' not in page_of(library, many[:11])


def test_the_sound_of_a_page_may_be_opus(library: Library, good: PlaylistContents) -> None:
    assert '<body data-sound="audio/ogg">' in page_of(library, [good], form="opus")
    assert '<body data-sound="audio/mpeg">' in page_of(library, [good])


def test_a_page_says_that_names_are_left_out_only_where_they_are(
    library: Library, good: PlaylistContents, bad: PlaylistContents
) -> None:
    assert NAMELESS in page_of(library, without_names([good, bad]))
    assert NAMELESS not in page_of(library, without_names([good]))


def test_a_page_of_one_list_is_called_as_it_is(library: Library, good: PlaylistContents) -> None:
    assert "<title>Zenlane: replies that worked · coachkit</title>" in page_of(library, [good])
