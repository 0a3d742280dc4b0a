"""Keeping the server small: glibc gives every thread heaps of its own, which come back half empty."""

import ctypes
import sys

_M_ARENA_MAX = -8
"""`mallopt`'s name for the limit, from malloc.h."""
HEAPS = 2
"""Measured with eight people searching ten thousand calls at once: 530 MB instead of 790."""


def share_heaps() -> bool:
    """Let all threads share a few heaps, where glibc is there to be told; return whether it is."""
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and mallopt(_M_ARENA_MAX, HEAPS) == 1
