import json

import pytest

from coachkit.store.library import Library
from tests.pipeline.example import SCRIPTS
from tests.pipeline.fakes import FakeTools
from tests.sounds import tones, write_sound


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "calls"
    made.mkdir()
    for i, name in enumerate(SCRIPTS):
        sound = tones([200 + 40 * i, 300 + 40 * i], seconds=20, rate=8000)
        write_sound(made / f"{name}.wav", sound, codec="pcm_s16le", rate=8000)
    (made / "one.json").write_text(
        json.dumps({"agent": "agent12", "customer": "Marta", "outcomes": [{"kind": "csat", "value": 5}]})
    )
    (made / "notes.txt").write_text("not a recording")
    return made


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "coachkit.db", create=True) as opened:
        yield opened


@pytest.fixture
def tools():
    return FakeTools(scripts=SCRIPTS)
