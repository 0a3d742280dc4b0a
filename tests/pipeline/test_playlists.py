"""Playlists as a build fills them: built-in ones, those of the settings, and what leaves them."""

import shutil
from datetime import date

import pytest

from coachkit.config import Settings
from coachkit.models import Call, Clip, Departure, Highlight, Playlist
from coachkit.pipeline import build_library
from coachkit.pipeline.changes.disputes import Disputes
from coachkit.pipeline.changes.filling import refresh_playlists
from coachkit.pipeline.changes.ratings import Said, rate_call
from coachkit.pipeline.changes.swap import swap_roles
from coachkit.pipeline.steps import asked_places
from coachkit.store.library import Library
from tests.pipeline.example import SCRIPTS, SETTINGS
from tests.pipeline.fakes import FakeTools

ZENLANE = "competitor-zenlane-good"


def with_lists(*smart: dict[str, object]) -> Settings:
    return Settings.model_validate(SETTINGS.model_dump() | {"playlists": {"smart": smart}})


def build(made, library, settings=SETTINGS):
    return build_library(made / "calls", library, settings, tools=FakeTools(scripts=SCRIPTS))


def clips_of(library, playlist):
    return [one for one in library.rows(Clip) if one.playlist_id == playlist]


def list_named(library, playlist):
    return next(one for one in library.rows(Playlist) if one.id == playlist)


def call_named(library, name):
    return next(call.id for call in library.rows(Call) if call.path.endswith(f"{name}.wav"))


def everything(library):
    return library.rows(Playlist), library.rows(Clip), library.rows(Departure)


def test_what_goes_well_and_badly_is_in_lists_of_its_own(built):
    assert [one.call_id for one in clips_of(built, ZENLANE)] == [call_named(built, "one")]
    assert call_named(built, "two") in {one.call_id for one in clips_of(built, "competitor-zenlane-bad")}


def test_every_clip_is_a_highlight_on_its_bounds(built):
    there = {(one.call_id, one.start, one.end) for one in built.rows(Highlight)}
    assert {(one.call_id, one.start, one.end) for one in built.rows(Clip)} <= there


def test_building_again_changes_nothing(made, built):
    before = everything(built)
    assert "curate" not in build(made, built).ran
    build(made, built, with_lists({"title": "Refunds", "query": "refund"}))
    build(made, built)
    assert everything(built) == before


def test_a_list_of_the_settings_plays_the_exchanges_that_its_query_finds(made, built):
    build(made, built, with_lists({"title": "Zenlane lost", "query": "name:zenlane went:bad"}))
    [clip] = clips_of(built, "zenlane-lost")
    assert (clip.call_id, clip.verdict) == (call_named(built, "two"), "bad")
    assert list_named(built, "zenlane-lost").origin == "settings"


def test_a_place_that_is_in_no_exchange_gets_a_clip_of_its_own(made, built):
    build(made, built, with_lists({"title": "Greetings", "query": '"how can I help"'}))
    clips = clips_of(built, "greetings")
    assert clips
    for clip in clips:
        assert "how can I help" in clip.quote
        assert clip.start <= (clip.quote_start or 0.0) < (clip.quote_end or 0.0) <= clip.end


def test_a_list_may_ask_for_whole_calls(made, built):
    build(made, built, with_lists({"title": "Marta", "query": "customer:marta", "verdict": "good"}))
    assert {one.call_id for one in clips_of(built, "marta")} == {call_named(built, "one")}


def test_a_list_for_each_competitor_asks_for_its_name(made, built):
    build(
        made,
        built,
        with_lists({"title": "{subject} lost", "query": "name:{subject} went:bad", "each": "competitor"}),
    )
    assert [one.subject for one in built.rows(Playlist) if one.origin == "settings"] == ["Zenlane"]
    assert clips_of(built, "zenlane-lost")


def test_a_query_that_finds_nothing_leaves_the_list_and_says_which_condition_removed_how_many(made, built):
    build(made, built, with_lists({"title": "Nothing", "query": "export said-by:agent"}))
    assert clips_of(built, "nothing") == []
    note = list_named(built, "nothing").note
    assert note is not None
    assert "said-by:agent" in note
    assert "2" in note


def test_a_query_that_cannot_be_understood_is_named_and_the_other_lists_are_filled(made, built):
    settings = with_lists(
        {"title": "Odd", "query": "went:wel"},
        {"title": "Unknown", "query": "agent:nobody"},
        {"title": "Zenlane lost", "query": "name:zenlane went:bad"},
    )
    report = build(made, built, settings)
    assert report.failed == 0
    assert "“Odd”" in (list_named(built, "odd").note or "")
    assert "“Unknown”" in (list_named(built, "unknown").note or "")
    assert clips_of(built, "zenlane-lost")
    assert clips_of(built, ZENLANE)


def test_a_deleted_call_leaves_its_place_in_each_list_with_the_reason(made, built):
    call = call_named(built, "two")
    places = {(one.playlist_id, one.n) for one in built.rows(Clip) if one.call_id == call}
    built.forget_call(call)
    (made / "calls" / "two.wav").rename(made / "two.wav")
    try:
        build(made, built)
    finally:
        (made / "two.wav").rename(made / "calls" / "two.wav")
    told = {(one.playlist_id, one.place) for one in built.rows(Departure) if one.call_id == call}
    assert ("competitor-zenlane-bad", 0) in told
    assert told <= places
    assert {one.reason for one in built.rows(Departure)} == {"the call was deleted"}
    note = list_named(built, "competitor-zenlane-bad").note
    assert note is not None


def test_a_disputed_clip_leaves_and_comes_back_when_the_dispute_is_refused(built, tools):
    point = next(
        one
        for one in built.rows(Highlight)
        if one.kind == "point" and any(clip.quote == one.quote for clip in built.rows(Clip))
    )
    disputes = Disputes(library=built, settings=SETTINGS, author="tom", tools=tools)
    report = disputes.add(point.call_id, point.name, why="It was settled by mail.")
    gone = [one for one in built.rows(Departure) if one.call_id == point.call_id]
    assert {one.reason for one in gone} == {"tom disputes what it shows"}
    disputes.decide(report.dispute.n, "refused", why="It was not.")
    assert built.rows(Departure) == []


def test_when_roles_are_swapped_what_was_an_exchange_leaves(built, tools):
    swap_roles(built, SETTINGS, [call_named(built, "one")], author="tom", tools=tools)
    reasons = {one.reason for one in built.rows(Departure) if one.playlist_id == ZENLANE}
    assert len(reasons) == 1
    assert any("swapped" in reason or "taken to have gone" in reason for reason in reasons)


def test_refreshing_says_which_lists_have_changed(built, tools):
    assert refresh_playlists(built, SETTINGS, tools=tools) == []
    asked = with_lists({"title": "Zenlane lost", "query": "name:zenlane went:bad"})
    assert refresh_playlists(built, asked, tools=tools) == ["Zenlane lost"]
    assert refresh_playlists(built, SETTINGS, tools=tools) == ["Zenlane lost"]


def test_a_list_of_what_people_rated_follows_their_ratings(made, built, tools):
    settings = with_lists({"title": "Rated", "query": "has:rating"})
    build(made, built, settings)
    assert clips_of(built, "rated") == []
    one = call_named(built, "one")
    # the greeting is part of no exchange: nothing else is made anew
    rate_call(built, settings, Said(call_id=one, verdict="good", author="tom", at="0:00-0:01"), tools=tools)
    build(made, built, settings)
    assert {clip.call_id for clip in clips_of(built, "rated")} == {one}


@pytest.mark.parametrize("sort", ["clearest", "newest", "oldest", "longest", "shortest"])
@pytest.mark.parametrize("query", ["name:zenlane", "name:zenlane went:good", "said-by:agent", "export"])
def test_a_query_finds_the_same_clips_whether_it_looks_at_calls_one_by_one_or_together(
    built, tools, monkeypatch, sort, query
):
    settings = with_lists({"title": "Asked", "query": query, "sort": sort, "max_clips": 2})
    refresh_playlists(built, settings, tools=tools)
    together = clips_of(built, "asked")
    assert together
    monkeypatch.setattr(asked_places, "CALLS", 1)
    monkeypatch.setattr(asked_places, "FEW", 0)
    refresh_playlists(built, SETTINGS, tools=tools)
    refresh_playlists(built, settings, tools=tools)
    assert clips_of(built, "asked") == together


def test_agents_who_are_new_get_a_list_of_what_colleagues_answer_well(made, tmp_path):
    settings = SETTINGS.model_dump() | {
        "agents": (
            {"name": "Jana K.", "aliases": ("agent12",), "started": date(2024, 1, 1)},
            {"name": "Priya S.", "started": date(2026, 11, 1)},
        )
    }
    folder = tmp_path / "calls"
    shutil.copytree(made / "calls", folder)
    (folder / "one.json").write_text(
        '{"agent": "agent12", "customer": "Marta", "started_at": "2026-11-16T09:15:00+01:00"}'
    )
    with Library.open(tmp_path / "new.db", create=True) as library:
        build_library(folder, library, Settings.model_validate(settings), tools=FakeTools(scripts=SCRIPTS))
        assert list_named(library, "starter-priya-s").title.startswith("For Priya S.")
        assert {one.call_id for one in clips_of(library, "starter-priya-s")} == {call_named(library, "one")}
        assert not any(one.id == "starter-jana-k" for one in library.rows(Playlist))
        week = list_named(library, "week-best")
        assert "10 to 16 Nov 2026" in week.description
        assert clips_of(library, "week-best")


def test_a_call_that_went_badly_is_no_neutral_clip_among_those_to_hear_first(made, tmp_path):
    folder = tmp_path / "calls"
    shutil.copytree(made / "calls", folder)
    (folder / "three.json").write_text(
        '{"agent": "Tom", "started_at": "2026-11-16", "outcomes": [{"kind": "csat", "value": 1}]}'
    )
    with Library.open(tmp_path / "new.db", create=True) as library:
        build_library(folder, library, SETTINGS, tools=FakeTools(scripts=SCRIPTS))
        call = call_named(library, "three")
        assert {one.verdict for one in library.rows(Highlight) if one.call_id == call} <= {"neutral", "bad"}
        [clip] = clips_of(library, "week-first")
        assert clip.reason.startswith("It went badly")
        assert clip.verdict == "bad"
