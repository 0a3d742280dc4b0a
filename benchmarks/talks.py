"""How often a prepared talk finds what is truly an agent's weakness, and how often it claims one in vain.

    python benchmarks/talks.py [--talks 400]

Made-up teams of eight people of whom 25 things are compared. Of each kind of team:

    focus       share of pages that name a focus
    right       share of pages that name the weakness that was planted (where one was)
    strength    share of pages that claim a strength beside colleagues
    raw focus   share of pages that would name a focus if it were not allowed for which calls the agent had
"""

import argparse

from coachkit.preparing.choosing import choose_focus, choose_strengths
from coachkit.preparing.weighing import weigh
from made_talks import PLANTED, a_talk
from transcripts import report

KINDS: tuple[tuple[str, dict[str, float]], ...] = (
    ("like all others, 25 calls", {}),
    ("like all others, 8 calls", {"calls": 8}),
    ("like all others, 100 calls", {"calls": 100}),
    ("like all others, but given the hard calls, 25 calls", {"unfair": 0.5}),
    ("like all others, but given the hard calls, 100 calls", {"unfair": 0.5, "calls": 100}),
    ("one thing goes well 40 points less often, 25 calls", {"planted": 0.4}),
    ("one thing goes well 40 points less often, 50 calls", {"planted": 0.4, "calls": 50}),
    ("one thing goes well 25 points less often, 100 calls", {"planted": 0.25, "calls": 100}),
)


def try_kind(talks: int, options: dict[str, float]) -> dict[str, object]:
    """Return the shares of pages of a kind of team."""
    focus = right = strength = raw = 0
    for seed in range(talks):
        made = a_talk(seed, **options)  # type: ignore[arg-type]  # numbers of either kind
        weighed = weigh(made.aspects, made.sides, made.given.chance)
        chosen = choose_focus(weighed)
        focus += chosen is not None
        right += chosen is not None and chosen.aspect.on == PLANTED
        strength += any(one.basis == "colleagues" for one in choose_strengths(weighed))
        raw += choose_focus(weigh(made.aspects, made.sides)) is not None
    found = {"focus": focus, "right": right, "strength": strength, "raw focus": raw}
    return {name: f"{100 * count / talks:.1f} %" for name, count in found.items()}


def main() -> None:
    """Print the shares of every kind of team."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--talks", type=int, default=400)
    talks = parser.parse_args().talks
    report([{"agent": name, "pages": talks, **try_kind(talks, options)} for name, options in KINDS])


if __name__ == "__main__":
    main()
