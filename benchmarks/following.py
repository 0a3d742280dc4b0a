"""How often a planted change is found after a list was heard, and how often one is claimed without any.

    OMP_NUM_THREADS=1 python benchmarks/following.py [--teams 1000]

Teams are made by chance. Prints for each case how often the true change lies within the interval, for those
who heard the list and beyond the others, and how often a change is claimed.
"""

import argparse
from dataclasses import replace

from made_listeners import Made, hear_and_compare

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
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teams", type=int, default=1000)
    teams = parser.parse_args().teams
    print("case | change within | claimed | beyond the others within | claimed | calls")
    for name, made in CASES:
        _print(name, made, teams)


def _print(name: str, made: Made, teams: int) -> None:
    found = [hear_and_compare(seed, replace(made)) for seed in range(teams)]
    own = [one.own.difference for one in found if one.own.difference]
    beyond = [one.beyond for one in found if one.beyond]
    true = made.planted + made.season
    within = sum(one.by.low <= true <= one.by.high for one in own)
    claimed = sum(not one.by.low <= 0 <= one.by.high for one in own)
    within_beyond = sum(one.by.low <= made.planted <= one.by.high for one in beyond)
    claimed_beyond = sum(not one.by.low <= 0 <= one.by.high for one in beyond)
    calls = sum(one.own.before.calls + one.own.after.calls for one in found) / teams
    print(
        f"{name} | {within} of {len(own)} | {claimed} | {within_beyond} of {len(beyond)} | {claimed_beyond}"
        f" | {calls:.0f}"
    )


if __name__ == "__main__":
    main()
