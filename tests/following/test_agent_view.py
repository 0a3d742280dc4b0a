"""What an agent sees of a list that a colleague is in as well."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from coachkit.export.contents import PlaylistContents
from coachkit.following.agent_view import seen_by
from coachkit.models import Clip, Playlist, StageRun
from coachkit.store.library import Library
from tests.export.example import BAD, CLIPS, GOOD, PLAYLISTS, build_example

DIFFERENCE = "Jana asks, Tom does not."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(build_example(tmp_path / "example.db", tmp_path)) as opened:
        run = StageRun(
            call_id="",
            stage="curate",
            fingerprint="g",
            output="o",
            finished_at="2026-11-20T10:00:00",
            seconds=0.1,
        )
        rows: dict[str, Sequence[object]] = {"playlists": [_contrast()], "clips": _pair()}
        opened.replace_stage(run, list(rows), rows)
        yield opened


def _contrast() -> Playlist:
    return replace(PLAYLISTS[0], id="competitor-zenlane-contrast", verdict="contrast")


def _pair() -> list[Clip]:
    by_call = {clip.call_id: clip for clip in reversed(CLIPS)}
    pair = ((BAD, "bad"), (GOOD, "good"))
    return [
        replace(
            by_call[call_id],
            playlist_id="competitor-zenlane-contrast",
            n=n,
            verdict=verdict,  # type: ignore[arg-type]  # as they are
            pair=1,
            difference=DIFFERENCE,
        )
        for n, (call_id, verdict) in enumerate(pair)
    ]


def _seen_by(library: Library, agent: str) -> PlaylistContents:
    return seen_by(library, ["competitor-zenlane-contrast"], agent)["competitor-zenlane-contrast"]


def test_a_colleague_who_did_badly_is_not_named_beside_an_own_clip_either(library: Library) -> None:
    bad, own = _seen_by(library, "Jana Kovac").clips
    assert (bad.agents, own.agents) == (("the agent",), ("Jana Kovac",))
    assert own.clip.difference == "Jana asks, the agent does not."


def test_agents_read_their_own_names_beside_their_own_clips(library: Library) -> None:
    bad, good = _seen_by(library, "Tom Berg").clips
    assert (bad.agents, good.agents) == (("Tom Berg",), ("Jana Kovac",))
    assert bad.clip.difference == DIFFERENCE
