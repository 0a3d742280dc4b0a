import base64
import hashlib
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from coachkit.call_files import AudioFormat, CallFile, Stretch
from coachkit.errors import RecordingError
from coachkit.export.chapters import arrange
from coachkit.export.contents import gather_playlists
from coachkit.export.page import format_page, recorded_days, shorten_title
from coachkit.store.library import Library
from coachkit.store.reading import library_summary
from tests.export.example import BAD, GOOD


def cut(files: Sequence[CallFile], stretches: Sequence[Stretch], *, form: AudioFormat = "mp3") -> list[bytes]:
    stems = "+".join(file.path.stem for file in files)
    return [f"{form} of {stems} {one.start:g} to {one.end:g}".encode() for one in stretches]


def page_of(library: Library, ids: Sequence[str] | None = None) -> str:
    return format_page(gather_playlists(library, ids), library_summary(library), cut=cut)


def sounds_in(page: str) -> list[bytes]:
    return [base64.b64decode(data) for data in re.findall(r'<template id="sound-\d+">([^<]*)<', page)]


def test_every_clip_has_its_sound_inside_the_page(library: Library) -> None:
    assert sounds_in(page_of(library, ["competitor-zenlane-good"])) == [f"mp3 of {GOOD} 4.5 to 24".encode()]


def test_a_stretch_that_two_playlists_share_is_inside_once(library: Library) -> None:
    page = page_of(library, ["competitor-zenlane-bad", "feature-export-bad"])

    assert sounds_in(page) == [f"mp3 of {BAD} 3.5 to 19".encode()]
    assert page.count('data-sound="sound-1"') == 2


def test_a_recording_that_is_gone_leaves_the_text_and_a_note(library: Library) -> None:
    page = page_of(library, ["topic-dashboards-mixed"])

    assert sounds_in(page) == []
    assert "is no longer where it was, so this clip is text only." in page
    assert "Dashboards are lovely" in page
    assert 'aria-label="Play: Typical' not in page


def test_a_recording_that_cannot_be_read_leaves_the_text_and_a_note(library: Library) -> None:
    def refuse(
        files: Sequence[CallFile], stretches: Sequence[Stretch], *, form: AudioFormat = "mp3"
    ) -> list[bytes]:
        raise RecordingError(f"{files} {stretches} {form}")

    page = format_page(
        gather_playlists(library, ["competitor-zenlane-good"]), library_summary(library), cut=refuse
    )

    assert "could not be read, so this clip is text only." in page


def test_text_from_calls_is_shown_and_never_run(library: Library) -> None:
    page = page_of(library, ["feature-export-bad"])

    assert "&lt;b&gt;every&lt;/b&gt;" in page
    assert "<b>every</b>" not in page


def test_the_pages_policy_allows_its_own_script_and_style_alone(library: Library) -> None:
    page = page_of(library)
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)

    for name in ("script", "style"):
        [text] = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src &#39;sha256-{digest.replace('+', '&#43;')}&#39;" in policy or (
            f"{name}-src &#39;sha256-{digest}&#39;" in policy
        )
    assert "default-src &#39;none&#39;" in policy


def test_nothing_is_loaded_from_anywhere(library: Library) -> None:
    page = page_of(library)

    assert not re.findall(r"https?://|src=|@import|url\(", page)


def test_every_control_has_a_name_and_every_id_is_used_once(library: Library) -> None:
    found = _Controls()
    found.feed(page_of(library))

    assert found.nameless == []
    assert len(found.ids) == len(set(found.ids))
    assert set(found.targets) <= set(found.ids)


def test_the_head_of_the_page_says_when_the_calls_were_recorded(library: Library) -> None:
    days = recorded_days(library)

    page = format_page([], library_summary(library), cut=cut, days=days)

    assert "16 Nov 2026 <small>to</small> 18 Nov 2026" in page


def test_the_head_of_the_page_says_of_how_many_calls_there_are_clips(library: Library) -> None:
    assert "Clips from 1 of 3 recorded calls:" in page_of(library, ["competitor-zenlane-good"])
    assert "Clips from 3 recorded calls:" in page_of(library)
    assert "Clips from 3 recorded calls:" in format_page([], library_summary(library), cut=cut)


def test_good_stands_beside_bad_under_one_subject(library: Library) -> None:
    chapters = arrange(gather_playlists(library, None))

    assert [chapter.name for chapter in chapters] == ["Competitors", "Features", "Topics"]
    [zenlane] = chapters[0].subjects
    assert [of.playlist.verdict for of in zenlane.playlists] == ["good", "bad"]


def test_a_title_does_not_repeat_the_heading_above_it() -> None:
    assert shorten_title("Export: it goes well", "export") == "It goes well"
    assert shorten_title("Exports come up", "export") == "Exports come up"


def test_a_library_without_playlists_says_so(library: Library) -> None:
    assert "There are no playlists" in page_of(library, [])


class _Controls(HTMLParser):
    """Collects buttons and sliders without a name, ids, and the ids that links lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.nameless: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self._button: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "id" in values:
            self.ids.append(values["id"] or "")
        if tag == "a":
            self.targets.append((values["href"] or "").removeprefix("#"))
        if tag == "input" and not values.get("aria-label"):
            self.nameless.append(self.get_starttag_text() or tag)
        if tag == "button":
            self._button = (self.get_starttag_text() or tag, values.get("aria-label") or "")

    def handle_data(self, data: str) -> None:
        if self._button:
            self._button = (self._button[0], self._button[1] + data.strip())

    def handle_endtag(self, tag: str) -> None:
        if tag == "button" and self._button:
            if not self._button[1]:
                self.nameless.append(self._button[0])
            self._button = None
