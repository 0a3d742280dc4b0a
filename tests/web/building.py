"""A library that may be built from the page, and files to drop."""

import re
from collections.abc import Sequence
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from coachkit.store.library import Library
from coachkit.web.acting.acts import Acts
from coachkit.web.app import make_app
from coachkit.web.building.queue import BuildQueue
from coachkit.web.library_pool import LibraryPool
from tests.sounds import tones, write_sound

CALL = """WEBVTT

00:00:00.000 --> 00:00:04.000
<v Agent>Thank you for calling Larkfield, this is Jana.

00:00:04.500 --> 00:00:10.000
<v Customer>Hello, the export fails again, every single time.

00:00:10.500 --> 00:00:19.000
<v Agent>I see. Let us look at it together.
"""
SETTINGS = """
[web]
folders = ["north"]
max_file_mb = 0.2
max_files = 20
max_total_mb = 0.5
"""
Dropped = tuple[str, bytes]


class Unworked(BuildQueue):
    """A queue without a worker: what is asked for stays in it."""

    def wake(self) -> None:
        """Start nothing."""


def empty_library(folder: Path, settings: str = SETTINGS) -> Path:
    """Return a library without calls; its settings lie beside it."""
    db = folder / "team.db"
    Library.open(db, create=True).close()
    (folder / "coachkit.toml").write_text(settings)
    return db


def app_of(db: Path, *, with_worker: bool = False) -> FastAPI:
    """Return the application of a library that lies beside its settings."""
    app = make_app(LibraryPool(db), acts=Acts(path=db, config=db.parent / "coachkit.toml"))
    app.state.builds = (BuildQueue if with_worker else Unworked)(db=db)
    return app


def drop(client: TestClient, files: Sequence[Dropped], *, token: str | None = None) -> Response:
    """Send files as the form of the page does, and follow to the page that tells what was done."""
    given = form_of(client) if token is None else token
    return client.post(
        "/build/files",
        data={"form": given},
        files=[("files", (name, content)) for name, content in files],
        headers={"origin": str(client.base_url)},
    )


def form_of(client: TestClient) -> str:
    """Return the token that the page's forms hold."""
    found = re.search(r'name="form" value="(\w+)"', client.get("/build").text)
    assert found
    return found[1]


def sound(folder: Path, frequency: float = 440.0) -> bytes:
    """Return a second of a tone as a WAV file."""
    path = folder / f"tone-{frequency}.wav"
    write_sound(path, tones([frequency, 300.0], seconds=1.0, rate=8000), codec="pcm_s16le", rate=8000)
    return path.read_bytes()


def kept(db: Path) -> list[str]:
    """Return the files that were taken, as seen from their own folder."""
    uploads = db.parent / "uploads"
    found = [path.relative_to(uploads) for path in uploads.rglob("*") if path.is_file()]
    return sorted(str(Path(*path.parts[1:])) for path in found)
