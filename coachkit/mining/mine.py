"""Mining: every behaviour of every subject is compared, and what is more than chance is claimed."""

from collections.abc import Sequence

from coachkit.config.playbooks import PlaybookSettings
from coachkit.mining.finding import Finding, Subject


def mine(subjects: Sequence[Subject], settings: PlaybookSettings) -> list[Finding]:  # noqa: ARG001
    """Return what was found, by subject; of each the claimed first, then the withheld, strongest first.

    Everything that is compared in a library is one family: a chance is corrected for all of it.
    """
    return []
