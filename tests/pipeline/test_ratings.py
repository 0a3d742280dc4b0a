"""Ratings: what a person says of a call decides, and stays whatever else is done."""

import shutil

import pytest

from coachkit.errors import EditError, NotFoundError
from coachkit.models import Call, Clip, Exchange, Label, Outcome, Rating, Segment
from coachkit.pipeline import build_library
from coachkit.pipeline.changes.again import hear_again
from coachkit.pipeline.changes.editing import Change, edit_line
from coachkit.pipeline.changes.ratings import Said, rate_call
from coachkit.pipeline.changes.swap import swap_roles
from coachkit.store.reading.opinions import list_ratings
from tests.pipeline.example import SCRIPTS, SETTINGS


@pytest.fixture
def calls_folder(made):
    return made / "calls"


def call_named(library, name="one"):
    return next(call.id for call in library.rows(Call) if call.path.endswith(f"{name}.wav"))


def rate(library, tools, verdict, name="one", *, author="jana", why=None, at=None):
    said = Said(call_id=call_named(library, name), verdict=verdict, author=author, why=why, at=at)
    return rate_call(library, SETTINGS, said, tools=tools)


def label(library, name="one"):
    [found] = library.rows(Label, call_id=call_named(library, name))
    return found.label, found.source


def first_exchange(library, name="one"):
    return library.rows(Exchange, call_id=call_named(library, name))[0]


def test_a_rating_labels_the_call_at_once_with_the_persons_words(built, tools):
    report = rate(built, tools, "bad", why="Nobody\n called back.")
    [found] = built.rows(Label, call_id=report.call.id)
    assert (found.label, found.source) == ("bad", "rating:jana")
    assert found.reason == "jana says bad: “Nobody called back.”"
    assert (report.change.before.label.label, report.change.after.label.label) == ("good", "bad")


def test_nothing_is_heard_and_no_model_is_opened_for_a_rating(built, tools):
    rate(built, tools, "bad")
    assert (tools.heard, tools.opened) == ([], [])


def test_after_a_rating_the_next_build_has_nothing_to_do_but_what_is_made_of_all_calls(
    built, tools, calls_folder
):
    rate(built, tools, "bad")
    rate(built, tools, "good", at="0:05")
    assert set(build_library(calls_folder, built, SETTINGS, tools=tools).ran) <= {"advise", "card"}
    assert build_library(calls_folder, built, SETTINGS, tools=tools).is_unchanged


def test_only_the_call_that_is_rated_gets_another_label(built, tools):
    others = [label(built, "two"), label(built, "three")]
    rate(built, tools, "neutral")
    assert [label(built, "two"), label(built, "three")] == others


def test_taking_a_rating_back_leaves_what_was_there_before_and_keeps_both_words(built, tools):
    before = label(built), built.rows(Clip)
    rate(built, tools, "bad")
    rate(built, tools, None)
    assert (label(built), built.rows(Clip)) == before
    assert [one.verdict for one in built.rows(Rating)] == ["bad", None]


def test_nothing_can_be_taken_back_where_the_person_has_said_nothing(built, tools):
    with pytest.raises(EditError, match=r"nobody has rated call \w+"):
        rate(built, tools, None)
    rate(built, tools, "bad", author="tom")
    with pytest.raises(EditError, match=r"jana has no rating there .* rated by tom \(the call\)"):
        rate(built, tools, None)


def test_saying_the_same_twice_changes_nothing(built, tools):
    assert rate(built, tools, "bad", why="Rude.").is_new
    again = rate(built, tools, "bad", why="Rude.", author="JANA")
    assert not again.is_new
    assert len(built.rows(Rating)) == 1


def test_one_person_is_one_voice_however_the_name_is_written(built, tools):
    rate(built, tools, "bad", author="Jana")
    report = rate(built, tools, "good", author=" jana ")
    assert report.rating.author == "Jana"
    assert label(built) == ("good", "rating:Jana")


def test_a_rating_needs_somebody_who_says_so(built, tools):
    with pytest.raises(EditError, match="needs a name"):
        rate(built, tools, "bad", author="  ")


# Places


def test_a_time_means_the_exchange_around_it(built, tools):
    exchange = first_exchange(built)
    report = rate(built, tools, "bad", at="0:10")
    assert (report.rating.start, report.rating.end) == (exchange.start, exchange.end)


def test_a_rating_of_a_stretch_leaves_the_label_of_the_call(built, tools):
    before = label(built)
    rate(built, tools, "bad", at="0:10")
    assert label(built) == before


def test_without_an_exchange_a_time_means_the_turn_that_is_said_then(built, tools):
    report = rate(built, tools, "good", at="0:01")
    turn = built.rows(Segment, call_id=report.call.id)[0]
    assert report.rating.start == turn.start


def test_a_stretch_is_taken_as_it_is_said_and_ends_with_the_call(built, tools):
    rating = rate(built, tools, "good", at="0:03.5–9:00").rating
    assert (rating.start, rating.end) == (3.5, 20.0)


def test_the_same_place_said_a_little_otherwise_is_one_place(built, tools):
    rate(built, tools, "good", at="0:04-0:14", author="tom")
    rating = rate(built, tools, "bad", at="0:05-0:14").rating
    assert (rating.start, rating.end) == (4.0, 14.0)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("soon", "“soon” is no time; write one such as 1:20"),
        ("0:09-0:04", "ends before it begins"),
        ("3:00", "3:00 is past the end of the call, which lasts 0:20"),
        ("0:04-soon", "is no time"),
    ],
)
def test_a_place_that_is_none_is_refused_and_nothing_is_stored(built, tools, at, told):
    with pytest.raises(EditError) as refused:
        rate(built, tools, "bad", at=at)
    assert told in str(refused.value)
    assert built.rows(Rating) == []


def test_a_stretch_is_taken_back_by_a_time_in_it_even_where_it_is_cut_otherwise_by_now(built, tools):
    rate(built, tools, "bad", at="0:02-0:15")
    report = rate(built, tools, None, at="0:03")
    assert (report.rating.start, report.rating.end, report.rating.verdict) == (2.0, 15.0, None)


# What a rating survives


@pytest.fixture
def rated(built, tools):
    """A library with a rating of a call, against its outcome, and one of a part of it."""
    rate(built, tools, "bad", why="Rude.")
    rate(built, tools, "bad", at="0:10")
    return built


def ratings(library):
    return [(r.call_id, r.start, r.end, r.verdict, r.why, r.author) for r in library.rows(Rating)]


def test_ratings_survive_hearing_the_call_anew(rated, tools):
    before = ratings(rated)
    tools.scripts = {**SCRIPTS, "one": [(0, 0.6, "hello"), *SCRIPTS["one"][1:]]}
    hear_again(rated, SETTINGS, [call_named(rated)], tools=tools)
    assert rated.rows(Segment, call_id=call_named(rated))[0].text == "hello"
    assert (ratings(rated), label(rated)) == (before, ("bad", "rating:jana"))


def test_ratings_survive_edits_and_an_exchange_of_sides(rated, tools):
    before = ratings(rated)
    line = rated.rows(Segment, call_id=call_named(rated))[1]
    edit_line(rated, SETTINGS, line, Change(text="Copperdesk is cheaper"), author="lead", tools=tools)
    swap_roles(rated, SETTINGS, [call_named(rated)], author="lead", tools=tools)
    assert (ratings(rated), label(rated)) == (before, ("bad", "rating:jana"))


def test_ratings_survive_other_settings_and_thresholds(rated, tools, calls_folder):
    before = ratings(rated)
    scoring = SETTINGS.scoring.model_copy(update={"good_from": 1.0, "bad_below": 0.5})
    other = SETTINGS.model_copy(update={"scoring": scoring, "competitors": ()})
    build_library(calls_folder, rated, other, tools=tools)
    assert (ratings(rated), label(rated)) == (before, ("bad", "rating:jana"))


def test_ratings_survive_new_outcomes(rated, tools, calls_folder):
    before = ratings(rated)
    sidecar = calls_folder / "two.json"
    sidecar.write_text('{"outcomes": [{"kind": "csat", "value": 5}]}')
    try:
        build_library(calls_folder, rated, SETTINGS, tools=tools)
    finally:
        sidecar.unlink()
    assert [one.value for one in rated.rows(Outcome, call_id=call_named(rated, "two"))] == ["5"]
    assert (ratings(rated), label(rated)) == (before, ("bad", "rating:jana"))


def test_ratings_survive_files_that_move(rated, tools, calls_folder, tmp_path):
    before = ratings(rated)
    moved = shutil.copytree(calls_folder, tmp_path / "moved")
    for path in [*moved.glob("*.wav"), *moved.glob("*.json")]:
        path.rename(path.with_name(f"renamed-{path.name}"))
    rated.move_recording(str(calls_folder / "one.wav"), str(moved / "renamed-one.wav"))
    build_library(moved, rated, SETTINGS, tools=tools)
    assert next(call.path for call in rated.rows(Call) if call.id == before[0][0]).endswith("renamed-one.wav")
    assert (ratings(rated), label(rated)) == (before, ("bad", "rating:jana"))


def test_the_list_shows_what_counts_and_with_history_what_was_said_before(rated, tools):
    rate(rated, tools, "good", author="tom")
    rate(rated, tools, "neutral")
    told = [(one.author, one.verdict, one.start is None) for one in list_ratings(rated)]
    assert told == [("jana", "neutral", True), ("tom", "good", True), ("jana", "bad", False)]
    assert [one.counts for one in list_ratings(rated, history=True)] == [True, True, True, False]
    assert {one.author for one in list_ratings(rated, by="TOM")} == {"tom"}
    with pytest.raises(NotFoundError, match="no person who rated “eva”"):
        list_ratings(rated, by="eva")
