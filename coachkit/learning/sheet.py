"""The sheet that is learned from: a row a call, a column a feature, an empty cell where it is not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Features = Mapping[str, float]
"""What is known of a call, by the feature's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Features of calls."""

    names: tuple[str, ...]
    """Of the columns, in alphabetical order."""
    cells: Numbers
    """Calls × features; NaN where a call lacks one."""

    @classmethod
    def of(cls, calls: Sequence[Features], names: Sequence[str] | None = None) -> "Sheet":
        """Return the calls' features as a sheet with all columns there are, or with those in `names`."""
        columns = sorted({name for one in calls for name in one}) if names is None else list(names)
        places = {name: n for n, name in enumerate(columns)}
        cells = np.full((len(calls), len(columns)), np.nan)
        for row, features in zip(cells, calls, strict=True):
            for name, value in features.items():
                if name in places:
                    row[places[name]] = value
        return cls(names=tuple(columns), cells=cells)

    def rows(self, chosen: npt.NDArray[np.intp]) -> "Sheet":
        """Return some of the calls, by their places."""
        return Sheet(names=self.names, cells=self.cells[chosen])
