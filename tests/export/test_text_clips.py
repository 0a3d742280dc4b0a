"""Clips of calls that came as transcripts: read wherever others are played, and never cut."""

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from coachkit.call_files import AudioFormat, CallFile, Stretch
from coachkit.export.contents import gather_playlists
from coachkit.export.data import format_csv, format_json
from coachkit.export.m3u8 import format_m3u8
from coachkit.export.page import format_page, name_calls
from coachkit.models import Call, CallAgent, Recording
from coachkit.store.library import Library
from coachkit.store.reading import library_summary
from tests.export.example import BAD, GOOD

NOTE = "This call came as a transcript: read it here."
LISTS = ["competitor-zenlane-good", "competitor-zenlane-bad"]


@pytest.fixture
def text_library(library: Library) -> Library:
    """The example, in which the good call came as a transcript."""
    call = next(one for one in library.rows(Call) if one.id == GOOD)
    library.save_call(
        replace(call, medium="transcript", path="/calls/good.vtt", channels=0, sample_rate=0, codec="vtt"),
        next(one for one in library.rows(Recording) if one.call_id == GOOD),
        call_agents=library.rows(CallAgent, call_id=GOOD),
    )
    return library


def cut(files: Sequence[CallFile], stretches: Sequence[Stretch], *, form: AudioFormat = "mp3") -> list[bytes]:
    assert all(file.path.suffix == ".wav" for file in files), "a transcript has no sound to cut"
    return [form.encode()] * len(stretches)


def page_of(library: Library, ids: Sequence[str] | None) -> str:
    return format_page(gather_playlists(library, ids), library_summary(library), cut=cut)


def test_a_clip_without_sound_is_read_with_time_and_speaker(text_library: Library) -> None:
    page = page_of(text_library, LISTS[:1])
    assert NOTE in page
    lines = re.findall(r"<time>(.*?)</time> <b>(.*?)</b> (.*?)</li>", page)
    assert [(at, who) for at, who, _ in lines] == [
        ("0:04", "Acme Ltd"),
        ("0:10", "Jana Kovac"),
        ("0:19", "Acme Ltd"),
    ]
    assert lines[2][2] == "The two weeks, honestly. That helps a lot, thank you."


def test_a_page_without_sound_offers_nothing_to_play(text_library: Library) -> None:
    page = page_of(text_library, LISTS[:1])
    body = page[page.index("<body") : page.index('<aside class="now"')]
    assert not re.search(r"\bPlay\b|\bplay\b", re.sub(r'class="[^"]*"', "", body))
    assert "text only" not in body
    assert '<template id="sound' not in page


def test_clips_with_sound_are_played_beside_those_that_are_read(text_library: Library) -> None:
    page = page_of(text_library, LISTS)
    assert page.count(NOTE) == 1
    assert page.count('<template id="sound') == 1
    assert page.count("Play the clip") == 1


def test_estimated_times_are_shown_as_such(text_library: Library) -> None:
    contents = gather_playlists(text_library, LISTS[:1])
    [clip] = contents[0].clips
    lines = tuple(replace(line, times_from="estimate") for line in clip.lines)
    changed = [replace(contents[0], clips=(replace(clip, lines=lines),))]
    page = format_page(changed, library_summary(text_library), cut=cut)
    assert "<time>~0:04</time>" in page


def test_a_players_list_says_what_it_leaves_out_and_where_to_read_it(text_library: Library) -> None:
    lines = format_m3u8(gather_playlists(text_library, LISTS)).splitlines()
    assert sum(line.startswith("#EXTINF") for line in lines) == 1
    assert [line for line in lines if line.startswith("# ")] == [
        "# 1 clip of “Zenlane: replies that worked” came as text and cannot be played;"
        " read it with: coachkit playlists show competitor-zenlane-good"
    ]
    assert not any("good.vtt" in line for line in lines)


def test_data_says_what_each_clip_came_as(text_library: Library) -> None:
    contents = gather_playlists(text_library, LISTS)
    rows = {row["call"]: row["medium"] for row in csv.DictReader(format_csv(contents).splitlines())}
    values = json.loads(format_json(contents))
    clips = {clip["call_id"]: clip["medium"] for of in values["playlists"] for clip in of["clips"]}
    assert rows == clips == {GOOD: "transcript", BAD: "recording"}


def test_the_page_says_how_many_calls_of_each_kind_there_are(text_library: Library) -> None:
    summary = library_summary(text_library)
    assert name_calls(summary) == "2 recorded calls and 1 transcript"
    assert name_calls(replace(summary, calls=3, transcripts=3)) == "3 transcripts"
    assert name_calls(replace(summary, calls=1, transcripts=0)) == "1 recorded call"
