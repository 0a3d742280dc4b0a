import csv
import json
from dataclasses import replace
from pathlib import Path

from coachkit.call_files import CallFile
from coachkit.export.contents import gather_playlists
from coachkit.export.data import format_csv, format_json
from coachkit.export.m3u8 import format_m3u8
from coachkit.store.library import Library
from tests.export.example import BAD, GOOD


def test_m3u8_plays_each_clip_from_its_start_to_its_end(library: Library) -> None:
    contents = gather_playlists(library, ["competitor-zenlane-good"])

    lines = format_m3u8(contents).splitlines()

    assert lines[:2] == ["#EXTM3U", "#PLAYLIST:Zenlane: replies that worked"]
    assert lines[2].startswith("#EXTINF:19.500,Jana Kovac: The agent asks")
    assert lines[4:6] == ["#EXTVLCOPT:start-time=4.500", "#EXTVLCOPT:stop-time=24.000"]
    assert lines[6].startswith("file:///")
    assert lines[6].endswith(f"{GOOD}.wav")


def test_m3u8_keeps_each_reason_on_one_line(library: Library) -> None:
    [contents] = gather_playlists(library, ["competitor-zenlane-good"])
    [clip] = contents.clips
    forged = replace(clip, clip=replace(clip.clip, reason="good\n/etc/passwd"))

    lines = format_m3u8([replace(contents, clips=(forged,))]).splitlines()

    assert "/etc/passwd" not in lines
    assert len(lines) == 7


def test_m3u8_plays_a_clip_that_runs_over_an_edge_from_both_parts(library: Library) -> None:
    [contents] = gather_playlists(library, ["competitor-zenlane-good"])
    [clip] = contents.clips
    files = tuple(CallFile(path=Path(f"/calls/a_P00{n + 1}.wav"), start=10.0 * n) for n in range(3))
    in_parts = replace(clip, files=files, clip=replace(clip.clip, start=4.5, end=14.0))

    lines = format_m3u8([replace(contents, clips=(in_parts,))]).splitlines()

    assert lines[2].startswith("#EXTINF:5.500,")
    assert lines[4:7] == [
        "#EXTVLCOPT:start-time=4.500",
        "#EXTVLCOPT:stop-time=10.000",
        "file:///calls/a_P001.wav",
    ]
    assert lines[9:] == [
        "#EXTVLCOPT:start-time=0.000",
        "#EXTVLCOPT:stop-time=4.000",
        "file:///calls/a_P002.wav",
    ]


def test_json_holds_every_clip_with_its_transcript(library: Library) -> None:
    values = json.loads(format_json(gather_playlists(library, None)))

    [bad] = [of for of in values["playlists"] if of["id"] == "feature-export-bad"]
    [clip] = bad["clips"]
    assert (clip["call_id"], clip["start"], clip["end"], clip["agents"]) == (BAD, 3.5, 19.0, ["Tom Berg"])
    assert [line["role"] for line in clip["transcript"]] == ["customer", "agent", "customer"]
    [piece] = clip["pieces"]
    assert (piece["path"], piece["start"], piece["end"]) == (clip["path"], 3.5, 19.0)


def test_csv_has_one_row_a_clip(library: Library) -> None:
    rows = list(csv.DictReader(format_csv(gather_playlists(library, None)).splitlines()))

    assert len(rows) == 4
    assert {row["customer"] for row in rows} == {"Acme Ltd", "+4912345"}
    assert {row["verdict"] for row in rows} == {"good", "bad", "mixed"}


def test_csv_never_hands_a_spreadsheet_a_formula(library: Library) -> None:
    [contents] = gather_playlists(library, ["competitor-zenlane-good"])
    [clip] = contents.clips

    for text in ("=HYPERLINK(1)", "@SUM(A1)", "+cmd|' /C calc'!A0", " =1+1"):
        forged = replace(clip, clip=replace(clip.clip, quote=text))
        [row] = csv.DictReader(format_csv([replace(contents, clips=(forged,))]).splitlines())
        assert row["quote"] == f"'{text}"
