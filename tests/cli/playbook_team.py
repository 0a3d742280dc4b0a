"""A team whose calls are written down: who says what when a rival comes up, and how the customer takes it."""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from click.testing import CliRunner, Result

from coachkit.backends.protocols import Embedder
from coachkit.cli import main
from coachkit.models import Verdict
from coachkit.store.library import Library
from tests.pipeline.fakes import FakeTools

TOML = """
[company]
name = "Fernway"
[[competitors]]
name = "Zenlane"
"""
HELPS = "let me put both offers side by side with you"
OTHERWISE = "well the list price is what it is this year"
TAKEN: dict[Verdict, str] = {
    "good": "oh that makes sense that's great thank you so much",
    "bad": "that's not an answer I'll go with them this is awful",
    "neutral": "the office is on the second floor by the way",
}


class WordsAsMeaning:
    """Texts are near each other where they share words, so that nothing is meant that is not said."""

    identity = "words"
    dimensions = 256

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        rows[:, 0] = 0.01
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().split():
                row[1 + zlib.crc32(word.encode()) % (self.dimensions - 1)] += 1
        unit: npt.NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


class TeamTools(FakeTools):
    """No recording is there to be heard, and no model is loaded."""

    @property
    def embedder(self) -> Embedder:
        return WordsAsMeaning()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One call: Zenlane comes up, the agent says what helps or does not, and the customer takes it so."""

    agent: str | None
    helps: bool
    went: Verdict
    about: str = "Zenlane is cheaper than you are"

    def lines(self, n: int) -> list[tuple[str, float, str]]:
        """Return (role, start, text) of each line; `n` makes them those of one call alone."""
        return [
            ("agent", 0.0, "hello this is Fernway how can I help"),
            ("customer", 4.0, f"{self.about} for our {n + 10} seats"),
            ("agent", 9.0, HELPS if self.helps else OTHERWISE),
            ("customer", 14.0, TAKEN[self.went]),
            ("agent", 19.0, "goodbye then"),
        ]


def a_team(agents: Sequence[str | None], *, calls: int = 40, went: Verdict | None = None) -> list[Contact]:
    """Return calls of these agents in turn, in which what helps goes well and all else badly.

    One call in eight is the other way round; with `went` all go so.
    """
    return [
        Contact(
            agent=agents[n // 2 % len(agents)],
            helps=n % 2 == 0,
            went=went or ("good" if (n % 2 == 0) != (n % 16 in (14, 15)) else "bad"),
        )
        for n in range(calls)
    ]


class Team:
    """A folder of these calls with its library; commands run as on the command line."""

    def __init__(self, path: Path, contacts: Iterable[Contact], *, toml: str = TOML) -> None:
        self.folder, self.db = path / "calls", path / "coachkit.db"
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "coachkit.toml").write_text(toml, encoding="utf-8")
        for n, one in enumerate(contacts):
            self.add(n, one)

    def add(self, n: int, contact: Contact, *, name: str | None = None) -> None:
        """Write one more call, which is the `n`th of the team whatever its file's name."""
        file = self.folder / f"{name or f'call{n:03d}'}.csv"
        rows = [f"{role},{start},{text}" for role, start, text in contact.lines(n)]
        file.write_text("\n".join(["role,start,text", *rows]), encoding="utf-8")
        details: dict[str, object] = {"started_at": f"2026-11-{n % 28 + 1:02d}T09:00:00"}
        if contact.agent:
            details["agent"] = contact.agent
        file.with_suffix(".json").write_text(json.dumps(details), encoding="utf-8")

    def run(self, *words: str | Path) -> Result:
        """Run a command on the library."""
        arguments = [*(str(word) for word in words), "--db", str(self.db)]
        return CliRunner().invoke(main, arguments, obj=TeamTools(scripts={}))

    def build(self) -> None:
        """Bring the library up to date with the folder."""
        built = self.run("build", self.folder, "--no-progress")
        assert built.exit_code == 0, built.output

    def library(self) -> Library:
        """Open the library to look into it; an empty one where there is none yet."""
        return Library.open(self.db, create=True)
