"""What may be built from the web page, and how much may be dropped there."""

from typing import Self

from pydantic import Field, field_validator, model_validator

from coachkit.config.section import Section


class WebSettings(Section):
    """What team leads may do from the page beyond what the library itself holds."""

    folders: tuple[str, ...] = ()
    """Folders that may be built from the page, as seen from the settings' own file."""
    uploads: str | None = Field(default=None, min_length=1)
    """Where dropped files are put, as seen from the settings' own file; else `uploads` beside the library."""
    max_file_mb: float = Field(default=500.0, gt=0)
    """Megabytes of one dropped file."""
    max_files: int = Field(default=200, ge=1)
    """Files that are dropped at once."""
    max_total_mb: float = Field(default=2_000.0, gt=0)
    """Megabytes of all files that are dropped at once."""

    @field_validator("folders")
    @classmethod
    def _named_folders(cls, folders: tuple[str, ...]) -> tuple[str, ...]:
        if any(not folder.strip() for folder in folders):
            raise ValueError("web.folders: a folder has no name")
        if repeated := [folder for n, folder in enumerate(folders) if folder in folders[:n]]:
            raise ValueError(f"web.folders: “{repeated[0]}” is there twice")
        return folders

    @model_validator(mode="after")
    def _one_file_fits(self) -> Self:
        if self.max_file_mb > self.max_total_mb:
            raise ValueError("web: max_file_mb must not be more than max_total_mb")
        return self
