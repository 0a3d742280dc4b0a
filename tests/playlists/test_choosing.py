"""Which candidates a list holds, and in which order."""

from hypothesis import given
from hypothesis import strategies as st

from coachkit.config import ListLimits
from coachkit.playlists.choosing import choose, is_repeat
from tests.playlists.candidates import candidate

FREE = ListLimits(diverse=False)


def calls(found):
    return [one.call_id for one in found]


def test_the_clearest_come_first_and_ties_are_broken_by_id() -> None:
    found = [candidate(3, score=0.5), candidate(1, score=0.5), candidate(2, score=0.9)]
    assert calls(choose(found, FREE, most=12)) == ["c2", "c1", "c3"]


def test_agents_take_turns_unless_one_is_much_better() -> None:
    jana = [candidate(n, agents=("Jana",), score=0.8 - n / 100) for n in range(3)]
    tom = candidate(9, agents=("Tom",), score=0.7)
    assert calls(choose([*jana, tom], ListLimits(), most=12))[:2] == ["c0", "c9"]
    weak = candidate(9, agents=("Tom",), score=0.3)
    assert calls(choose([*jana, weak], ListLimits(), most=12))[:2] == ["c0", "c1"]


def test_customers_take_turns() -> None:
    same = [candidate(n, customer="Marta", score=0.8 - n / 100) for n in range(2)]
    other = candidate(9, score=0.75)
    assert calls(choose([*same, other], ListLimits(), most=12))[:2] == ["c0", "c9"]


def test_without_diversity_only_the_order_counts() -> None:
    jana = [candidate(n, agents=("Jana",), score=0.8 - n / 100) for n in range(3)]
    tom = candidate(9, agents=("Tom",), score=0.7)
    assert calls(choose([*jana, tom], FREE, most=12)) == ["c0", "c1", "c2", "c9"]


def test_an_agent_gives_no_more_clips_than_allowed() -> None:
    jana = [candidate(n, agents=("Jana",)) for n in range(5)]
    assert len(choose(jana, ListLimits(per_agent=2), most=12)) == 2


def test_a_call_gives_no_more_clips_than_allowed() -> None:
    of_call = [candidate(n, call_id="c", start=50.0 * n, end=50.0 * n + 20) for n in range(4)]
    assert len(choose(of_call, FREE, most=12)) == 2
    assert len(choose(of_call, ListLimits(per_call=1), most=12)) == 1


def test_a_list_is_no_longer_than_its_minutes_but_takes_what_still_fits() -> None:
    long = [candidate(n, end=70.0, score=0.9 - n / 10) for n in range(3)]
    short = candidate(9, end=20.0, score=0.1)
    assert calls(choose([*long, short], ListLimits(max_minutes=2.2), most=12)) == ["c0", "c1", "c9"]


def test_its_own_number_of_clips_goes_before_that_of_all_lists() -> None:
    many = [candidate(n) for n in range(9)]
    assert len(choose(many, FREE, most=4)) == 4
    assert len(choose(many, ListLimits(max_clips=6), most=4)) == 6


def test_the_same_words_are_there_once() -> None:
    first = candidate(1, quote="Oh, that makes sense. Thank you so much.")
    again = candidate(2, quote="Oh that makes sense, thank you so much.", score=0.4)
    assert calls(choose([first, again], FREE, most=12)) == ["c1"]


def test_the_same_prompt_is_there_once_and_short_ones_do_not_count() -> None:
    prompt = "I was looking at Zenlane, they are cheaper."
    assert is_repeat(candidate(1, prompt=prompt), candidate(2, prompt=prompt))
    assert not is_repeat(candidate(1, prompt="Yes."), candidate(2, prompt="Yes."))


def test_stretches_of_a_call_do_not_overlap() -> None:
    better = candidate(1, call_id="c", start=10.0, end=50.0, score=0.9)
    worse = candidate(2, call_id="c", start=45.0, end=80.0)
    assert choose([worse, better], FREE, most=12) == [better]


def test_two_recordings_of_a_talk_are_one() -> None:
    told = {"customer": "Marta", "started_at": "2026-11-16T09:15:00+01:00"}
    stereo, mono = candidate(1, call_id="stereo", **told), candidate(2, call_id="mono", start=12.0, **told)
    assert is_repeat(stereo, mono)
    assert not is_repeat(stereo, candidate(3, call_id="mono", start=60.0, end=80.0, **told))


def test_what_shows_only_how_its_call_went_comes_after_exchanges() -> None:
    point = candidate(1, kind="point", name="resolved", score=0.9)
    exchange = candidate(2, score=0.2)
    assert calls(choose([point, exchange], ListLimits(), most=12)) == ["c2", "c1"]


def test_a_list_may_be_sorted_by_time_and_length() -> None:
    days = ["2026-11-02", None, "2026-11-09"]
    found = [candidate(n, started_at=day, end=20.0 + n) for n, day in enumerate(days)]
    assert calls(choose(found, ListLimits(sort="newest"), most=9)) == ["c2", "c0", "c1"]
    assert calls(choose(found, ListLimits(sort="oldest"), most=9)) == ["c0", "c2", "c1"]
    assert calls(choose(found, ListLimits(sort="longest"), most=9)) == ["c2", "c1", "c0"]
    assert calls(choose(found, ListLimits(sort="shortest"), most=9)) == ["c0", "c1", "c2"]


def test_what_is_there_already_counts() -> None:
    held = candidate(1, agents=("Jana",))
    again = candidate(2, agents=("Jana",), quote=held.quote)
    other = candidate(3, agents=("Jana",))
    assert calls(choose([again, other], FREE, most=12, held=[held])) == ["c3"]
    assert choose([other], FREE, most=1, held=[held]) == []
    assert choose([other], ListLimits(per_agent=1), most=12, held=[held]) == []


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 3), st.floats(0, 200), st.floats(8, 90), st.floats(0, 1)),
        max_size=25,
    ),
    st.integers(1, 12),
    st.integers(1, 3),
    st.randoms(use_true_random=False),
)
def test_limits_hold_and_the_order_of_candidates_does_not_matter(drawn, most, per_call, chance) -> None:
    found = [
        candidate(
            n,
            call_id=f"c{call}",
            agents=(f"a{agent}",),
            customer=None,
            start=start,
            end=start + length,
            score=score,
        )
        for n, (call, agent, start, length, score) in enumerate(drawn)
    ]
    limits = ListLimits(max_clips=most, per_call=per_call, per_agent=3, max_minutes=5)
    chosen = choose(found, limits, most=99)
    assert len(chosen) <= most
    assert sum(one.end - one.start for one in chosen) <= 300
    for one in chosen:
        assert sum(other.call_id == one.call_id for other in chosen) <= per_call
        assert sum(other.agents == one.agents for other in chosen) <= 3
        assert not any(is_repeat(one, other) for other in chosen if other is not one)
    chance.shuffle(found)
    assert choose(found, limits, most=99) == chosen
