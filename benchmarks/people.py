"""How often the best agent is found, on made-up teams whose abilities are known.

    python benchmarks/people.py [--teams 200]

Teams differ in size, in how much their people differ, and in how far the better ones are given the harder
calls. For each kind of team, plain averages of calls are set against what `coachkit topics experts` shows:

    best        share of teams in which the one on top is truly the best
    given away  how much less able than the best the one on top is, in points (single calls vary by 25)
    few on top  share of teams in which one of the quarter with fewest calls is on top (by right: 25 %)
    covered     share of people whose true difference is in the interval that is shown (aim: 95 %)
    wrong       share of teams in which somebody is called better than the others and is not
    won         the same of what could be won: how much better calls go with the best quarter of people
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coachkit.priorities.expected import expect
from coachkit.priorities.handlers import Handler, best_of, handlers_of
from made_teams import Team, a_team, raw_averages
from transcripts import report

KINDS: tuple[tuple[str, dict[str, float], str | None], ...] = (
    ("600 calls of 10 people, one matter in four counted", {}, "t3"),
    ("600 calls of 10 people", {}, None),
    ("200 calls of 10 people", {"calls": 200}, None),
    ("3,000 calls of 10 people", {"calls": 3000}, None),
    ("1,000 calls of 40 people", {"agents": 40, "calls": 1000}, None),
    ("60 calls of 3 people", {"agents": 3, "calls": 60}, None),
    ("600 calls, hard ones dealt out evenly", {"unfair": 0.0}, None),
    ("600 calls, people hardly differ", {"differ": 2.0}, None),
    ("600 calls, people do not differ", {"differ": 1e-6, "unfair": 0.0}, None),
    ("600 calls that end well or badly, nothing between", {"is_yes_or_no": True}, None),
)
MINIMUM = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What was found of one team; each pair is (by plain averages, adjusted)."""

    is_best: tuple[bool, bool]
    given_away: tuple[float, float]
    is_few: tuple[bool, bool]
    covered: Sequence[bool]
    is_won_covered: bool
    is_wrong: bool


def try_team(team: Team, topic: str | None) -> Trial | None:
    """Compare one team's people on a topic (None: all calls); None where fewer than two have enough calls."""
    expected = expect(team.handled)
    chosen = [n for n, one in enumerate(team.handled) if topic in (None, one.topic_id)]
    handled = [team.handled[n] for n in chosen]
    everybody = handlers_of(handled, expected.values[chosen], spread=expected.spread)
    found = [one for one in everybody if one.calls >= MINIMUM]
    if len(found) < 2:
        return None
    middle = np.average(
        [team.abilities[one.agent] for one in everybody], weights=[o.calls for o in everybody]
    )
    truth = {one.agent: team.abilities[one.agent] - float(middle) for one in found}
    averages = {name: mean for name, mean in raw_averages(handled).items() if name in truth}
    best, won = best_of(found)
    tops = (max(averages, key=lambda name: averages[name]), found[0].agent)
    return Trial(
        is_best=_both([truth[top] == max(truth.values()) for top in tops]),
        given_away=(max(truth.values()) - truth[tops[0]], max(truth.values()) - truth[tops[1]]),
        is_few=_both([_has_few(found, top) for top in tops]),
        is_wrong=any(one.effect.low > 0 >= truth[one.agent] for one in found),
        is_won_covered=won.low <= float(np.mean([truth[one.agent] for one in best])) <= won.high,
        covered=[one.effect.low <= truth[one.agent] <= one.effect.high for one in found],
    )


def summary(trials: Sequence[Trial]) -> dict[str, object]:
    """Return the figures of many teams, each pair by plain averages and adjusted."""

    def shares(pairs: Sequence[tuple[float, float]], digits: int = 3) -> list[float]:
        return [round(float(one), digits) for one in np.mean(pairs, axis=0)]

    return {
        "teams": len(trials),
        "best": shares([one.is_best for one in trials]),
        "given away": shares([one.given_away for one in trials], 1),
        "few on top": shares([one.is_few for one in trials]),
        "covered": round(float(np.mean([hit for one in trials for hit in one.covered])), 3),
        "wrong": round(float(np.mean([one.is_wrong for one in trials])), 3),
        "won": round(float(np.mean([one.is_won_covered for one in trials])), 3),
    }


def _both(values: Sequence[bool]) -> tuple[bool, bool]:
    return bool(values[0]), bool(values[1])


def _has_few(found: Sequence[Handler], agent: str) -> bool:
    calls = {one.agent: one.calls for one in found}
    return bool(calls[agent] <= np.quantile(list(calls.values()), 0.25))


def main() -> None:
    """Read the options and print the figures."""
    parser = argparse.ArgumentParser(description="How often the best agent is found.")
    parser.add_argument("--teams", type=int, default=200)
    options = parser.parse_args()
    found = {}
    for name, kind, topic in KINDS:
        trials = [try_team(a_team(seed, **kind), topic) for seed in range(options.teams)]  # type: ignore[arg-type]
        found[name] = summary([one for one in trials if one is not None])
    report(found)


if __name__ == "__main__":
    main()
