"""Processes by their id and the time they began: an id alone may be given to another process."""

import os
import signal
from contextlib import suppress
from pathlib import Path


def born(pid: int) -> str | None:
    """Return when a process began, in a form that is only compared; None where the system does not tell."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    # the name, in brackets, may hold anything
    fields = told.rpartition(")")[2].split()
    return fields[19] if len(fields) > 19 else None


def interrupt(pid: int, began: str | None) -> bool:
    """Interrupt a process and those it started, as Ctrl-C does; say whether it was still the same one."""
    if pid <= 1 or born(pid) != began:
        return False
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGINT)
        return True
    return False
