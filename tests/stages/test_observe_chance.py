"""Talks in which customers answer by chance: whatever the agent does, nothing may seem to work."""

from collections import defaultdict
from random import Random

import numpy as np
import pytest

from coachkit.behaviours.behaviour import DONE, NOT_DONE
from coachkit.behaviours.deeds import how_read
from coachkit.behaviours.measures import measures
from coachkit.behaviours.traits import traits
from coachkit.behaviours.watching import Watched
from coachkit.conversation import turns_of
from coachkit.cues import built_in_cues
from coachkit.models import Highlight
from coachkit.replies.occurrences import Occurrence
from coachkit.stages.exchanges import exchanges_about
from coachkit.stages.observe import cases_of
from tests.talk import CALL_ID, segments

TALKS = 1200
TELLS = (
    "It is 26 pounds a seat.", "I'll check the account and send you the numbers.", "That's all done now.",
    "It was charged again because the old plan had not ended.", "You must have clicked it twice.",
    "Our policy does not allow refunds after seven days.", "I understand, that must be annoying.",
)  # fmt: skip
ASKS = (
    "Which month is it that looks wrong to you?", "Shall I move you back to the old plan?",
    "Would you like me to send you the numbers?", "Is it the October one?",
)  # fmt: skip
ANSWERS = ("That works.", "Yes please.", "Okay, great.", "It is October.", "That's ridiculous.", "Come on.")
"""Mostly a short yes, which counts or does not count by what the agent's turn ends in."""


def talk(chance):
    """Return lines of a talk in which nobody listens to anybody."""
    lines, time = [], 0.0
    said = [("customer", "The invoice for October is wrong again.")]
    for _ in range(chance.randint(1, 4)):
        own = chance.sample(TELLS, chance.randint(0, 3))
        own += [chance.choice(ASKS)] if not own or chance.random() < 0.45 else []
        said += [("agent", " ".join(own)), ("customer", chance.choice(ANSWERS))]
    for role, text in said:
        lines.append((role, time, time + 0.4 * len(text.split()), text))
        time += 0.4 * len(text.split()) + 0.5
    return segments(lines)


def case(chance, outcomes):
    lines = talk(chance)
    first = lines[0]
    objects = Occurrence(
        call_id=CALL_ID, kind="moment", name="objection", segment=0, start=first.start, end=first.end,
        role="customer",
    )  # fmt: skip
    [one] = exchanges_about([objects], lines, feelings={}, cues=built_in_cues())
    played = Highlight(
        call_id=CALL_ID, n=0, kind="moment", name="objection", verdict=one.verdict, start=one.start,
        end=one.end, reason="", score=0.5, quote=one.quote, quote_start=one.quote_start,
        quote_end=one.quote_end, exchange=0,
    )  # fmt: skip
    watched = Watched(
        turns=turns_of(lines), segments={line.n: line for line in lines}, exchanges=[one],
        highlights=[played], outcome=chance.choice(outcomes),
    )  # fmt: skip
    return cases_of(watched)[0]


def parted(observed, cases):
    """Return by how many standard errors more cases go well where it is done, of cases read alike."""
    groups = defaultdict(list)
    for place, one in enumerate(cases):
        if one.verdict != "neutral" and observed.done[place] in (DONE, NOT_DONE):
            groups[how_read(one)].append((observed.done[place] == DONE, one.verdict == "good"))
    more = spread = 0.0
    for group in (np.array(one) for one in groups.values() if len(one) > 1):
        done, good, n = group[:, 0].sum(), group[:, 1].sum(), len(group)
        more += (group[:, 0] & group[:, 1]).sum() - done * good / n
        spread += done * (n - done) * good * (n - good) / (n * n * (n - 1))
    return more / spread**0.5 if spread else 0.0


@pytest.mark.parametrize("outcomes", [(None,), ("good", "bad", "bad", "bad")])
def test_nothing_seems_to_work_where_customers_answer_by_chance(outcomes):
    chance = Random(7)  # noqa: S311 - the same talks each time
    cases = [case(chance, outcomes) for _ in range(TALKS)]
    found = {one.behaviour.key: parted(one, cases) for one in (*traits(cases), *measures(cases))}
    assert {
        "trait:asks_first",
        "trait:asks_consent",
        "trait:takes_it_on",
        "measure:questions",
    } <= found.keys()
    assert all(abs(one) < 3.5 for one in found.values()), found
