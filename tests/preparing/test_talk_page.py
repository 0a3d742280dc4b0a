import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from coachkit.call_files import AudioFormat, CallFile, Stretch
from coachkit.errors import RecordingError
from coachkit.models import CallAgent
from coachkit.preparing.page import format_talk
from coachkit.preparing.prepare import Asked, prepare
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import stored_call
from tests.preparing.made_calls import Shown, a_weak_and_a_good_agent, made_calls
from tests.reporting.made_report import Told

SHOWN = [
    Shown(call=2, verdict="bad", prompt="Zenlane <b>costs</b> less."),
    Shown(call=1, verdict="good"),
]


def cut(files: Sequence[CallFile], stretches: Sequence[Stretch], *, form: AudioFormat = "mp3") -> list[bytes]:
    """Return a file for each stretch that says which it is; of no other format."""
    assert form == "mp3"
    return [f"{files[0].path.name} {one.start:g}".encode() for one in stretches]


def unreadable(
    files: Sequence[CallFile], stretches: Sequence[Stretch], *, form: AudioFormat = "mp3"
) -> list[bytes]:
    """Read nothing."""
    raise RecordingError(f"{files[0].path} is cut short: {len(stretches)} clips as {form} are lost")


def with_recordings(library: Library, folder: Path) -> Library:
    """Let the calls' recordings be there, in `folder`."""
    for n in range(40):
        path = folder / f"c{n:03}.wav"
        path.write_bytes(b"")
        library.move_recording(f"/calls/c{n:03}.wav", str(path))
    return library


def page_of(tmp_path: Path, *, how: object = cut, has_recordings: bool = True) -> str:
    with made_calls(tmp_path / "made.db", a_weak_and_a_good_agent(), SHOWN) as library:
        if has_recordings:
            with_recordings(library, tmp_path)
        return format_talk(library, prepare(library, Asked(agent="Ann")), cut=how)  # type: ignore[arg-type]


def test_the_page_holds_everything_to_talk_about(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    headings = re.findall(r"<h2[^>]*>([^<]*)</h2>", page)
    assert headings == [
        "Strengths", "One focus", "To hear together", "Picked by chance", "To open the talk", "What we agree",
    ]  # fmt: skip
    assert "<h3>No next_step</h3>" in page
    assert "<h3>Ben: a better one</h3>" in page


def test_the_sound_is_inside_and_nothing_is_loaded(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    sources = re.findall(r'src="([^"]*)"', page)
    assert len(sources) == len(set(sources)) == 4  # two clips, two calls picked by chance
    assert all(one.startswith("data:audio/mpeg;base64,") for one in sources)
    assert not re.findall(r"https?://|@import|url\(|<script", page)


def test_the_policy_allows_the_pages_own_style_alone(tmp_path: Path) -> None:
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page_of(tmp_path))
    assert policy.startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
    assert "script" not in policy


def test_text_from_calls_is_shown_as_text(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    assert "Zenlane &lt;b&gt;costs&lt;/b&gt; less." in page
    assert "<b>costs</b>" not in page


def test_a_recording_that_is_gone_leaves_its_words_with_a_note(tmp_path: Path) -> None:
    page = page_of(tmp_path, has_recordings=False)
    assert "<audio" not in page
    assert "The recording c002.wav is no longer where it was" in page
    assert "It was charged twice." in page


def test_a_call_that_came_as_a_transcript_is_there_to_be_read(tmp_path: Path) -> None:
    with made_calls(tmp_path / "made.db", [Told(agent="Ann")]) as library:
        library.save_call(
            replace(stored_call(library, "c000"), medium="transcript"),
            call_agents=[CallAgent(call_id="c000", n=0, agent="Ann", start=0.0, end=120.0)],
        )
        page = format_talk(library, prepare(library, Asked(agent="Ann")), cut=cut)
    assert "This call came as a transcript: read it here." in page
    assert "It was charged twice." in page
    assert "<audio" not in page


def test_a_recording_that_cannot_be_read_leaves_a_note(tmp_path: Path) -> None:
    assert "The recording c002.wav could not be read" in page_of(tmp_path, how=unreadable)


def test_every_player_has_a_name_and_every_id_is_used_once(tmp_path: Path) -> None:
    found = _Controls()
    found.feed(page_of(tmp_path))
    assert found.nameless == []
    assert len(found.ids) == len(set(found.ids))
    assert found.named <= set(found.ids)


class _Controls(HTMLParser):
    """Collects players without a name, ids, and the ids that are referred to."""

    def __init__(self) -> None:
        super().__init__()
        self.nameless: list[str] = []
        self.ids: list[str] = []
        self.named: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag == "audio" and not values.get("aria-label"):
            self.nameless.append(self.get_starttag_text() or tag)
        if tag == "a":
            self.named.add((values["href"] or "").removeprefix("#"))
        if tag == "section":
            self.named.add(values["aria-labelledby"] or "")
