"""A sample of a large library's calls, for what is learned from some as well as from all."""

import hashlib

from coachkit.store.library import Library


def sample_calls(library: Library, most_passages: int) -> list[str]:
    """Return calls with about so many passages together, ordered by id; all calls of a small library.

    Calls are taken in the order of a hash of their id until there are enough passages: every call is as
    likely to be taken, whatever its day and source, and a few new calls take the place of as few others.
    Calls without a passage are left out.
    """
    counted = library.values("select call_id, count(*) from passages group by call_id")
    passages = {str(call_id): int(count or 0) for call_id, count in counted}
    taken: list[str] = []
    there = 0
    for call_id in sorted(passages, key=_place):
        if there >= most_passages:
            break
        taken.append(call_id)
        there += passages[call_id]
    return sorted(taken)


def _place(call_id: str) -> tuple[bytes, str]:
    # Ids of imported transcripts may be made by hand, so they are not trusted to be spread evenly.
    return hashlib.sha256(call_id.encode()).digest(), call_id
