"""XSPF and EDL as text; tests/integration opens them with real players."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from coachkit.call_files import CallFile
from coachkit.export.contents import PlaylistContents, gather_playlists
from coachkit.export.edl import format_edl
from coachkit.export.m3u8 import format_m3u8, one_line
from coachkit.export.xspf import format_xspf
from coachkit.store.library import Library
from tests.export.example import GOOD

XSPF = "{http://xspf.org/ns/0/}"
OPTION = "{http://www.videolan.org/vlc/playlist/ns/0/}option"
GOOD_LIST = ["competitor-zenlane-good"]


def in_parts(library: Library, tmp_path: Path) -> PlaylistContents:
    """Return a list whose clip runs from one part of the call into the next."""
    [contents] = gather_playlists(library, GOOD_LIST)
    second = tmp_path / "part 2, a;b=%.wav"
    second.write_bytes(b"sound")
    files = (CallFile(path=tmp_path / f"{GOOD}.wav"), CallFile(path=second, start=15.0))
    return replace(contents, clips=(replace(contents.clips[0], files=files),))


def edl_entries(text: str) -> list[list[str]]:
    """Read an EDL's entries as mpv does: values parted by commas, some quoted by their length in bytes."""
    entries = []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        rest, values = line.encode(), []
        while rest:
            _, rest = rest.split(b"=", 1) if rest.startswith(b"title=") else (b"", rest)
            if rest.startswith(b"%"):
                length, rest = rest[1:].split(b"%", 1)
                value, rest = rest[: int(length)], rest[int(length) + 1 :]
            else:
                value, _, rest = rest.partition(b",")
            values.append(value.decode())
        entries.append(values)
    return entries


def test_an_xspf_track_has_vlcs_start_and_stop(library: Library, tmp_path: Path) -> None:
    root = ET.fromstring(format_xspf(gather_playlists(library, GOOD_LIST)))  # noqa: S314 - our own
    [track] = root.iter(f"{XSPF}track")
    assert track.findtext(f"{XSPF}location") == (tmp_path / f"{GOOD}.wav").as_uri()
    assert track.findtext(f"{XSPF}duration") == "19500"
    assert [option.text for option in track.iter(OPTION)] == ["start-time=4.500", "stop-time=24.000"]
    assert root.findtext(f"{XSPF}title") == "Zenlane: replies that worked"


def test_a_clip_over_two_parts_has_an_entry_for_each(library: Library, tmp_path: Path) -> None:
    contents = in_parts(library, tmp_path)
    locations = [one.text for one in ET.fromstring(format_xspf([contents])).iter(f"{XSPF}location")]  # noqa: S314
    assert locations == [(tmp_path / f"{GOOD}.wav").as_uri(), (tmp_path / "part 2, a;b=%.wav").as_uri()]
    first, second = edl_entries(format_edl([contents]))
    assert first[:3] == [str(tmp_path / f"{GOOD}.wav"), "4.500", "10.500"]
    assert second[:3] == [str(tmp_path / "part 2, a;b=%.wav"), "0.000", "9.000"]


def test_a_recording_that_is_gone_is_told_and_not_listed(library: Library) -> None:
    lists = gather_playlists(library, ["topic-dashboards-mixed"])
    sentence = "1 clip of “Dashboards” lost the recording and cannot be played;"
    for text in (format_m3u8(lists), format_xspf(lists), format_edl(lists)):
        assert sentence in text
        assert ".wav" not in text


def test_markup_in_a_quote_stays_text(library: Library) -> None:
    root = ET.fromstring(format_xspf(gather_playlists(library, ["feature-export-bad"])))  # noqa: S314
    [track] = root.iter(f"{XSPF}track")
    assert "<b>every</b>" in (track.findtext(f"{XSPF}annotation") or "")


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_any_text_is_one_line_that_xml_takes(texts: Sequence[str]) -> None:
    for text in texts:
        line = one_line(text)
        assert len(line.splitlines()) <= 1
        ET.fromstring(f"<a>{line.replace('&', '').replace('<', '')}</a>")  # noqa: S314
