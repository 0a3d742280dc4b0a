import json

import pytest

from coachkit.errors import RecordingError
from coachkit.sidecar import read_sidecar, sidecar_of


def written(tmp_path, value):
    path = tmp_path / "call.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def test_everything_a_sidecar_may_say_is_read(tmp_path):
    details = read_sidecar(
        written(
            tmp_path,
            {
                "agent": "agent12",
                "customer": "Marta",
                "started_at": "2026-11-16T09:15:00+01:00",
                "kind": "support",
                "outcomes": [
                    {"kind": "csat", "value": 5, "source": "survey"},
                    {"kind": "resolved", "value": True},
                ],
            },
        )
    )
    assert details.agent == "agent12"
    assert str(details.started_at) == "2026-11-16 09:15:00+01:00"
    assert details.outcomes == (("csat", "5", "survey", None), ("resolved", "true", "sidecar", None))


def test_keys_of_other_programs_are_left_alone(tmp_path):
    assert read_sidecar(written(tmp_path, {"crm_id": 7})).agent is None


@pytest.mark.parametrize("value", ["not json", "[1, 2]", {"started_at": "yesterday"}, {"agent_channel": -1}])
def test_a_sidecar_that_cannot_be_used_names_the_file(tmp_path, value):
    with pytest.raises(RecordingError, match=r"call\.json"):
        read_sidecar(written(tmp_path, value))


def test_the_sidecar_stands_beside_the_recording(tmp_path):
    assert sidecar_of(tmp_path / "call.mp3") is None
    written(tmp_path, {})
    assert sidecar_of(tmp_path / "call.mp3") == tmp_path / "call.json"
