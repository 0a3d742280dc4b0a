"""Where exchanges are played, and which calls promise most: what all lists that ask a query share."""

from collections.abc import Iterable, Mapping, Sequence

from coachkit.config import SortOrder
from coachkit.models import Verdict
from coachkit.store.library import Library
from coachkit.store.reading.curating import calls_by_promise, places_played


class PlayedPlaces:
    """Reads each call once; tens of thousands of places make no objects."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._of_call: dict[str, list[tuple[object, ...]]] = {}
        self._promising: dict[tuple[SortOrder, Verdict | None], list[tuple[float, str]]] = {}

    def of(self, call_ids: Iterable[str]) -> Mapping[str, Sequence[tuple[object, ...]]]:
        """Return where the exchanges of at least these calls are played, by call, as `places_played` does."""
        new = [one for one in call_ids if one not in self._of_call]
        self._of_call.update((one, []) for one in new)
        for place in places_played(self._library, new):
            self._of_call[str(place[0])].append(place)
        return self._of_call

    def promising(self, sort: SortOrder, verdict: Verdict | None) -> Sequence[tuple[float, str]]:
        """Return the calls after what they promise, as `calls_by_promise` does."""
        if (sort, verdict) not in self._promising:
            self._promising[sort, verdict] = calls_by_promise(self._library, sort, verdict=verdict)
        return self._promising[sort, verdict]
