"""Which rounds a session has, of exchanges made by hand."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coachkit.playlists.candidates import Candidate
from coachkit.practising.drawing import DRAWN_FROM, draw
from coachkit.practising.sides import Sides
from coachkit.replies.telling import Difference
from coachkit.stages.contrast import Pair, PromptedExchange

LONG = "our delivery of garden chairs came three weeks late and two of the boxes were broken"


def exchange(n: int, verdict: str, *, prompt: str = LONG, customer: str | None = None) -> PromptedExchange:
    candidate = Candidate(
        call_id=f"{verdict}-{n}",
        started_at=None,
        customer=customer,
        agents=(),
        kind="moment",
        name="objection",
        verdict=verdict,  # type: ignore[arg-type]
        start=0.0,
        end=30.0,
        reason="",
        score=1 - n / 100,
        quote="",
        quote_start=20.0,
        quote_end=25.0,
        prompt=prompt,
        card=None,
        topic=None,
        moments=(),
    )
    return PromptedExchange(candidate=candidate, traits=(), vector=b"\x7f\x00")


def pair(n: int, **changes: str) -> Pair:
    good, bad = exchange(n, "good", **changes), exchange(n, "bad", **changes)
    return Pair(good=good, bad=bad, alike=0.9, difference=Difference(good=(), bad=(), telling=0.0))


def sides(pairs: int, alone: int) -> Sides:
    return Sides(
        pairs=tuple(pair(n) for n in range(pairs)),
        alone=tuple(exchange(100 + n, "good") for n in range(alone)),
        said={},
    )


@given(st.integers(0, 12), st.integers(0, 12), st.integers(1, 8), st.text(max_size=5))
def test_a_session_is_as_long_as_asked_pairs_come_first_and_no_call_comes_twice(
    pairs: int, alone: int, rounds: int, seed: str
) -> None:
    drawn = draw(sides(pairs, alone), rounds=rounds, seed=seed)
    assert len(drawn) == min(rounds, pairs + alone)
    assert [one.pair is not None for one in drawn] == [n < pairs for n in range(len(drawn))]
    talks = [talk for one in drawn for talk in one.talks]
    assert len(talks) == len(set(talks))
    assert drawn == draw(sides(pairs, alone), rounds=rounds, seed=seed)


@given(st.text(max_size=5))
def test_only_the_clearest_are_drawn_from(seed: str) -> None:
    drawn = draw(sides(30, 0), rounds=2, seed=seed)
    assert {one.asked.candidate.call_id.split("-")[1] for one in drawn} <= {
        str(n) for n in range(2 * DRAWN_FROM)
    }


def test_another_seed_gives_other_rounds() -> None:
    sessions = {tuple(one.talks for one in draw(sides(30, 0), rounds=2, seed=str(n))) for n in range(10)}
    assert len(sessions) > 3


@given(st.text(max_size=5))
def test_the_line_that_can_be_answered_is_asked(seed: str) -> None:
    both = pair(1)
    short = replace(both.good, candidate=replace(both.good.candidate, prompt="Yes."))
    [one] = draw(Sides(pairs=(replace(both, good=short),), alone=(), said={}), rounds=1, seed=seed)
    assert one.asked is both.bad
    assert one.other is short


def test_a_customer_who_was_there_before_comes_last() -> None:
    alone = tuple(exchange(n, "good", customer=who) for n, who in enumerate(["Ivy", "Ivy", "Max"]))
    for n in range(10):
        drawn = draw(Sides(pairs=(), alone=alone, said={}), rounds=3, seed=str(n))
        customers = [one.asked.candidate.customer for one in drawn]
        assert customers[2] == "Ivy"
        assert set(customers) == {"Ivy", "Max"}
