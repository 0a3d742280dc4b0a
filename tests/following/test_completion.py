"""How far an agent is with a list that changes by itself."""

from dataclasses import dataclass, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coachkit.following.completion import Progress, progress_of
from coachkit.models import Assignment, Listening, ListeningKind

TODAY = date(2026, 11, 23)
ASKED = Assignment(
    n=1,
    playlist_id="competitor-zenlane-good",
    agent="Jana",
    due=date(2026, 11, 27),
    note=None,
    author="lead",
    made_at="2026-11-20T09:00:00+00:00",
)


@dataclass(frozen=True)
class Place:
    call_id: str
    start: float
    end: float


CLIPS = [Place("c1", 0.0, 20.0), Place("c1", 60.0, 80.0), Place("c2", 5.0, 45.0)]


def row(kind: ListeningKind, clip: Place | None = None, *, n: int = 1, **more: object) -> Listening:
    plain = Listening(
        n=n,
        assignment=1,
        kind=kind,
        call_id=clip.call_id if clip else None,
        start=clip.start if clip else None,
        end=clip.end if clip else None,
        seconds=None,
        text=None,
        author="Jana",
        made_at=f"2026-11-21T09:00:{n:02}+00:00",
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # a row's own fields


def progress(
    rows: list[Listening], clips: list[Place] = CLIPS, *, asked: Assignment = ASKED, today: date = TODAY
) -> Progress:
    return progress_of(asked, rows, clips, today=today)


def test_what_was_heard_counts_of_all_there_is() -> None:
    found = progress([row("heard", CLIPS[1])])
    assert (found.heard, found.of, found.state) == (1, 3, "open")
    assert found.is_heard == (False, True, False)
    assert found.next_place == 0


def test_a_list_that_was_heard_whole_is_done_and_stays_so() -> None:
    rows = [row("heard", clip, n=n) for n, clip in enumerate(CLIPS)] + [row("finished", n=9)]
    later = progress(rows, [*CLIPS, Place("c3", 0.0, 9.0), Place("c4", 0.0, 9.0)], today=date(2027, 1, 1))
    assert (later.state, later.heard, later.of, later.new_since) == ("done", 3, 3, 2)
    assert later.finished_at == "2026-11-21T09:00:09+00:00"
    assert later.next_place == 3


def test_a_clip_that_left_the_list_after_it_was_heard_still_counts() -> None:
    found = progress([row("heard", CLIPS[0])], CLIPS[1:])
    assert (found.heard, found.of) == (1, 3)


def test_a_list_whose_last_unheard_clip_leaves_is_done() -> None:
    found = progress([row("heard", CLIPS[0]), row("heard", CLIPS[1], n=2)], CLIPS[:2])
    assert (found.state, found.share) == ("done", 1.0)
    assert found.finished_at == "2026-11-21T09:00:02+00:00"


def test_a_clip_whose_bounds_moved_a_little_stays_heard() -> None:
    assert progress([row("heard", CLIPS[0])], [Place("c1", 1.5, 24.0)]).is_heard == (True,)


def test_hearing_the_end_of_the_clip_before_is_not_hearing_a_clip() -> None:
    assert progress([row("heard", CLIPS[0])], [Place("c1", 19.0, 40.0)]).is_heard == (False,)


def test_two_clips_that_were_heard_and_became_one_are_heard() -> None:
    rows = [row("heard", Place("c1", 0.0, 8.0)), row("heard", Place("c1", 12.0, 20.0), n=2)]
    assert progress(rows, [Place("c1", 0.0, 20.0)]).is_heard == (True,)


def test_the_clip_that_was_broken_off_is_the_next() -> None:
    found = progress([row("position", CLIPS[2], seconds=30.0)])
    assert (found.next_place, found.next_second) == (2, 30.0)


def test_a_place_in_a_clip_holds_when_the_clip_begins_elsewhere() -> None:
    moved = [Place("c2", 25.0, 60.0)]
    assert progress([row("position", CLIPS[2], seconds=30.0)], moved).next_second == 10.0


def test_an_assignment_is_overdue_on_the_day_after() -> None:
    assert progress([], today=date(2026, 11, 27)).state == "open"
    assert progress([], today=date(2026, 11, 28)).state == "overdue"


def test_another_day_holds_instead_of_the_first() -> None:
    rows = [row("due", text="2026-12-04")]
    assert progress(rows, today=date(2026, 11, 30)).state == "open"
    assert progress([*rows, row("due", n=2)], today=date(2027, 1, 1)).due is None


def test_a_list_without_clips_is_never_overdue() -> None:
    found = progress([], [], today=date(2027, 1, 1))
    assert (found.state, found.share) == ("nothing to hear", None)


def test_what_happened_to_another_assignment_does_not_count() -> None:
    assert progress([row("heard", CLIPS[0], assignment=2)]).heard == 0


places = st.builds(
    lambda call, start, length: Place(call, float(start), float(start + length)),
    st.sampled_from(["c1", "c2"]),
    st.integers(0, 60),
    st.integers(1, 30),
)
heard_rows = st.lists(places, max_size=6).map(
    lambda some: [row("heard", place, n=n) for n, place in enumerate(some, 1)]
)


@given(heard_rows, places, st.lists(places, max_size=6))
def test_completion_never_falls_when_more_is_heard(
    rows: list[Listening], more: Place, clips: list[Place]
) -> None:
    before, after = progress(rows, clips), progress([*rows, row("heard", more, n=9)], clips)
    assert after.heard >= before.heard
    assert after.to_hear <= before.to_hear
    assert (after.share or 0.0) >= (before.share or 0.0)
    assert after.is_done >= before.is_done


@given(heard_rows, st.lists(places, max_size=6))
def test_hearing_all_that_is_there_is_done(rows: list[Listening], clips: list[Place]) -> None:
    every = [row("heard", clip, n=n) for n, clip in enumerate(clips, 20)]
    found = progress([*rows, *every], clips)
    assert found.to_hear == 0
    assert found.is_done == bool(rows or clips)
    assert found.next_place is None


@given(heard_rows, st.lists(places, max_size=6), st.lists(places, max_size=3))
def test_what_comes_into_a_finished_list_never_opens_it_again(
    rows: list[Listening], clips: list[Place], new: list[Place]
) -> None:
    finished = [*rows, row("finished", n=20)]
    found = progress(finished, [*clips, *new], today=date(2027, 1, 1))
    assert found.state == "done"
    assert found.new_since == found.to_hear


@given(heard_rows, st.lists(places, max_size=6))
def test_hearing_the_same_again_changes_nothing(rows: list[Listening], clips: list[Place]) -> None:
    again = [replace(one, n=one.n + 20, made_at="2026-11-21T09:00:00+00:00") for one in rows]
    before, after = progress(rows, clips), progress([*rows, *again], clips)
    assert (before.heard, before.to_hear, before.share) == (after.heard, after.to_hear, after.share)


@given(heard_rows, st.lists(places, max_size=6))
def test_an_assignment_that_was_withdrawn_is_no_longer_waited_for(
    rows: list[Listening], clips: list[Place]
) -> None:
    taken_back = [*rows, row("withdrawn", n=30, text="she is on leave")]
    found = progress(taken_back, clips, today=date(2027, 1, 1))
    assert (found.state, found.why_withdrawn) == ("withdrawn", "she is on leave")
