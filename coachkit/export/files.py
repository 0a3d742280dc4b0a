"""The name under which exports know `write_whole`."""

from coachkit.whole_files import write_whole

__all__ = ["write_whole"]
