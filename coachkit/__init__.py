"""coachkit turns a folder of recorded customer calls into coaching material in one SQLite file."""

__version__ = "0.1.0"
