from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coachkit.playlists.by_hand import GONE, arrange
from coachkit.playlists.hand import Hand, hands_of
from tests.playlists.hands import DURATIONS, LIST, change, clip, kept


def best(most=4):
    """Choose the strongest, as many as there is room for beside those that are pinned."""

    def choose(candidates, held):
        room = most - sum(one.added_by is None for one in held)
        return sorted(candidates, key=lambda one: (-one.score, one.call_id, one.start))[: max(0, room)]

    return choose


def filled(candidates, *, kept_clips=(), changes=(), choose=None, **options):
    hand = hands_of(kept_clips, changes).get(LIST, Hand())
    return arrange(LIST, hand, candidates, choose or best(), durations=DURATIONS, **options)


def calls_of(arranged):
    return [one.call_id for one in arranged.clips]


FOUR = [clip(call, score=score) for call, score in zip("abcd", (0.9, 0.8, 0.7, 0.6), strict=True)]


def test_a_list_that_nobody_touched_is_what_it_chose_numbered_from_0() -> None:
    arranged = filled(FOUR)
    assert [(one.n, one.call_id) for one in arranged.clips] == [(0, "a"), (1, "b"), (2, "c"), (3, "d")]
    assert arranged.lost == ()


def test_an_excluded_clip_gives_its_place_to_the_next() -> None:
    five = [*FOUR, clip("e", score=0.1)]
    assert calls_of(filled(five, changes=[change(1, "exclude", "b")])) == ["a", "c", "d", "e"]


def test_a_restored_clip_may_come_back() -> None:
    changes = [change(1, "exclude", "b"), change(2, "restore", "b", 11, 41)]
    assert calls_of(filled(FOUR, changes=changes)) == ["a", "b", "c", "d"]


def test_an_excluded_clip_stays_out_when_its_bounds_move() -> None:
    moved = [replace(one, start=14.0, end=46.0) for one in FOUR]
    assert calls_of(filled(moved, changes=[change(1, "exclude", "b")])) == ["a", "c", "d"]


def test_a_clip_that_was_added_is_there_beside_all_that_the_list_chose() -> None:
    arranged = filled(FOUR, kept_clips=[kept(1, "f")])
    assert calls_of(arranged) == ["a", "b", "c", "d", "f"]
    assert [one.added_by for one in arranged.clips] == [None, None, None, None, "Jana"]


def test_a_clip_that_was_added_is_not_there_twice_when_the_list_would_choose_it_too() -> None:
    arranged = filled(FOUR, kept_clips=[kept(1, "b", 12, 38), kept(2, "b", 12, 38)])
    assert calls_of(arranged) == ["a", "c", "d", "b"]


def test_a_clip_that_was_added_and_taken_out_again_is_gone() -> None:
    arranged = filled(FOUR, kept_clips=[kept(1, "f")], changes=[change(1, "exclude", "f")])
    assert calls_of(arranged) == ["a", "b", "c", "d"]
    assert arranged.lost == ()


def test_an_added_clip_of_a_call_that_is_gone_is_told() -> None:
    arranged = filled(FOUR, kept_clips=[kept(1, "gone")])
    assert calls_of(arranged) == ["a", "b", "c", "d"]
    assert [(one.call_id, one.reason) for one in arranged.lost] == [("gone", GONE)]


def test_an_added_clip_that_may_not_be_played_is_told_with_the_reason() -> None:
    arranged = filled(FOUR, kept_clips=[kept(1, "f")], barred=lambda one: f"{one.call_id} is disputed by Tom")
    assert calls_of(arranged) == ["a", "b", "c", "d"]
    assert [one.reason for one in arranged.lost] == ["f is disputed by Tom"]


def test_a_pinned_clip_keeps_its_place_among_stronger_ones() -> None:
    stronger = [clip(call, score=0.95) for call in "efgh"]
    arranged = filled([*FOUR, *stronger], changes=[change(1, "pin", "d", place=1)])
    assert calls_of(arranged) == ["e", "d", "f", "g"]
    assert [one.is_pinned for one in arranged.clips] == [False, True, False, False]


def test_an_unpinned_clip_stands_on_its_own_merit() -> None:
    stronger = [clip(call, score=0.95) for call in "efgh"]
    changes = [change(1, "pin", "d", place=1), change(2, "unpin", "d")]
    assert calls_of(filled([*FOUR, *stronger], changes=changes)) == ["e", "f", "g", "h"]


def test_a_pinned_clip_that_is_no_candidate_any_more_is_told() -> None:
    arranged = filled(FOUR[:2], changes=[change(1, "pin", "d", place=0)])
    assert calls_of(arranged) == ["a", "b"]
    assert [(one.call_id, one.reason) for one in arranged.lost] == [("d", None)]


def test_a_clip_that_is_pinned_and_then_taken_out_is_not_missed() -> None:
    changes = [change(1, "pin", "d", place=0), change(2, "exclude", "d")]
    arranged = filled(FOUR, changes=changes)
    assert calls_of(arranged) == ["a", "b", "c"]
    assert arranged.lost == ()


def test_moves_are_made_one_after_the_other_as_they_were() -> None:
    changes = [change(1, "move", "a", place=2), change(2, "move", "b", place=3)]
    assert calls_of(filled(FOUR, changes=changes)) == ["c", "a", "d", "b"]


def test_moving_a_pinned_clip_moves_its_pin() -> None:
    changes = [change(1, "pin", "a", place=0), change(2, "move", "a", place=2)]
    stronger = [clip("e", score=0.99)]
    assert calls_of(filled([*stronger, *FOUR], changes=changes)) == ["e", "b", "a", "c"]


def test_an_added_clip_can_be_pinned_to_the_top() -> None:
    arranged = filled(FOUR, kept_clips=[kept(1, "f")], changes=[change(1, "pin", "f", place=0)])
    assert calls_of(arranged) == ["f", "a", "b", "c", "d"]


def test_the_newest_note_stands_beside_its_clip() -> None:
    changes = [change(1, "note", "a", text="Listen to the pause"), change(2, "note", "a", text="The tone")]
    assert [one.note for one in filled(FOUR, changes=changes).clips] == ["The tone", None, None, None]


def test_a_note_can_be_taken_away() -> None:
    changes = [change(1, "note", "a", text="The tone"), change(2, "note", "a")]
    assert filled(FOUR, changes=changes).clips[0].note is None


def test_a_trimmed_clip_has_the_bounds_that_a_person_set() -> None:
    changes = [change(1, "trim", "a", new_start=15.0, new_end=22.0)]
    [first, *_] = filled(FOUR, changes=changes).clips
    assert (first.start, first.end) == (15.0, 22.0)


def test_a_trimmed_clip_is_itself_again_when_the_trim_is_taken_back() -> None:
    changes = [change(1, "trim", "a", new_start=15.0, new_end=22.0), change(2, "trim", "a")]
    [first, *_] = filled(FOUR, changes=changes).clips
    assert (first.start, first.end) == (10.0, 40.0)


def test_a_quote_that_is_cut_away_is_not_quoted() -> None:
    quoted = replace(FOUR[0], quote_start=30.0, quote_end=35.0)
    changes = [change(1, "trim", "a", new_start=15.0, new_end=22.0)]
    [first, *_] = filled([quoted, *FOUR[1:]], changes=changes).clips
    assert (first.quote, first.quote_start) == ("", None)
    changes = [change(1, "trim", "a", new_start=25.0, new_end=38.0)]
    [first, *_] = filled([quoted, *FOUR[1:]], changes=changes).clips
    assert (first.quote, first.quote_start) == ("words of a", 30.0)


def test_a_trim_ends_where_the_recording_ends() -> None:
    changes = [change(1, "trim", "a", new_start=15.0, new_end=900.0)]
    [first, *_] = filled(FOUR, changes=changes).clips
    assert (first.start, first.end) == (15.0, 600.0)


def test_what_is_not_chosen_has_no_trim_and_no_note_to_show() -> None:
    changes = [change(1, "trim", "d", new_start=15.0, new_end=22.0), change(2, "note", "d", text="x")]
    assert calls_of(filled(FOUR, changes=changes, choose=best(3))) == ["a", "b", "c"]


def test_changes_to_one_list_leave_the_others_alone() -> None:
    other = replace(change(1, "exclude", "a"), playlist_id="another")
    assert calls_of(filled(FOUR, changes=[other])) == ["a", "b", "c", "d"]


def test_only_what_counts_is_in_force() -> None:
    changes = [
        change(1, "pin", "a", place=0),
        change(2, "exclude", "b"),
        change(3, "unpin", "a"),
        change(4, "pin", "a", place=2),
        change(5, "restore", "b", 11, 41),
    ]
    assert [one.n for one in Hand(changes=tuple(changes)).in_force()] == [4, 5]


CALLS = st.sampled_from("abcdef")
CANDIDATES = st.lists(
    st.builds(
        lambda call, slot, score: clip(call, 100.0 * slot, 100.0 * slot + 40, score=score),
        CALLS,
        st.integers(0, 2),
        st.floats(0, 1),
    ),
    unique_by=lambda one: (one.call_id, one.start),
    max_size=14,
)


@st.composite
def changes_made(draw):
    actions = draw(
        st.lists(st.sampled_from(["pin", "unpin", "exclude", "restore", "move", "note", "trim"]), max_size=10)
    )
    made = []
    for n, action in enumerate(actions, 1):
        start = 100.0 * draw(st.integers(0, 2)) + draw(st.floats(-5, 5))
        from_, to = sorted((draw(st.floats(0, 700)), draw(st.floats(0, 700))))
        made.append(
            change(
                n,
                action,
                draw(CALLS),
                max(0.0, start),
                start + 40,
                place=draw(st.integers(0, 8)) if action in ("pin", "move") else None,
                new_start=from_ if action == "trim" else None,
                new_end=to if action == "trim" else None,
                text="a note" if action == "note" else None,
            )
        )
    return made


KEPT = st.lists(
    st.builds(
        lambda n, call, slot: kept(n, call, 100.0 * slot, 100.0 * slot + 30),
        st.integers(1, 99),
        CALLS,
        st.integers(0, 2),
    ),
    unique_by=lambda one: one.n,
    max_size=4,
)


@given(candidates=CANDIDATES, kept_clips=KEPT, changes=changes_made())
def test_the_same_rows_in_any_order_make_the_same_list(candidates, kept_clips, changes) -> None:
    once = filled(candidates, kept_clips=kept_clips, changes=changes)
    again = filled(candidates[::-1], kept_clips=kept_clips[::-1], changes=changes[::-1])
    assert once == again


@given(candidates=CANDIDATES, kept_clips=KEPT, changes=changes_made())
def test_doing_the_last_thing_twice_is_doing_it_once(candidates, kept_clips, changes) -> None:
    once = filled(candidates, kept_clips=kept_clips, changes=changes)
    twice = [*changes, *(replace(one, n=99) for one in changes[-1:])]
    assert filled(candidates, kept_clips=kept_clips, changes=twice) == once


@given(candidates=CANDIDATES, kept_clips=KEPT, changes=changes_made())
def test_an_excluded_clip_never_comes_back_by_itself(candidates, kept_clips, changes) -> None:
    hand = hands_of(kept_clips, changes).get(LIST, Hand())
    for one in filled(
        candidates, kept_clips=kept_clips, changes=[c for c in changes if c.action != "trim"]
    ).clips:
        assert not hand.excludes(one)


@given(candidates=CANDIDATES, more=CANDIDATES, place=st.integers(0, 3), data=st.data())
def test_a_pinned_place_holds_with_any_new_candidates(candidates, more, place, data) -> None:
    if not candidates:
        return
    pinned = data.draw(st.sampled_from(candidates))
    others = [one for one in more if (one.call_id, one.start) != (pinned.call_id, pinned.start)]
    changes = [change(1, "pin", pinned.call_id, pinned.start, pinned.end, place=place)]
    clips = filled([pinned, *others], changes=changes).clips
    [found] = [one for one in clips if one.is_pinned]
    assert (found.call_id, found.start) == (pinned.call_id, pinned.start)
    assert found.n == min(place, len(clips) - 1)


@given(candidates=CANDIDATES, more=CANDIDATES, kept_clips=KEPT)
def test_what_people_added_is_there_whatever_the_list_finds(candidates, more, kept_clips) -> None:
    for found in (candidates, more):
        arranged = filled(found, kept_clips=kept_clips)
        added = {(one.call_id, one.start) for one in arranged.clips if one.added_by}
        assert added == {(one.call_id, one.start) for one in kept_clips}


@given(candidates=CANDIDATES, kept_clips=KEPT, changes=changes_made())
def test_clips_are_numbered_stay_in_the_recording_and_are_there_once(candidates, kept_clips, changes) -> None:
    clips = filled(candidates, kept_clips=kept_clips, changes=changes).clips
    assert [one.n for one in clips] == list(range(len(clips)))
    assert all(0 <= one.start < one.end <= DURATIONS[one.call_id] for one in clips)
    assert len({(one.call_id, one.reason, one.start, one.end) for one in clips}) == len(clips)
