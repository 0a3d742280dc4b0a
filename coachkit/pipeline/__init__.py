"""The way from a folder of recordings to a finished library."""

from coachkit.pipeline.build import BuildReport, build_library

__all__ = ["BuildReport", "build_library"]
