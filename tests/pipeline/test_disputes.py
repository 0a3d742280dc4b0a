"""Disputes: what rests on a disputed place leaves the playlists, and a lead's decision stays."""

import pytest

from coachkit.errors import EditError, NotFoundError
from coachkit.models import Call, Clip, Dispute, DisputeDecision, Exchange, ScorePoint
from coachkit.pipeline import build_library
from coachkit.pipeline.changes.again import hear_again
from coachkit.pipeline.changes.disputes import Disputes
from coachkit.store.reading.opinions import list_disputes
from tests.pipeline.example import SCRIPTS, SETTINGS


def call_named(library, name="two"):
    return next(call.id for call in library.rows(Call) if call.path.endswith(f"{name}.wav"))


def says(library, tools, author="tom"):
    return Disputes(library=library, settings=SETTINGS, author=author, tools=tools)


def with_place(library, name="two"):
    """Return a line of the call's score that counts and whose evidence an exchange overlaps."""
    call_id = call_named(library, name)
    spans = [(one.start, one.end) for one in library.rows(Exchange, call_id=call_id)]
    return next(
        point
        for point in library.rows(ScorePoint, call_id=call_id)
        if point.start is not None
        and point.end is not None
        and point.verdict != "not applicable"
        and any(point.start < end and start < point.end for start, end in spans)
    )


def add(library, tools, point, *, why="It was settled by mail.", author="tom"):
    return says(library, tools, author).add(point.call_id, point.criterion, why=why)


def resting_on(library, point):
    """Return the clips that show a line of the score, or an exchange at the place that is its evidence."""
    exchanges = library.rows(Exchange, call_id=point.call_id)
    quotes = {one.quote for one in exchanges if one.start < point.end and point.start < one.end}
    clips = [clip for clip in library.rows(Clip) if clip.call_id == point.call_id]
    return [clip for clip in clips if clip.quote in quotes | {point.quote}]


def test_a_dispute_keeps_the_line_its_place_and_the_reason(built, tools):
    point = with_place(built)
    report = add(built, tools, point)
    [kept] = built.rows(Dispute)
    assert report.dispute == kept
    assert (kept.n, kept.card, kept.criterion) == (1, point.card, point.criterion)
    assert (kept.start, kept.end, kept.reason, kept.author) == (
        point.start,
        point.end,
        "It was settled by mail.",
        "tom",
    )


def test_what_rests_on_the_place_leaves_the_playlists_while_the_dispute_is_open(built, tools):
    point = with_place(built)
    assert resting_on(built, point)
    report = add(built, tools, point)
    assert resting_on(built, point) == []
    assert report.change.playlists
    assert (tools.heard, tools.opened) == ([], [])


def test_a_refused_dispute_brings_the_clips_back(built, tools):
    point = with_place(built)
    clips, points = built.rows(Clip), built.rows(ScorePoint)
    dispute = add(built, tools, point).dispute
    report = says(built, tools, "lead").decide(dispute.n, "refused", why="The mail came a week later.")
    assert (built.rows(Clip), built.rows(ScorePoint)) == (clips, points)
    assert report.change.before.score == report.change.after.score


def test_a_granted_dispute_keeps_the_clips_away_for_good(built, tools, made):
    point = with_place(built)
    dispute = add(built, tools, point).dispute
    says(built, tools, "lead").decide(dispute.n, "granted", why="The mail is in the ticket.")
    assert resting_on(built, point) == []
    assert set(build_library(made / "calls", built, SETTINGS, tools=tools).ran) <= {"advise", "card"}
    assert resting_on(built, point) == []


def test_the_dispute_and_the_decision_both_stay(built, tools):
    dispute = add(built, tools, with_place(built)).dispute
    says(built, tools, "lead").decide(dispute.n, "granted", why="The mail is in the ticket.")
    [line] = list_disputes(built)
    assert (line.n, line.state, line.author, line.reason) == (1, "granted", "tom", "It was settled by mail.")
    assert (line.decided_by, line.decision) == ("lead", "The mail is in the ticket.")
    assert list_disputes(built, only_open=True) == []


def test_what_is_open_comes_first(built, tools):
    points = built.rows(ScorePoint, call_id=call_named(built))
    first, second = [point for point in points if point.verdict != "not applicable"][:2]
    add(built, tools, first)
    add(built, tools, second)
    says(built, tools, "lead").decide(1, "refused", why="No.")
    assert [(one.n, one.state) for one in list_disputes(built)] == [(2, "open"), (1, "refused")]


def test_disputing_a_line_twice_is_refused_and_says_who_did(built, tools):
    point = with_place(built)
    add(built, tools, point)
    with pytest.raises(EditError, match=r"is disputed already: dispute 1 by tom, “It was settled by mail.”"):
        add(built, tools, point, author="eva")
    says(built, tools, "lead").decide(1, "granted", why="Right.")
    with pytest.raises(EditError, match=r"dispute 1 was granted by lead on .*, “Right.”"):
        add(built, tools, point, author="eva")


def test_a_line_may_be_disputed_again_after_a_refusal(built, tools):
    point = with_place(built)
    add(built, tools, point)
    says(built, tools, "lead").decide(1, "refused", why="No mail there.")
    assert add(built, tools, point, why="Here is the mail.").dispute.n == 2


def test_deciding_twice_is_refused_and_tells_the_first_decision(built, tools):
    add(built, tools, with_place(built))
    says(built, tools, "lead").decide(1, "refused", why="No.")
    with pytest.raises(EditError, match=r"dispute 1 is decided already: refused by lead on .*, “No.”"):
        says(built, tools, "boss").decide(1, "granted", why="Yes.")
    assert len(built.rows(DisputeDecision)) == 1


def test_an_unknown_line_lists_those_that_there_are(built, tools):
    criteria = {point.criterion for point in built.rows(ScorePoint, call_id=call_named(built))}
    with pytest.raises(NotFoundError, match="there is no line “kindness”") as refused:
        says(built, tools).add(call_named(built), "kindness", why="It was kind.")
    assert all(criterion in str(refused.value) for criterion in criteria)


def test_a_line_that_does_not_count_cannot_be_disputed(built, tools):
    point = next(one for one in built.rows(ScorePoint) if one.verdict == "not applicable")
    with pytest.raises(EditError, match="does not count on this call"):
        add(built, tools, point)


def test_an_unknown_number_says_which_are_open(built, tools):
    with pytest.raises(NotFoundError, match="there is no dispute 7; none is open"):
        says(built, tools).decide(7, "granted", why="Yes.")
    add(built, tools, with_place(built))
    with pytest.raises(NotFoundError, match="there is no dispute 7; open are: 1"):
        says(built, tools).decide(7, "granted", why="Yes.")


def test_a_dispute_without_a_reason_is_refused(built, tools):
    with pytest.raises(EditError, match="say why"):
        add(built, tools, with_place(built), why=" ")
    assert built.rows(Dispute) == []


def test_a_call_without_a_score_has_nothing_to_dispute(library, tools):
    library.save_call(
        Call(id="abc", path="x.wav", audio_hash="abc", duration=1, channels=1, sample_rate=8000, codec="pcm")
    )
    with pytest.raises(NotFoundError, match="has no score yet"):
        says(library, tools).add("abc", "resolved", why="No.")


def test_disputes_survive_hearing_anew_and_a_line_that_is_gone_is_told(built, tools):
    point = with_place(built)
    add(built, tools, point)
    tools.scripts = {**SCRIPTS, "two": [(0, 0.6, "hello"), *SCRIPTS["two"][1:]]}
    hear_again(built, SETTINGS, [point.call_id], tools=tools)
    assert [one.reason for one in built.rows(Dispute)] == ["It was settled by mail."]
    without_line(built, point)
    [line] = list_disputes(built)
    assert (line.state, line.verdict) == ("open", None)


def without_line(library, point):
    """Score the call as another card would, which has no such line."""
    with library.changing() as connection:
        connection.execute(
            "delete from score_points where call_id = ? and criterion = ?", (point.call_id, point.criterion)
        )


def test_deciding_on_a_line_that_is_gone_is_possible_and_told(built, tools):
    point = with_place(built)
    add(built, tools, point)
    without_line(built, point)
    assert says(built, tools, "lead").decide(1, "granted", why="Right.").point is None


def test_an_objection_taken_back_brings_the_clips_back_and_stays_on_record(built, tools):
    point = with_place(built)
    clips = built.rows(Clip)
    add(built, tools, point)
    says(built, tools).withdraw(1)
    assert built.rows(Clip) == clips
    [line] = list_disputes(built)
    assert (line.state, line.decided_by) == ("withdrawn", "tom")
    assert add(built, tools, point, why="I was right.").dispute.n == 2


def test_only_who_objected_takes_it_back(built, tools):
    add(built, tools, with_place(built))
    with pytest.raises(EditError, match="dispute 1 is tom's"):
        says(built, tools, "eva").withdraw(1)


def test_a_decision_taken_back_leaves_the_objection_open_and_the_line_counting(built, tools):
    point = with_place(built)
    points = built.rows(ScorePoint)
    add(built, tools, point)
    says(built, tools, "lead").decide(1, "granted", why="Right.")
    assert built.rows(ScorePoint) != points
    report = says(built, tools, "lead").reopen(1)
    assert report.dispute.reason == "It was settled by mail. (opened again by lead)"
    assert (built.rows(ScorePoint), resting_on(built, point)) == (points, [])
    assert [(one.n, one.state) for one in list_disputes(built)] == [(2, "open"), (1, "granted")]
    says(built, tools, "lead").decide(2, "refused", why="On second thoughts.")
    assert built.rows(ScorePoint) == points
    assert resting_on(built, point)
    assert add(built, tools, point, why="But it was.").dispute.n == 3


def test_only_the_newest_decision_on_a_line_is_taken_back(built, tools):
    add(built, tools, with_place(built))
    with pytest.raises(EditError, match="dispute 1 is open"):
        says(built, tools, "lead").reopen(1)
    says(built, tools, "lead").decide(1, "refused", why="No.")
    says(built, tools, "lead").reopen(1)
    with pytest.raises(EditError, match="disputed again since: see dispute 2"):
        says(built, tools, "lead").reopen(1)
