"""Names for files of which each holds one call's transcript: of its recording, and safe on every system."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from coachkit.export.safe_names import fold_name, safe_name
from coachkit.models import Call


def file_names(calls: Sequence[Call], *, suffix: str) -> Mapping[str, str]:
    """Return a file name for each call by its id; calls whose recordings are named alike get their id too."""
    stems = {call.id: safe_name(PurePath(call.path).stem) for call in calls}
    counts = Counter(fold_name(stem) for stem in stems.values())
    names = {
        call_id: stem if stem and counts[fold_name(stem)] == 1 else "-".join(filter(None, (stem, call_id)))
        for call_id, stem in stems.items()
    }
    # A call may be named as another one is with its id.
    again = Counter(fold_name(name) for name in names.values())
    return {
        call_id: f"{name if again[fold_name(name)] == 1 else f'call-{call_id}'}.{suffix}"
        for call_id, name in names.items()
    }
