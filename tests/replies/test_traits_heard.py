"""How much of what agents say is read as what it does, from their words alone."""

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from coachkit.conversation import turns_of
from coachkit.models import Mention
from coachkit.moments.pack import moment_rules
from coachkit.replies.reply import reply_of
from coachkit.replies.traits import traits_of
from coachkit.stages.moments import MomentEvidence, find_moments
from tests.replies.replies import PROMPT, exchange
from tests.talk import CALL_ID, a_call, segments

HEARD = tomllib.loads(Path(__file__).with_name("traits_heard.toml").read_text(encoding="utf-8"))
RIVALS = ("runs_rival_down", "credits_rival")


def named_in(lines):
    """Return where the competitor is named."""
    return [
        Mention(
            call_id=CALL_ID, n=0, role=line.role, segment=line.n, name="Zenlane", kind="competitor",
            text=found.group(),
            start_char=found.start(), end_char=found.end(), start=line.start, end=line.end,
            confidence=1.0, method="exact",
        )
        for line in lines
        for found in re.finditer(r"Zenlane|Zen Lane", line.text)
    ]  # fmt: skip


def read(name, said):
    """Return the traits of what an agent says to an objection, or to one that names a competitor."""
    about = exchange(kind="competitor", name="Zenlane") if name in RIVALS else exchange()
    prompt = "We have an offer from Zenlane here." if name in RIVALS else PROMPT
    talk = [("customer", 0.0, 4.0, prompt), ("agent", 5.0, 12.0, said), ("customer", 80.0, 82.0, "okay")]
    made = segments(talk)
    known = MomentEvidence(call=a_call(duration=90.0), segments=made, talk=made, mentions=named_in(made))
    moments = find_moments(known, moment_rules(), np.zeros((0, 0), np.float32))
    reply = reply_of(about, turns_of(made), segments={one.n: one for one in made}, moments=moments)
    assert reply is not None
    return {one.name: one.words for one in traits_of(reply)}


@pytest.mark.parametrize("name", HEARD)
def test_four_in_five_of_the_replies_that_were_looked_at_show_their_trait(name):
    lines = HEARD[name]["does"][::2]
    assert sum(name in read(name, line) for line in lines) >= 0.8 * len(lines)


@pytest.mark.parametrize("name", HEARD)
def test_a_trait_is_seen_in_one_in_sixteen_at_most_of_the_near_misses(name):
    lines = HEARD[name]["not"][::2]
    assert sum(name in read(name, line) for line in lines) <= len(lines) / 16
