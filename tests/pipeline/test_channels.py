"""Which channel is the agent's: the sidecar says so, else a source of the settings, else the settings."""

import json
from dataclasses import replace

import pytest

from coachkit.config import Settings
from coachkit.models import Call, ChannelSound, Failure, Segment
from coachkit.pipeline import build_library
from coachkit.pipeline.steps.bench import Bench, agent_channel_of
from tests.pipeline.example import SETTINGS
from tests.sounds import tones, write_sound


def build(folder, library, tools, *sources, **recordings):
    chosen = Settings.model_validate({"recordings": {"sources": sources, **recordings}}).recordings
    settings = SETTINGS.model_copy(update={"recordings": chosen})
    return build_library(folder, library, settings, tools=tools)


def roles(library, name):
    [call] = [call for call in library.rows(Call) if call.path.endswith(f"{name}.wav")]
    return {segment.channel: segment.role for segment in library.rows(Segment, call_id=call.id)}


def test_a_source_turns_its_own_calls_round_and_no_others(folder, library, tools):
    build(folder, library, tools, {"files": "t*", "agent_channel": 1})
    assert roles(library, "one") == {0: "agent", 1: "customer"}
    assert roles(library, "two") == {0: "customer", 1: "agent"}


def test_a_sidecar_goes_before_a_source(folder, library, tools):
    (folder / "two.json").write_text(json.dumps({"agent_channel": 0}))
    build(folder, library, tools, {"files": "*", "agent_channel": 1})
    assert roles(library, "one") == {0: "customer", 1: "agent"}
    assert roles(library, "two") == {0: "agent", 1: "customer"}


def test_a_changed_source_redoes_its_calls_and_no_hearing(folder, library, tools):
    build(folder, library, tools)
    report = build(folder, library, tools, {"files": "two.wav", "agent_channel": 1})
    assert report.ran["compose"] == 1
    assert "transcribe" not in report.ran


def test_a_source_within_a_folder_counts_from_the_folder_that_is_built(folder, library, tools):
    (folder / "north").mkdir()
    (folder / "one.wav").rename(folder / "north/one.wav")
    build(folder, library, tools, {"files": "north/*", "agent_channel": 1})
    assert roles(library, "one") == {0: "customer", 1: "agent"}
    assert roles(library, "two") == {0: "agent", 1: "customer"}


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        ({"channels": {"agent": 2, "customer": 0}}, (0, 2)),
        ({"mix": True}, ()),
        ({"agent_channel": 2}, None),
    ],
)
def test_recordings_of_three_channels_are_heard_as_their_source_says(folder, library, tools, source, asked):
    sound = tones([200, 300, 400], seconds=20, rate=8000)
    write_sound(folder / "three.wav", sound, codec="pcm_s16le", rate=8000)
    build(folder, library, tools, {"files": "three*", **source})
    channels = {job.path.stem: job.channels for job, _ in tools.jobs}
    assert channels == {"one": None, "two": None, "three": asked}


def test_other_channels_to_hear_are_heard_anew(folder, library, tools):
    sound = tones([200, 300, 400], seconds=20, rate=8000)
    write_sound(folder / "three.wav", sound, codec="pcm_s16le", rate=8000)
    build(folder, library, tools)
    tools.heard.clear()
    build(folder, library, tools, channels=(0, 2))
    assert (tools.heard, tools.jobs[-1][0].channels) == (["three"], (0, 2))


def test_a_channel_that_a_recording_lacks_is_a_failure_with_its_name(folder, library, tools):
    assert build(folder, library, tools, {"files": "two*", "agent_channel": 2}).failed == 1
    [failure] = library.rows(Failure)
    assert "two.wav has 2 channels, counted from 0; it has no agent_channel 2" in failure.reason


def test_what_was_mixed_into_one_channel_has_no_agents_channel(folder, library, tools):
    build(folder, library, tools)
    call = library.rows(Call)[0]
    bench = Bench(library=library, settings=SETTINGS, tools=tools)
    assert agent_channel_of(bench, call) == 0
    assert agent_channel_of(bench, replace(call, heard_channels=())) is None
    conference = replace(call, channels=3)
    assert agent_channel_of(bench, conference) == 0
    run = library.stage_runs()[call.id, "transcribe"]
    sound = ChannelSound(call_id=call.id, n=0, speech=9.0, unheard=0.0, level=-20.0, clipped=0.0)
    library.replace_stage(run, ["channels"], {"channels": [sound]})
    assert agent_channel_of(bench, conference) is None
