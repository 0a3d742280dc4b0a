"""The command line: a command parses, calls one function of the library, and prints."""

from coachkit.cli.root import main

__all__ = ["main"]
