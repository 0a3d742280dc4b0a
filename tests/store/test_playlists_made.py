"""What people make of playlists, stored and found again."""

from dataclasses import replace

import pytest

from coachkit.errors import NotFoundError
from coachkit.models import Assignment, ClipChange, KeptClip, MadePlaylist
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinion
from coachkit.store.playlists_made import DoneByHand, drop_made, rename_list, save_by_hand
from coachkit.store.reading.by_hand import find_list, find_touched, hand_of, touched_lists
from tests.playlists.hands import LIST, MADE_AT, change, kept

MADE = MadePlaylist(
    id=LIST, title="Ours", description="", how="hand", of=None, author="Jana", made_at=MADE_AT
)


def test_what_is_done_at_once_is_numbered_on(library: Library) -> None:
    save_by_hand(library, DoneByHand(kept=(kept(0, "a"), kept(0, "b"))))
    stored = save_by_hand(
        library, DoneByHand(kept=(kept(0, "c"),), changes=(change(0, "pin", "c", place=0),))
    )

    assert [one.n for one in stored.kept] == [3]
    assert [(one.n, one.call_id) for one in library.rows(KeptClip)] == [(1, "a"), (2, "b"), (3, "c")]
    assert [one.n for one in library.rows(ClipChange)] == [1]


def test_a_list_is_changed_in_its_place(library: Library) -> None:
    save_by_hand(library, DoneByHand(made=MADE))
    save_by_hand(library, DoneByHand(made=replace(MADE, title="Ours, for Monday")))
    assert [one.title for one in library.rows(MadePlaylist)] == ["Ours, for Monday"]


def test_a_dropped_list_leaves_what_was_done_to_its_clips(library: Library) -> None:
    save_by_hand(library, DoneByHand(made=MADE, kept=(kept(0, "a"),)))
    drop_made(library, LIST)
    assert library.rows(MadePlaylist) == []
    assert touched_lists(library) == [LIST]
    assert find_touched(library, LIST[:12]) == LIST


def test_another_id_takes_all_that_people_did_along(library: Library) -> None:
    save_by_hand(library, DoneByHand(kept=(kept(0, "a"),), changes=(change(0, "exclude", "b"),)))
    frozen = replace(MADE, id="frozen", how="frozen", of=LIST)
    save_by_hand(library, DoneByHand(made=frozen))
    asked = Assignment(
        n=0, playlist_id=LIST, agent="Tom", due=None, note=None, author="Jana", made_at=MADE_AT
    )
    add_opinion(library, asked)

    rename_list(library, LIST, "another")

    assert touched_lists(library) == ["another"]
    assert [one.call_id for one in hand_of(library, "another").kept] == ["a"]
    assert [one.call_id for one in hand_of(library, "another").changes] == ["b"]
    assert [one.playlist_id for one in library.rows(Assignment)] == ["another"]
    assert [one.of for one in library.rows(MadePlaylist)] == ["another"]


def test_a_list_is_found_by_the_beginning_of_its_title(filled: Library) -> None:
    assert find_list(filled, "competitor-zenlane").id.startswith("competitor-zenlane")
    with pytest.raises(NotFoundError, match="there is no playlist"):
        find_list(filled, "nothing like it")
