"""Counts in words: a number with its noun."""


def format_count(number: int, noun: str) -> str:
    """Return a number with its noun: `1 call`, `1,200 calls`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
