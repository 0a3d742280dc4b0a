from dataclasses import replace

import pytest

from coachkit.export.contents import gather_playlists
from coachkit.export.markdown import format_markdown
from coachkit.store.library import Library


def test_a_list_reads_as_chapter_and_sections(library: Library) -> None:
    text = format_markdown(gather_playlists(library, ["competitor-zenlane-good"]))
    assert text.splitlines()[0] == "# Zenlane: replies that worked"
    assert "## 1. The agent asks what matters before answering the price." in text
    assert "> That helps a lot, thank you." in text
    assert "Jana Kovac · Acme Ltd · 16 Nov 2026 · 0:04 to 0:24 · call 1f00ba5e" in text
    assert "- 0:04 **Acme Ltd:** Zenlane offered us the same thing for twenty percent less." in text


def test_marks_in_what_is_said_stay_text(library: Library) -> None:
    text = format_markdown(gather_playlists(library, ["feature-export-bad"]))
    assert r"\<b\>every\</b\>" in text
    assert r"\[red\]after all\[/red\]" in text


def test_notes_pairs_moments_and_files_are_told(library: Library) -> None:
    [contents] = gather_playlists(library, ["competitor-zenlane-good"])
    [of] = contents.clips
    clip = replace(
        of.clip,
        pair=2,
        verdict="good",
        difference="She asked back.",
        note="- play it twice",
        moments=("objection", "feature_asked"),
        is_pinned=True,
    )
    changed = replace(contents, clips=(replace(of, clip=clip),))
    text = format_markdown([changed], files={0: "01 She asks.mp3"})
    for part in (
        "Pair 2, went well.",
        "What differs: She asked back.",
        r"**Note:** \- play it twice",
        "· objection, feature asked · pinned",
        "[Play 01 She asks.mp3](01%20She%20asks.mp3)",
    ):
        assert part in text


@pytest.mark.parametrize("start", ["1. ", "2) ", "+ ", "- ", "# ", "> ", "* "])
def test_no_text_begins_a_list_or_heading(library: Library, start: str) -> None:
    [contents] = gather_playlists(library, ["competitor-zenlane-good"])
    playlist = replace(contents.playlist, description=f"{start}first")
    text = format_markdown([replace(contents, playlist=playlist)])
    assert f"\n{start}first" not in text


def test_a_clip_without_its_recording_is_text_with_a_note(library: Library) -> None:
    text = format_markdown(gather_playlists(library, ["topic-dashboards-mixed"]))
    assert "is no longer where it was, so this clip is text only.*" in text
    assert "Dashboards are lovely" in text
