"""The folder that a command works on, looked at before anything is written."""

from pathlib import Path

from coachkit.config import Settings
from coachkit.pipeline.intake.ingest import Source, plan_intake
from coachkit.pipeline.intake.known import Known


def require_calls(folder: Path, settings: Settings | None = None) -> list[Path]:
    """Return the recordings and transcripts in `folder`.

    Raises:
        RecordingError: It does not exist or holds none.
    """
    return plan_intake(Source(folder=folder), Known(), settings or Settings()).files.paths
