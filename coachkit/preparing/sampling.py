"""Calls picked by chance, so that a lead does not only hear what the program picks."""

import hashlib
from collections.abc import Collection, Sequence

from coachkit.store.reading.calls import CallSummary


def sample_calls(
    calls: Sequence[CallSummary], *, seed: str, count: int, picked: Collection[str] = ()
) -> list[CallSummary]:
    """Return `count` of `calls`, or all where there are fewer, in order of time.

    Calls in which nobody talked with the customer are left out where any has a label, and those `picked`
    already come last. The same calls and seed give the same sample, and one more call leaves it as it is, or
    takes the place of one.
    """
    talked = [call for call in calls if call.label is not None] or list(calls)
    drawn = sorted(talked, key=lambda call: (call.id in picked, _drawn(seed, call.id)))[:count]
    return sorted(drawn, key=lambda call: (call.started_at or "", call.id))


def _drawn(seed: str, call_id: str) -> str:
    return hashlib.sha256(f"{seed}\n{call_id}".encode()).hexdigest()
