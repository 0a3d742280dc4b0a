"""How often a planted change is found after a list was heard, and how often one is claimed without any.

    OMP_NUM_THREADS=1 python benchmarks/following.py [--teams 1000]

Teams are made by chance. Prints for each case how often the true change lies within the interval, for those
who heard the list and beyond the others, and how often a change is claimed.
"""

import argparse
from collections.abc import Sequence

from coachkit.statistics.averages import Estimate
from made_listeners import Made, hear_and_compare
from transcripts import report

CASES = (
    ("nothing changes", Made()),
    ("nothing changes, few calls", Made(calls_a_day=0.25, listeners=1)),
    ("it changes for everybody", Made(season=0.5)),
    ("planted: 0.5", Made(planted=0.5)),
    ("planted: 0.5, and the season", Made(planted=0.5, season=0.5)),
    ("yes or no, nothing changes", Made(is_yes_or_no=True)),
    ("yes or no, planted: 20 points", Made(is_yes_or_no=True, planted=0.2)),
    ("everybody drifts by 0.2", Made(drift=0.2)),
    ("one agent, everybody drifts by 0.2", Made(drift=0.2, listeners=1)),
)


def main() -> None:
    """Print the counts of each case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teams", type=int, default=1000)
    teams = parser.parse_args().teams
    report({name: _counts(made, teams) for name, made in CASES})


def _counts(made: Made, teams: int) -> dict[str, object]:
    found = [hear_and_compare(seed, made) for seed in range(teams)]
    own = [one.own.difference.by for one in found if one.own.difference]
    beyond = [one.beyond.by for one in found if one.beyond]
    calls = sum(one.own.before.calls + one.own.after.calls for one in found) / teams
    return {
        "teams with enough calls": len(own),
        "calls of those who heard it": round(calls),
        "change within its interval": _share(own, made.planted + made.season),
        "a change named": round(1 - _share(own, 0.0), 3),
        "beyond the others within its interval": _share(beyond, made.planted),
        "a change beyond the others named": round(1 - _share(beyond, 0.0), 3),
    }


def _share(found: Sequence[Estimate], value: float) -> float:
    """Return in how many of the intervals a value lies."""
    return round(sum(one.low <= value <= one.high for one in found) / len(found), 3)


if __name__ == "__main__":
    main()
