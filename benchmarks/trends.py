"""How often trends claim what is not there, how much they find of what is, and how long that takes.

    OMP_NUM_THREADS=1 python benchmarks/trends.py [--library DB] [--tables 1000]

Tables of thirty subjects are made by chance, with shares from 1 to 60 % of calls. Prints the share of
tables without any change that claim one, the share of changes found, and processor seconds for the tables of
a library.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np

from coachkit.store.library import Library
from coachkit.trends import Question, trends
from coachkit.trends.comparing import Comparison, judge
from made_trends import WEEKS, alike, of_groups, of_weeks, repeated, weeks
from transcripts import report

LONG_AGO = date(1970, 1, 1)


def false_claims(tables: int) -> dict[str, float]:
    """Return the share of tables that claim a change where there is none."""
    found = {
        f"weeks of {calls} calls": _share(tables, partial(_weeks_claim, a_week=calls))
        for calls in (8, 40, 150, 600)
    }
    found["weeks of 150 calls, customers who call again not counted as one"] = _share(
        tables, lambda rng: _claims(of_weeks(repeated(rng, 150)))
    )
    for agents in (3, 8, 20):
        found[f"{agents} agents"] = _share(tables, partial(_agents_claim, agents=agents))
    return found


def found_changes(tables: int) -> dict[str, float]:
    """Return the share of changes that are named: leaps in the newest week, and slow rises before it."""
    found = {}
    for usual, newest in ((0.05, 0.10), (0.10, 0.20), (0.20, 0.40)):
        for calls in (50, 100, 200, 400):
            name = f"{usual:.0%} to {newest:.0%} in a week of {calls} calls"
            shares = [usual] * (WEEKS - 1) + [newest]
            found[name] = _share(tables, partial(_names, shares=shares, a_week=calls, place=0))
    for calls in (50, 150, 400):
        shares = [0.05 + 0.1 * week / (WEEKS - 1) for week in range(WEEKS)]
        name = f"5% to 15% over {WEEKS} weeks of {calls} calls"
        found[name] = _share(tables, partial(_names, shares=shares, a_week=calls, place=1))
    return found


def seconds(path: Path) -> dict[str, float]:
    """Return how long the tables of a library take: the usual weeks, and all calls that there are."""
    with Library.open_to_read(path) as library:
        return {
            f"by {by}, {name}": _seconds(library, Question(by=by, since=since))
            for by in ("week", "month", "team", "agent")
            for name, since in (("usual", None), ("all calls", LONG_AGO))
        }


def _seconds(library: Library, question: Question) -> float:
    times = []
    for _ in range(3):
        began = time.process_time()
        trends(library, question)
        times.append(time.process_time() - began)
    return round(min(times), 2)


def _share(tables: int, is_so: Callable[[np.random.Generator], bool]) -> float:
    rng = np.random.default_rng(1)
    return round(sum(is_so(rng) for _ in range(tables)) / tables, 3)


def _weeks_claim(rng: np.random.Generator, *, a_week: int) -> bool:
    return _claims(of_weeks(weeks(rng, a_week)))


def _agents_claim(rng: np.random.Generator, *, agents: int) -> bool:
    return _claims(of_groups(alike(rng, agents)))


def _claims(comparisons: Sequence[Comparison]) -> bool:
    return any(one.verdict in ("up", "down") for one in judge(comparisons))


def _names(rng: np.random.Generator, *, shares: Sequence[float], a_week: int, place: int) -> bool:
    return judge(of_weeks(weeks(rng, a_week, first=shares)))[place].verdict == "up"


def main() -> None:
    """Read the arguments, make the tables, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--tables", type=int, default=1000)
    given = parser.parse_args()
    report(
        {
            "tables without a change that claim one": false_claims(given.tables),
            "changes found": found_changes(given.tables),
            **({"processor seconds": seconds(given.library)} if given.library else {}),
        }
    )


if __name__ == "__main__":
    main()
