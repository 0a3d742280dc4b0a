"""What people do to playlists holds, whatever is heard, filled or built anew."""

from dataclasses import replace

import pytest

from coachkit.config import Settings, load_settings
from coachkit.errors import EditError, NotFoundError, QueryError
from coachkit.models import Call, Clip, ClipChange, Departure, KeptClip, MadePlaylist, Playlist
from coachkit.pipeline import build_library
from coachkit.pipeline.changes.again import hear_again
from coachkit.pipeline.changes.list_adding import add_clips, find_clips, part_of_call
from coachkit.pipeline.changes.list_clips import ClipWish, change_clip
from coachkit.pipeline.changes.list_making import Texts, drop_list, edit_made, freeze_list, make_list
from coachkit.pipeline.changes.list_restored import clips_taken_out, restore_clip
from coachkit.pipeline.changes.list_settings import SmartWish, edit_smart
from coachkit.pipeline.changes.lists import Editor
from coachkit.pipeline.changes.swap import swap_roles
from coachkit.store.library import Library
from coachkit.store.playlists_made import DoneByHand
from coachkit.store.reading.by_hand import clips_of_list, read_history
from tests.pipeline.example import SCRIPTS, SETTINGS

GOOD, BAD = "competitor-zenlane-good", "competitor-zenlane-bad"
BETTER = SCRIPTS | {
    "one": [
        (0, 0.6, "hello this is Fernway how can I help you"),
        (1, 4.1, "Zenlane is cheaper than you and the export is always empty"),
        (0, 9.1, "they charge extra for every calendar and we do not"),
        (1, 14.2, "oh that makes sense that's great thank you so very much"),
    ]
}


@pytest.fixture
def editor(built, tools):
    return Editor(library=built, settings=SETTINGS, name="Jana", tools=tools)


def change(editor, action, number=1, of=GOOD, **wish):
    return change_clip(editor, of, number, ClipWish(action=action, **wish))


def call_named(library, name="one"):
    return next(call.id for call in library.rows(Call) if call.path.endswith(f"{name}.wav"))


def clips(library, of=GOOD):
    return clips_of_list(library, of)


def test_each_list_has_a_clip_to_begin_with(built):
    assert [one.call_id for one in clips(built)] == [call_named(built, "one")]
    assert [one.call_id for one in clips(built, BAD)] == [call_named(built, "two")]


def test_a_change_opens_no_model_and_leaves_the_next_build_nothing_to_do(editor, tools, made):
    change(editor, "note", text="Listen to this")
    change(editor, "exclude", of=BAD)
    assert (tools.heard, tools.opened) == ([], [])
    assert build_library(made / "calls", editor.library, SETTINGS, tools=tools).is_unchanged


def test_what_was_taken_out_stays_out_and_can_be_brought_back(editor):
    change(editor, "exclude", text="Too long")
    editor.refresh()
    assert clips(editor.library) == []
    [out] = clips_taken_out(editor.library, GOOD)
    assert (out.exclusion.text, out.exclusion.author) == ("Too long", "Jana")
    assert out.quote.startswith("oh that makes sense")
    report = restore_clip(editor, GOOD, 1)
    assert report.after == clips(editor.library)[0]
    assert clips_taken_out(editor.library, GOOD) == []


def test_all_that_a_person_did_to_a_clip_survives_a_better_transcript(editor, tools):
    call_id = call_named(editor.library)
    before = change(editor, "pin").after
    change(editor, "note", text="Listen to this")
    change(editor, "exclude", of=BAD)
    tools.other_models = {"small": BETTER}
    hear_again(editor.library, SETTINGS, [call_id], tools=tools, model="small")
    [clip] = clips(editor.library)
    assert (clip.is_pinned, clip.note) == (True, "Listen to this")
    assert clip.quote != before.quote
    assert clips(editor.library, BAD) == []


def test_a_trim_holds_after_a_better_transcript(editor, tools):
    trimmed = change(editor, "trim", new_start="0:08").after
    tools.other_models = {"small": BETTER}
    hear_again(editor.library, SETTINGS, [call_named(editor.library)], tools=tools, model="small")
    [clip] = clips(editor.library)
    assert (clip.start, clip.end) == (trimmed.start, trimmed.end)
    assert clip.start == pytest.approx(8.0, abs=1.5)
    back = change(editor, "trim").after
    assert back.start < trimmed.start


def test_what_a_person_did_is_there_again_when_the_same_file_comes_back(editor, tools, made):
    call_id = call_named(editor.library)
    change(editor, "note", text="Listen to this")
    now = make_list(editor, Texts(title="Monday"))
    add_clips(editor, find_clips(editor, now.playlist.id, "name:zenlane"))
    assert len(clips(editor.library, "monday")) == 2

    editor.library.forget_call(call_id)
    editor.refresh()
    assert [one.call_id for one in clips(editor.library, "monday")] == [call_named(editor.library, "two")]
    [left] = [one for one in editor.library.rows(Departure) if one.playlist_id == "monday"]
    assert left.call_id == call_id

    build_library(made / "calls", editor.library, SETTINGS, tools=tools)
    assert len(clips(editor.library, "monday")) == 2
    assert [one.note for one in clips(editor.library)] == ["Listen to this"]
    assert [one for one in editor.library.rows(Departure) if one.playlist_id == "monday"] == []


def test_what_a_person_added_survives_exchanged_roles_and_what_follows_from_them(editor, tools):
    make_list(editor, Texts(title="Monday"))
    add_clips(editor, part_of_call(editor, "monday", call_named(editor.library), ("0:03", "0:12")))
    swap_roles(editor.library, SETTINGS, [call_named(editor.library)], author="lead", tools=tools)
    assert len(editor.library.rows(KeptClip)) == 1
    swap_roles(editor.library, SETTINGS, [call_named(editor.library)], author="lead", tools=tools)
    assert len(clips(editor.library, "monday")) == 1


def test_a_pinned_clip_leaves_with_the_reason_when_roles_are_exchanged_and_comes_back(editor, tools):
    call_id = call_named(editor.library)
    change(editor, "pin")
    swap_roles(editor.library, SETTINGS, [call_id], author="lead", tools=tools)
    assert clips(editor.library) == []
    [left] = [one for one in editor.library.rows(Departure) if one.playlist_id == GOOD]
    assert (left.call_id, left.place) == (call_id, 0)
    assert "swapped" in left.reason
    swap_roles(editor.library, SETTINGS, [call_id], author="lead", tools=tools)
    assert [(one.call_id, one.is_pinned) for one in clips(editor.library)] == [(call_id, True)]
    assert [one for one in editor.library.rows(Departure) if one.playlist_id == GOOD] == []


def test_a_list_made_by_hand_is_empty_until_clips_are_added(editor):
    now = make_list(editor, Texts(title="Monday: prices", description="For the call at ten"))
    assert (now.playlist.id, now.playlist.origin, now.clips) == ("monday-prices", "made", ())
    assert now.playlist.note is not None
    filled = add_clips(editor, find_clips(editor, "monday", "name:zenlane"))
    assert len(filled.clips) == 2
    assert {one.added_by for one in filled.clips} == {"Jana"}
    assert filled.playlist.verdict == "mixed"


def test_what_is_in_a_list_already_is_not_added_twice(editor):
    make_list(editor, Texts(title="Monday"))
    add_clips(editor, find_clips(editor, "monday", "name:zenlane"))
    again = find_clips(editor, "monday", "name:zenlane")
    assert (again.clips, again.there_already) == ((), (1, 2))


def test_a_clip_that_was_taken_out_can_be_added_again(editor):
    change(editor, "exclude")
    filled = add_clips(editor, find_clips(editor, GOOD, "name:zenlane went:good"))
    assert [one.added_by for one in filled.clips] == ["Jana"]


def test_a_query_that_finds_nothing_says_which_condition_removes_how_much(editor):
    found = find_clips(editor, GOOD, "name:zenlane helicopter")
    assert (found.clips, found.places) == ((), 0)
    assert [(one.written, one.left) for one in found.narrowing] == [("name:Zenlane", 2), ("helicopter", 0)]


def test_an_empty_query_is_refused(editor):
    with pytest.raises(QueryError, match="nothing to look for"):
        find_clips(editor, GOOD, "  ")


def test_a_part_of_a_call_is_quoted_and_cuts_no_word(editor):
    make_list(editor, Texts(title="Monday"))
    addition = part_of_call(
        editor, "monday", call_named(editor.library), ("0:09.5", "0:19"), why="How to answer"
    )
    [clip] = add_clips(editor, addition).clips
    assert clip.reason == "How to answer"
    assert "they charge extra" in clip.quote or "makes sense" in clip.quote
    assert 8.0 < clip.start <= 9.5


@pytest.mark.parametrize(
    ("times", "told"),
    [
        (("0:12", "0:03"), "nothing is left between 0:12 and 0:03"),
        (("1:00", "2:00"), "past the end of the call, which lasts 0:20"),
        (("soon", "2:00"), "“soon” is no time"),
    ],
)
def test_times_that_are_none_of_the_call_are_told(editor, times, told):
    with pytest.raises(EditError, match=told):
        part_of_call(editor, GOOD, call_named(editor.library), times)


def test_a_trim_that_leaves_the_clip_is_refused(editor):
    assert clips(editor.library)[0].start > 2
    with pytest.raises(EditError, match="another place than this clip"):
        change(editor, "trim", new_start="0:00", new_end="0:02")


@pytest.mark.parametrize(
    ("action", "number", "wish", "told"),
    [
        ("exclude", 2, {}, "has 1 clip, so there is no clip 2"),
        ("pin", 1, {"place": 4}, "there is no place 4; write one from 1 to 1"),
        ("unpin", 1, {}, "clip 1 of .* is not pinned"),
    ],
)
def test_numbers_and_places_out_of_range_are_told(editor, action, number, wish, told):
    with pytest.raises(EditError, match=told):
        change(editor, action, number, **wish)


def test_doing_the_same_again_stores_nothing(editor):
    assert change(editor, "note", text="Listen").is_new
    assert not change(editor, "note", text="Listen").is_new
    assert len(editor.library.rows(ClipChange)) == 1


def test_a_frozen_list_keeps_its_clips_as_they_were_and_takes_notes_only(editor, tools):
    before = clips(editor.library)
    frozen = freeze_list(editor, GOOD, Texts(title="As in November"))
    assert (frozen.playlist.origin, frozen.playlist.verdict) == ("frozen", "good")
    tools.other_models = {"small": BETTER}
    hear_again(editor.library, SETTINGS, [call_named(editor.library)], tools=tools, model="small")
    [clip] = clips(editor.library, "as-in-november")
    assert (clip.start, clip.end, clip.quote) == (before[0].start, before[0].end, before[0].quote)
    change(editor, "note", of="as-in-november", text="Hear this")
    assert [one.note for one in clips(editor.library, "as-in-november")] == ["Hear this"]
    with pytest.raises(EditError, match="frozen: its clips stay as they were"):
        change(editor, "exclude", of="as-in-november")
    with pytest.raises(EditError, match="frozen"):
        find_clips(editor, "as-in-november", "export")


def test_notes_are_frozen_too(editor):
    change(editor, "note", text="Hear this")
    frozen = freeze_list(editor, GOOD, Texts(title="As in November"))
    assert [one.note for one in frozen.clips] == ["Hear this"]


def test_a_clip_whose_call_left_leaves_a_frozen_list_with_the_reason(editor):
    freeze_list(editor, GOOD, Texts(title="As in November"))
    editor.library.forget_call(call_named(editor.library))
    editor.refresh()
    assert clips(editor.library, "as-in-november") == []
    [left] = [one for one in editor.library.rows(Departure) if one.playlist_id == "as-in-november"]
    assert "not in the library" in left.reason or "deleted" in left.reason


def test_an_empty_list_cannot_be_frozen(editor):
    make_list(editor, Texts(title="Monday"))
    with pytest.raises(EditError, match="is empty, so there is nothing to keep"):
        freeze_list(editor, "monday", Texts())


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("  ", "needs a title"),
        ("monday", "there is a list “Monday” already"),
        ("Monday!", "would have the id monday, which “Monday” has"),
        ("Competitor Zenlane good", "would have the id competitor-zenlane-good"),
    ],
)
def test_a_title_is_used_once(editor, title, told):
    make_list(editor, Texts(title="Monday"))
    with pytest.raises(EditError, match=told):
        make_list(editor, Texts(title=title))


def test_a_list_keeps_its_id_and_clips_under_another_title(editor):
    make_list(editor, Texts(title="Monday"))
    add_clips(editor, find_clips(editor, "monday", "name:zenlane"))
    now = edit_made(editor, editor.find("monday").playlist, Texts(title="Tuesday"))
    assert (now.playlist.id, now.playlist.title, len(now.clips)) == ("monday", "Tuesday", 2)


def test_a_new_list_has_nothing_of_a_dropped_one_with_its_title(editor):
    make_list(editor, Texts(title="Monday"))
    add_clips(editor, find_clips(editor, "monday", "name:zenlane"))
    drop_list(editor, editor.find("monday").playlist)
    assert [one.id for one in editor.library.rows(Playlist) if one.origin == "made"] == []
    now = make_list(editor, Texts(title="Monday"))
    assert (now.playlist.id, now.clips) == ("monday-2", ())
    assert [one.id for one in editor.library.rows(MadePlaylist)] == ["monday-2"]


def test_an_unknown_list_is_told_with_those_that_come_near(editor):
    with pytest.raises(NotFoundError, match="there is no playlist “competitor-zenlan-god”; did you mean"):
        editor.find("competitor-zenlan-god")


def test_history_tells_who_did_what_and_what_of_it_counts(editor):
    change(editor, "pin")
    change(replace_name(editor, "Tom"), "unpin")
    change(editor, "note", text="Listen")
    history = read_history(editor.library, GOOD)
    told = [(one.author, one.action, one.state) for one in history.deeds]
    assert told == [("Jana", "pin", "replaced"), ("Tom", "unpin", "counts"), ("Jana", "note", "counts")]
    assert {one.quote for one in history.deeds} == {clips(editor.library)[0].quote}


def test_changes_to_a_list_that_is_not_there_wait(editor):
    add_clips(editor, find_clips(editor, GOOD, "name:zenlane went:bad"))
    assert len(clips(editor.library)) == 2
    without = SETTINGS.model_copy(update={"competitors": ()})
    build_of(editor, without)
    assert GOOD not in {one.id for one in editor.library.rows(Playlist)}
    history = read_history(editor.library, GOOD)
    assert (history.title, [one.state for one in history.deeds]) == (
        None,
        ["no such list now"],
    )
    build_of(editor, SETTINGS)
    assert len(clips(editor.library)) == 2


def build_of(editor, settings):
    from coachkit.pipeline.build import refresh_library

    refresh_library(editor.library, settings, tools=editor.tools)


def replace_name(editor, name):
    return Editor(library=editor.library, settings=editor.settings, name=name, tools=editor.tools)


def test_one_person_goes_by_one_spelling(editor):
    change(editor, "note", text="Listen")
    change(replace_name(editor, "JANA"), "note", text="Listen to the end")
    assert {one.author for one in editor.library.rows(ClipChange)} == {"Jana"}


def test_a_clip_is_numbered_as_the_list_shows_it(editor):
    make_list(editor, Texts(title="Monday"))
    add_clips(editor, find_clips(editor, "monday", "name:zenlane"))
    first, second = clips(editor.library, "monday")
    change(editor, "move", 2, of="monday", place=1)
    after = clips(editor.library, "monday")
    assert [replace(one, n=0) for one in after] == [replace(one, n=0) for one in (second, first)]
    assert isinstance(after[0], Clip)


def test_a_list_for_every_competitor_that_asks_for_no_more_can_be_edited(editor, tmp_path):
    path = tmp_path / "coachkit.toml"
    path.write_text(
        '[[competitors]]\nname = "Zenlane"\n[[playlists.smart]]\ntitle = "All on"\neach = "competitor"\n'
    )
    editor.settings = load_settings(path)
    editor.refresh()
    report = edit_smart(editor, path, editor.find("all-on-zenlane").playlist, SmartWish(max_clips=1))
    assert (len(report.now.clips), report.places) == (1, 0)
    assert editor.settings.playlists.smart[0].max_clips == 1


def made_list(list_id):
    return MadePlaylist(
        id=list_id,
        title="Ours",
        description="",
        how="hand",
        of=None,
        author="Jana",
        made_at="2026-11-20T10:00:00",
    )


def test_a_built_in_list_that_made_way_for_a_made_one_is_not_there_twice_later(editor):
    """A list of the same id was made before anybody named the competitor, and is dropped again."""
    before = [one.id for one in editor.library.rows(Playlist)]
    editor.keep(DoneByHand(made=made_list(GOOD)))
    assert f"{GOOD}-2" in {one.id for one in editor.library.rows(Playlist)}
    drop_list(editor, editor.find(GOOD).playlist)
    assert [one.id for one in editor.library.rows(Playlist)] == before


def test_a_made_list_is_not_lost_to_a_contrast_list_of_its_id(editor):
    of_contrast = "competitor-zenlane-contrast"
    pairs = clips(editor.library, of_contrast)
    assert pairs
    editor.keep(DoneByHand(made=made_list(of_contrast)))
    assert editor.find("Ours").playlist.id == of_contrast
    moved = clips(editor.library, f"{of_contrast}-2")
    assert [replace(one, playlist_id=of_contrast) for one in moved] == pairs


def test_an_empty_made_list_says_why_also_beside_a_list_of_the_settings_that_is_called_alike(editor):
    made = make_list(editor, Texts(title="Monday"))
    smart = {"title": "Monday", "query": "went:good", "verdict": "bad"}
    editor.settings = Settings.model_validate(SETTINGS.model_dump() | {"playlists": {"smart": (smart,)}})
    editor.refresh()
    assert editor.find("monday").playlist.note == made.playlist.note
    note = editor.find("monday-2").playlist.note
    assert note is not None
    assert "no exchange that went badly" in note


def test_a_list_of_the_settings_whose_clips_were_all_taken_out_says_so(editor):
    smart = {"title": "Won", "query": "name:zenlane went:good"}
    editor.settings = Settings.model_validate(SETTINGS.model_dump() | {"playlists": {"smart": (smart,)}})
    editor.refresh()
    change(editor, "exclude", of="won")
    assert "taken out by hand" in (editor.find("won").playlist.note or "")


def test_a_library_without_calls_takes_no_list_and_keeps_none(tmp_path, tools):
    with Library.open(tmp_path / "empty.db", create=True) as library:
        editor = Editor(library=library, settings=Settings(), name="jana", tools=tools)
        with pytest.raises(EditError, match="no calls yet"):
            make_list(editor, Texts(title="Monday"))
        assert library.rows(MadePlaylist) == []
