"""Three calls as files and as what is said in them, and settings that fit."""

import json
from pathlib import Path

from coachkit.config import Settings
from tests.sounds import tones, write_sound

SCRIPTS = {
    "one": [
        (0, 0.5, "hello this is Fernway how can I help"),
        (1, 4.0, "Zenlane is cheaper than you and the export is empty"),
        (0, 9.0, "they charge extra for every calendar and we do not"),
        (1, 14.0, "oh that makes sense that's great thank you so much"),
    ],
    "two": [
        (0, 0.5, "hello this is Fernway how can I help"),
        (1, 4.0, "Zenlane is cheaper than you are"),
        (0, 9.0, "there is nothing I can do about that"),
        (1, 14.0, "that's not an answer I'll go with them this is awful"),
    ],
    "three": [(0, 0.5, "hello there"), (1, 3.0, "the export to Copperdesk is broken")],
}
SETTINGS = Settings.model_validate(
    {
        "company": {"name": "Fernway"},
        "competitors": ({"name": "Zenlane"},),
        "features": ({"name": "export"},),
        "agents": ({"name": "Jana K.", "aliases": ("agent12",)},),
    }
)


def make_folder(made: Path) -> Path:
    """Make the folder with a recording a script, one sidecar, and a file that is no recording."""
    made.mkdir()
    for i, name in enumerate(SCRIPTS):
        sound = tones([200 + 40 * i, 300 + 40 * i], seconds=20, rate=8000)
        write_sound(made / f"{name}.wav", sound, codec="pcm_s16le", rate=8000)
    (made / "one.json").write_text(
        json.dumps({"agent": "agent12", "customer": "Marta", "outcomes": [{"kind": "csat", "value": 5}]})
    )
    (made / "notes.txt").write_text("not a recording")
    return made
