from collections.abc import Callable
from pathlib import Path

import pytest

from coachkit.config import TranscriptSettings
from coachkit.transcripts.given import GivenTranscript
from coachkit.transcripts.reading import read_transcript

Read = Callable[..., GivenTranscript]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a transcript of the name and the content given."""

    def read_written(
        name: str, content: str | bytes, settings: TranscriptSettings | None = None
    ) -> GivenTranscript:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_transcript(path, settings or TranscriptSettings())

    return read_written
