"""What peers may see: a clip that went badly does not say whose it is, in any format."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from coachkit.call_files import AudioFormat, CallFile, Stretch
from coachkit.export.anonymous import hide, without_names
from coachkit.export.archive import write_zip
from coachkit.export.contents import PlaylistContents, gather_playlists
from coachkit.export.data import format_csv, format_json
from coachkit.export.edl import format_edl
from coachkit.export.feed import write_feeds
from coachkit.export.m3u8 import format_m3u8
from coachkit.export.markdown import format_markdown
from coachkit.export.own_names import names_of
from coachkit.export.page import format_page
from coachkit.export.xspf import format_xspf
from coachkit.models import RawSegment, Segment, StageName, StageRun, Word
from coachkit.store.library import Library
from coachkit.store.reading import library_summary
from tests.export.example import BAD, GOOD

TEXTS: list[Callable[[Sequence[PlaylistContents]], str]] = [format_csv, format_json, format_markdown]


def cut(files: Sequence[CallFile], stretches: Sequence[Stretch], *, form: AudioFormat = "mp3") -> list[bytes]:
    return [f"{form} of {files[0].path} {one}".encode() for one in stretches]


def told(library: Library, ids: Sequence[str]) -> list[PlaylistContents]:
    """Return lists in which the name is said wherever a name may be."""
    lists = []
    for contents in gather_playlists(library, ids):
        clips = tuple(
            replace(
                of,
                clip=replace(
                    of.clip,
                    reason="Tom Berg waves it away. Tom's tone is curt.",
                    quote="Then I want somebody else, Tom.",
                    note="Talk to TOM about it",
                    difference="Jana asks, Tom does not.",
                ),
                lines=tuple(replace(line, text=f"{line.text} Right, Tom?") for line in of.lines),
            )
            for of in contents.clips
        )
        playlist = replace(contents.playlist, title="What Tom can learn", description="From Tom Berg.")
        lists.append(replace(contents, playlist=playlist, clips=clips))
    return lists


@pytest.mark.parametrize("form", TEXTS)
def test_a_bad_clip_does_not_say_whose_it_is(
    library: Library, form: Callable[[Sequence[PlaylistContents]], str]
) -> None:
    lists = told(library, ["competitor-zenlane-bad"])
    assert "Tom" in form(lists)
    text = form(without_names(lists))
    assert "tom" not in text.casefold().replace("customer", "")
    assert "berg" not in text.casefold()
    assert "the agent" in text


def test_a_page_a_feed_and_a_zip_do_not_say_it_either(library: Library, tmp_path: Path) -> None:
    lists = without_names(told(library, ["competitor-zenlane-bad"]))
    page = format_page(lists, library_summary(library), cut=cut)
    [feed] = write_feeds(lists, tmp_path / "feed", cut=cut)
    write_zip(lists, tmp_path / "clips.zip", cut=cut)
    for text in (page, feed.read_text()):
        assert "Tom" not in text
        assert "the agent" in text.casefold()
    assert b"Tom" not in (tmp_path / "clips.zip").read_bytes()
    assert not any("Tom" in path.name for path in (tmp_path / "feed").iterdir())


def test_texts_read_on_where_a_name_was(library: Library) -> None:
    [contents] = without_names(told(library, ["competitor-zenlane-bad"]))
    [of] = contents.clips
    assert of.clip.reason == "The agent waves it away. The agent's tone is curt."
    assert of.clip.quote == "Then I want somebody else, [name]."
    assert of.agents == ("the agent",)
    assert [line.speaker for line in of.lines if line.role == "agent"] == ["Agent"]
    assert contents.playlist.title == "What the agent can learn"


def test_a_good_clip_keeps_the_name_and_its_recording(library: Library) -> None:
    lists = gather_playlists(library, ["competitor-zenlane-good"])
    assert without_names(lists) == lists


def test_a_pair_names_the_one_who_did_well_alone(library: Library) -> None:
    [bad], [good] = (of.clips for of in told(library, ["competitor-zenlane-bad", "competitor-zenlane-good"]))
    [contents] = gather_playlists(library, ["competitor-zenlane-good"])
    pair = (
        replace(good, clip=replace(good.clip, verdict="good", pair=1, n=0)),
        replace(bad, clip=replace(bad.clip, verdict="bad", pair=1, n=1)),
    )
    playlist = replace(contents.playlist, verdict="contrast")
    [shown] = without_names([replace(contents, playlist=playlist, clips=pair)])
    assert [of.agents for of in shown.clips] == [("Jana Kovac",), ("the agent",)]
    assert {of.clip.difference for of in shown.clips} == {"Jana asks, the agent does not."}


def test_another_clip_of_the_same_call_would_tell_it_and_does_not(library: Library) -> None:
    [good] = gather_playlists(library, ["competitor-zenlane-good"])
    [of] = good.clips
    bad = replace(
        good,
        playlist=replace(good.playlist, id="x-bad", verdict="bad"),
        clips=(replace(of, clip=replace(of.clip, start=0.0, end=4.0)),),
    )
    [shown, _] = without_names([good, bad])
    assert [one.agents for one in shown.clips] == [("the agent",)]


def test_neither_file_nor_path_tells_it_and_nothing_plays_the_whole_call(library: Library) -> None:
    lists = without_names(gather_playlists(library, ["competitor-zenlane-bad"]))
    assert BAD not in format_markdown(lists)
    [of] = lists[0].clips
    assert (of.path, of.pieces) == ("", ())
    gone = replace(lists[0], clips=(replace(of, missing="tom-berg.wav"),))
    assert "tom-berg" not in format_json([gone])
    assert "The recording is no longer where it was" in format_json([gone])


@pytest.mark.parametrize("form", [format_m3u8, format_xspf, format_edl])
def test_a_players_list_keeps_the_recording_and_drops_the_name(
    library: Library, form: Callable[[Sequence[PlaylistContents]], str]
) -> None:
    text = form(without_names(told(library, ["competitor-zenlane-bad"]), keep_sound=True))
    assert "Tom" not in text
    assert f"{BAD}.wav" in text


def test_lists_that_would_be_called_alike_without_names_stay_apart(library: Library) -> None:
    [contents] = told(library, ["competitor-zenlane-bad"])
    lists = [
        replace(contents, playlist=replace(contents.playlist, id=name, kind="made"))
        for name in ("tom-berg-calls", "berg-calls")
    ]
    assert [of.playlist.id for of in without_names(lists)] == ["agent-calls", "agent-calls-2"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [("tom-s-calls", "agent-s-calls"), ("toms-calls", "agent-calls"), ("tomas-calls", "tomas-calls")],
)
def test_an_id_that_was_made_of_a_title_does_not_name_anybody(
    library: Library, written: str, shown: str
) -> None:
    [contents] = gather_playlists(library, ["competitor-zenlane-bad"])
    named = replace(contents, playlist=replace(contents.playlist, id=written, kind="phrase"))
    assert [of.playlist.id for of in without_names([named])] == [shown]


def test_a_note_beside_a_good_clip_does_not_name_who_did_badly(library: Library) -> None:
    [bad, good] = gather_playlists(library, ["competitor-zenlane-bad", "competitor-zenlane-good"])
    note = "Jana does what Tom does not."
    noted = [replace(of, clip=replace(of.clip, verdict="good", note=note)) for of in good.clips]
    [shown] = without_names([replace(bad, clips=(*bad.clips, *noted))])
    assert shown.clips[-1].clip.note == "Jana does what the agent does not."


def test_a_spoken_name_is_muted_where_it_is_said(library: Library) -> None:
    """The agent of the bad call gives his name at second 1.6, before the clip, and again within it."""
    said = ["It", "works", "for", "the", "others,", "says", "Tom."]
    _say(library, BAD, 2, 9.5, said)
    [contents] = without_names(gather_playlists(library, ["competitor-zenlane-bad"]))
    [of] = contents.clips
    assert of.muted == ((9.5 + 6 * 0.5 - 0.08, 9.5 + 7 * 0.5 + 0.08),)
    assert of.stretch.muted == of.muted
    [kept] = gather_playlists(library, ["competitor-zenlane-bad"])
    assert kept.clips[0].stretch.muted == ()


def test_nothing_is_muted_in_a_good_clip(library: Library) -> None:
    _say(library, GOOD, 2, 10.5, ["Jana", "asks", "back."])
    [contents] = without_names(gather_playlists(library, ["competitor-zenlane-good"]))
    assert contents.clips[0].muted == ()


def test_what_is_said_and_what_we_say_have_other_words_for_a_name() -> None:
    names = names_of(["Tom Berg"])
    assert hide("Good: Tom Berg asks.", names) == "Good: The agent asks."
    assert hide("Hello Tom", names, "[name]") == "Hello [name]"
    assert hide(None, names) is None


def _say(library: Library, call_id: str, n: int, start: float, words: Sequence[str]) -> None:
    """Let a line of a call be these words, half a second each."""
    segments = library.rows(Segment, call_id=call_id)
    changed = [
        replace(s, text=" ".join(words), first_word=0, word_count=len(words))
        if s.n == n
        else replace(s, first_word=100, word_count=0)
        for s in segments
    ]
    heard = [
        Word(
            call_id=call_id,
            n=k,
            raw_segment=0,
            channel=0,
            start=start + 0.5 * k,
            end=start + 0.5 * (k + 1),
            text=f" {word}",
            probability=0.9,
        )
        for k, word in enumerate(words)
    ]
    raw = RawSegment(
        call_id=call_id,
        n=0,
        channel=0,
        start=start,
        end=start + 0.5 * len(words),
        text=" ".join(words),
        language="en",
        avg_logprob=-0.2,
        no_speech_prob=0.0,
        compression_ratio=1.0,
    )
    written: list[tuple[StageName, dict[str, Sequence[object]]]] = [
        ("transcribe", {"raw_segments": [raw], "words": heard}),
        ("compose", {"segments": changed}),
    ]
    for stage, rows in written:
        run = StageRun(
            call_id=call_id,
            stage=stage,
            fingerprint="g",
            output="o",
            finished_at="2026-11-20T10:00:00",
            seconds=0.1,
        )
        library.replace_stage(run, list(rows), rows)
