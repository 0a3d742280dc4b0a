"""Names of competitors and features: how they are compiled, misheard, and found in what was said."""

from coachkit.naming.find import Said, find_in_call, find_names
from coachkit.naming.forms import TrackedName, track
from coachkit.naming.frequency import COMMON, EVERYDAY, Frequency, Zipf
from coachkit.naming.index import NameIndex, index_names
from coachkit.naming.written import Find

__all__ = [
    "COMMON",
    "EVERYDAY",
    "Find",
    "Frequency",
    "NameIndex",
    "Said",
    "TrackedName",
    "Zipf",
    "find_in_call",
    "find_names",
    "index_names",
    "track",
]
