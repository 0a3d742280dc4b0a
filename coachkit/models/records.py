"""The build's own records: what was run, what failed, which folders."""

from dataclasses import dataclass

from coachkit.models.kinds import StageName


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file, or a stage on a call, that could not be done; removed when it later succeeds."""

    subject: str
    """The file's path, or the call's id."""
    stage: str
    reason: str
    failed_at: str
    tried: str | None = None
    """Hash of what it was tried with; a build tries again once that differs. None: at every build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltFolder:
    """A folder that was built into the library, and the settings that it was last built with."""

    path: str
    settings: str | None
    """Path of the settings file; None where there was none."""
    built_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRun:
    """That a stage was run on a call (or, with an empty `call_id`, on the library), and from what."""

    call_id: str
    stage: StageName
    fingerprint: str
    output: str
    """Hash of the rows written; stages that read them depend on this."""
    finished_at: str
    seconds: float


StageRows = dict[str, list[object]]
"""What a stage returns: rows (dataclasses of this module) by table name."""
