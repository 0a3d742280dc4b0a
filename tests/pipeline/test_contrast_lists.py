"""Contrast lists as a build fills them, from highlights that are written by hand into a built library."""

import shutil

import numpy as np
import pytest

from coachkit.models import Clip, ClipChange, Departure, Highlight, Playlist, PromptVector
from coachkit.pipeline import build_library
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.filling import curate
from coachkit.store.library import Library
from coachkit.store.playlists_made import DoneByHand, save_by_hand
from coachkit.store.reading.contrast import count_traits, read_replies
from tests.pipeline.example import SCRIPTS, SETTINGS, make_folder
from tests.pipeline.fakes import FakeTools

LIST = "competitor-zenlane-contrast"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    place = tmp_path_factory.mktemp("made")
    with Library.open(place / "coachkit.db", create=True) as library:
        build_library(make_folder(place / "calls"), library, SETTINGS, tools=FakeTools(scripts=SCRIPTS))
    return place


@pytest.fixture
def built(made, tmp_path):
    shutil.copy(made / "coachkit.db", tmp_path / "coachkit.db")
    with Library.open(tmp_path / "coachkit.db") as opened:
        yield opened


def filled(library, settings=SETTINGS):
    """Return the playlists and clips that the library is filled with."""
    rows = curate(Bench(library=library, settings=settings, tools=FakeTools(scripts=SCRIPTS)), "")
    playlists = {one.id: one for one in rows["playlists"] if isinstance(one, Playlist)}
    return playlists, [one for one in rows["clips"] if isinstance(one, Clip) and one.playlist_id == LIST]


def test_a_call_that_is_built_tells_what_its_agent_does_and_what_prompts_mean(built):
    prompts = built.rows(PromptVector)
    read = {(one.call_id, one.n): one for one in built.rows(Highlight)}
    assert prompts
    for one in prompts:
        assert read[one.call_id, one.n].traits
        vector = np.frombuffer(one.vector, np.int8).astype(float) / 127
        assert np.linalg.norm(vector) == pytest.approx(1, abs=0.1)


def test_places_of_the_score_card_have_no_reply(built):
    points = [one for one in built.rows(Highlight) if one.kind == "point"]
    assert points
    assert not any(one.traits for one in points)


def test_what_went_well_and_badly_with_one_subject_is_paired(built):
    playlists, clips = filled(built)
    assert playlists[LIST].verdict == "contrast"
    assert [(one.verdict, one.pair, one.n) for one in clips] == [("bad", 1, 0), ("good", 1, 1)]
    assert clips[0].call_id != clips[1].call_id
    assert clips[0].difference


def test_a_subject_that_only_went_well_has_no_contrast_list(built):
    sides = {(one.kind, one.name, one.verdict) for one in built.rows(Highlight)}
    both = {name for kind, name, verdict in sides if (kind, name, "good") in sides and verdict == "bad"}
    playlists, _ = filled(built)
    told = {one.subject for one in playlists.values() if one.verdict == "contrast" and one.kind != "topic"}
    assert told <= {one.replace("_", " ") for one in both}


def test_a_clip_that_a_person_took_out_is_in_no_pair(built):
    _, [bad, _] = filled(built)
    change = ClipChange(
        n=1,
        playlist_id=LIST,
        call_id=bad.call_id,
        start=bad.start,
        end=bad.end,
        action="exclude",
        place=None,
        new_start=None,
        new_end=None,
        text=None,
        author="tom",
        made_at="2026-11-20T09:00:00+00:00",
    )
    save_by_hand(built, DoneByHand(changes=(change,)))
    _, clips = filled(built)
    assert not any(one.call_id == bad.call_id for one in clips)


def test_a_pair_whose_call_was_deleted_leaves_its_place_with_the_reason(built):
    _, [bad, _] = filled(built)
    built.forget_call(bad.call_id)
    playlists, clips = filled(built)
    assert clips == []
    assert "begin alike" in playlists[LIST].description
    gone = [one for one in built.rows(Departure) if one.playlist_id == LIST]
    assert [(one.place, one.reason) for one in gone] == [(0, "the call was deleted")]


def test_traits_are_counted_of_each_subject_and_verdict_by_their_names(built):
    counts = count_traits(built)
    every = {(one.kind, one.name, one.verdict): one.exchanges for one in counts if not one.trait}
    assert ("competitor", "Zenlane", "good") in every
    for one in counts:
        assert ":" not in one.trait
        assert 0 < one.exchanges <= every[one.kind, one.name, one.verdict]


def test_replies_are_read_by_name(built):
    calls = {one.call_id for one in built.rows(Highlight)}
    named = read_replies(built, calls, name="Zenlane")
    assert named == [one for one in read_replies(built, calls) if one.name == "Zenlane"]
    assert named
