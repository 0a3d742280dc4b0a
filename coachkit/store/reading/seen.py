"""What somebody who may not see all sees, in a few letters: the same as long as it is the same."""

from hashlib import sha256

from coachkit.store.library import Library


def seen_key(library: Library) -> str:
    """Return what stands for the calls and lists that this library was limited to when it was opened."""
    digest = sha256()
    for one in ("names", "calls", "lists"):
        rows = sorted(str(row) for row in library.values(f"select * from temp.seen_{one}"))  # noqa: S608 - names of our own tables
        digest.update(repr(rows).encode())
    return digest.hexdigest()
