from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from coachkit.comparing.moves import asked_text, moves_of
from coachkit.comparing.parting import (
    ALL_ALIKE,
    NO_REPLY,
    NO_ROLES,
    NOT_WHY,
    NOTHING_ALIKE,
    ONLY_HERE,
    OTHER_WORDS,
    Strand,
    align,
    find_parting,
    turns_down,
)
from coachkit.comparing.results import Parting
from coachkit.comparing.wording import ByWords
from coachkit.conversation import turns_of
from tests.talk import segments

EMBED = ByWords().embed
REASON = "My export of the report gives an empty file."
OPENING = [("agent", "Hello, how may I help?"), ("customer", REASON)]


def strand(*lines: tuple[str, str]) -> Strand:
    timed = [(role, 10.0 * n, 10.0 * n + 9, text) for n, (role, text) in enumerate(lines)]
    moves = moves_of(turns_of(segments(timed)))
    place = next((n for n, move in enumerate(moves) if REASON in move.customer[0].text), 0)
    return Strand(moves=moves, reason=place)


def parting(mine: Strand, theirs: Strand) -> Parting:
    found = find_parting(mine, theirs, embed=EMBED)
    assert not isinstance(found, str), found
    return found


def test_calls_part_where_agents_reply_differently_to_the_same():
    mine = strand(
        *OPENING,
        ("agent", "Which browser do you use for that?"),
        ("customer", "I use the newest Firefox browser."),
        ("agent", "Then please write an email to the support desk."),
        ("customer", "Nobody answers those."),
    )
    theirs = strand(
        *OPENING,
        ("agent", "Tell me, which browser do you use?"),
        ("customer", "The browser is Firefox, the newest."),
        ("agent", "Let me start your job again while we are talking."),
        ("customer", "It works, thanks."),
    )
    found = parting(mine, theirs)
    assert found.how == OTHER_WORDS
    assert found.mine.reply.text == "Then please write an email to the support desk."
    assert found.theirs.reply.text == "Let me start your job again while we are talking."
    assert found.mine.then is not None
    assert found.mine.then.text == "Nobody answers those."
    assert found.theirs.then is not None
    assert found.theirs.then.text == "It works, thanks."


def test_a_refusal_parts_calls_though_the_words_are_about_the_same():
    mine = strand(*OPENING, ("agent", "Unfortunately the export of a report is not supported."))
    theirs = strand(*OPENING, ("agent", "The export of that report is supported with a new format."))
    assert parting(mine, theirs).how == ONLY_HERE


def test_a_refusal_by_the_better_agent_is_not_what_made_it_better():
    mine = strand(*OPENING, ("agent", "The export of that report is supported with a new format."))
    theirs = strand(*OPENING, ("agent", "Unfortunately the export of a report is not supported."))
    assert find_parting(mine, theirs, embed=EMBED) == NOT_WHY


def test_agents_who_ask_the_same_things_in_another_order_do_not_part():
    questions = [
        ("agent", "What is your account number?"),
        ("customer", "It is four seven one one."),
        ("agent", "Which browser do you use for exports?"),
        ("customer", "Always the newest Firefox browser."),
    ]
    mine = strand(*OPENING, *questions)
    theirs = strand(*OPENING, *questions[2:], *questions[:2])
    assert find_parting(mine, theirs, embed=EMBED) in (ALL_ALIKE, NOTHING_ALIKE)


def test_the_same_call_parts_nowhere():
    one = strand(*OPENING, ("agent", "Let me look at your account now."), ("customer", "Sure, thanks."))
    assert find_parting(one, one, embed=EMBED) in (ALL_ALIKE, NOTHING_ALIKE)


def test_what_was_said_before_the_reason_is_no_parting():
    small_talk = [("customer", "Lovely weather today."), ("agent", "Here it has been raining all week long.")]
    other_talk = [("customer", "Lovely weather today."), ("agent", "May I please have your customer number?")]
    reply = ("agent", "Let me start your export again.")
    mine = strand(*small_talk, OPENING[1], reply)
    theirs = strand(*other_talk, OPENING[1], reply)
    assert isinstance(find_parting(mine, theirs, embed=EMBED), str)


def test_without_roles_no_parting_is_told():
    unknown = strand(("unknown", "Hello."), ("unknown", REASON))
    assert find_parting(unknown, strand(*OPENING, ("agent", "One moment.")), embed=EMBED) == NO_ROLES


def test_without_a_reply_no_parting_is_told():
    assert find_parting(strand(*OPENING), strand(*OPENING, ("agent", "Hm.")), embed=EMBED) == NO_REPLY


def test_a_short_answer_is_read_with_its_question():
    moves = strand(*OPENING, ("agent", "Shall I start it again?"), ("customer", "Yes, please.")).moves
    assert asked_text(moves, 1) == "Shall I start it again? Yes, please."
    assert asked_text(moves, 0) == REASON


def test_refusals_are_told_from_offers():
    assert turns_down("I'm very sorry, but there is no room available for these dates.")
    assert turns_down("We can't do anything about that.")
    assert not turns_down("I have found a room for you, shall I book it?")


@given(
    arrays.arrays(
        np.float32, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=st.floats(-1, 1, width=32)
    )
)
def test_pairs_never_cross_and_are_alike_enough(likeness: np.ndarray):
    pairs = align(likeness, least=0.5)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert all(likeness[i, j] > 0.5 for i, j in pairs)
