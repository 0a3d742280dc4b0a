import numpy as np
import pytest

from coachkit.playlists.candidates import Candidate
from coachkit.query.fields import REPLIED_TO
from coachkit.query.parse import parse
from coachkit.replies.trait_pack import read_traits
from coachkit.replies.traits import FoundTrait
from coachkit.stages.contrast import (
    ALIKE,
    ALIKE_BY_NAME,
    MOST_PAIRS,
    NO_PAIR,
    OTHER_WORDS,
    PromptedExchange,
    Subject,
    contrast_of,
    pair_up,
    texts_of,
)

OBJECTION = Subject(kind="moment", name="objection")
TELLING = {"promises": 2.0, "refuses": -2.0}
WORDS = "amber birch cedar delta ember fjord grove heath inlet juniper kelp larch maple nettle".split()


def candidate(n, verdict, **changes):
    fields = {
        "call_id": f"{verdict}-{n:02d}",
        "started_at": None,
        "customer": None,
        "agents": (f"agent {n} {verdict}",),
        "kind": "moment",
        "name": "objection",
        "verdict": verdict,
        "start": 10.0,
        "end": 40.0,
        "reason": "they object",
        "score": 0.5,
        "quote": f"{WORDS[n]} {verdict}",
        "quote_start": 30.0,
        "quote_end": 32.0,
        "prompt": f"{WORDS[n] * 4} {verdict}",
        "card": None,
        "topic": None,
        "moments": (),
    }
    return Candidate(**(fields | changes))


def exchange(n, verdict, *, angle=0.0, traits=None, plays_prompt=True, **changes):
    """Return an exchange whose prompt lies at so many degrees; the cosine of two is that between them."""
    turned = np.radians(angle)
    vector = np.rint(127 * np.array([np.cos(turned), np.sin(turned)])).astype(np.int8).tobytes()
    usual = {"good": "promises", "bad": "refuses"}[verdict]
    found = tuple(FoundTrait(name=one) for one in (traits if traits is not None else [usual]))
    return PromptedExchange(
        candidate=candidate(n, verdict, **changes), traits=found, vector=vector, plays_prompt=plays_prompt
    )


def pairs(good, bad, *, subject=OBJECTION):
    found = pair_up(subject, good, bad, TELLING)
    return [(pair.bad.candidate.call_id, pair.good.candidate.call_id) for pair in found]


def test_each_exchange_is_paired_with_the_one_that_began_most_alike():
    good = [exchange(0, "good", angle=0), exchange(1, "good", angle=60)]
    bad = [exchange(0, "bad", angle=58), exchange(1, "bad", angle=3)]
    assert pairs(good, bad) == [("bad-00", "good-01"), ("bad-01", "good-00")]


def test_what_began_otherwise_is_no_pair():
    too_far = float(np.degrees(np.arccos(ALIKE))) + 1
    assert pairs([exchange(0, "good")], [exchange(0, "bad", angle=too_far)]) == []
    assert pairs([exchange(0, "good")], [exchange(0, "bad", angle=too_far - 2)])


def test_where_both_name_a_competitor_less_likeness_is_enough_and_the_listener_is_told():
    angle = float(np.degrees(np.arccos(ALIKE_BY_NAME))) - 1
    subject = Subject(kind="competitor", name="Zenlane")
    _, clips = contrast_of(subject, [exchange(0, "good")], [exchange(0, "bad", angle=angle)], TELLING)
    assert all((clip.difference or "").endswith(OTHER_WORDS) for clip in clips)
    _, alike = contrast_of(subject, [exchange(0, "good")], [exchange(0, "bad")], TELLING)
    assert not any((clip.difference or "").endswith(OTHER_WORDS) for clip in alike)


def test_two_parts_of_one_call_are_no_pair():
    assert pairs([exchange(0, "good", call_id="one")], [exchange(0, "bad", call_id="one")]) == []


def test_two_recordings_of_one_talk_are_no_pair():
    same = {"customer": "Ana", "started_at": "2026-11-10T10:05:00"}
    assert pairs([exchange(0, "good", **same)], [exchange(0, "bad", **same)]) == []


def test_no_call_is_in_two_pairs():
    good = [exchange(n, "good", call_id=call) for n, call in enumerate(("a", "a", "b"))]
    bad = [exchange(n, "bad", call_id=call) for n, call in enumerate(("b", "c", "d"))]
    found = [call for pair in pairs(good, bad) for call in pair]
    assert found
    assert len(found) == len(set(found))


def test_the_same_words_are_not_heard_twice():
    good = [exchange(0, "good", quote="that is a fair point, thank you"),
            exchange(1, "good", quote="that is a fair point. thank you")]  # fmt: skip
    bad = [exchange(0, "bad"), exchange(1, "bad")]
    assert len(pairs(good, bad)) == 1


def test_two_agents_are_heard_rather_than_one():
    good = [exchange(0, "good", agents=("Tom",)), exchange(1, "good", agents=("Jana",))]
    assert pairs(good, [exchange(0, "bad", agents=("Tom",))]) == [("bad-00", "good-01")]


def test_clear_verdicts_go_before_faint_ones():
    good = [exchange(0, "good", score=0.2), exchange(1, "good", score=0.9)]
    assert pairs(good, [exchange(0, "bad")]) == [("bad-00", "good-01")]


def test_where_the_customer_is_heard_goes_before_where_the_clip_begins_with_the_reply():
    good = [exchange(0, "good", plays_prompt=False), exchange(1, "good")]
    assert pairs(good, [exchange(0, "bad")]) == [("bad-00", "good-01")]


def test_what_differs_goes_before_what_sounds_the_same():
    good = [exchange(0, "good", traits=[]), exchange(1, "good")]
    assert pairs(good, [exchange(0, "bad", traits=[])]) == [("bad-00", "good-01")]


def test_a_list_has_at_most_six_pairs():
    good, bad = ([exchange(n, verdict) for n in range(10)] for verdict in ("good", "bad"))
    assert len(pairs(good, bad)) == MOST_PAIRS


def test_the_order_in_which_exchanges_come_does_not_count():
    good, bad = ([exchange(n, verdict, angle=7 * n) for n in range(8)] for verdict in ("good", "bad"))
    assert pairs(good, bad) == pairs(good[::-1], bad[::-1])


def test_clips_come_pair_by_pair_what_missed_first():
    good, bad = ([exchange(n, verdict, angle=40 * n) for n in range(2)] for verdict in ("good", "bad"))
    playlist, clips = contrast_of(OBJECTION, good, bad, TELLING)
    assert [(clip.n, clip.pair, clip.verdict) for clip in clips] == [
        (0, 1, "bad"), (1, 1, "good"), (2, 2, "bad"), (3, 2, "good")]  # fmt: skip
    assert {clip.playlist_id for clip in clips} == {playlist.id} == {"moment-objection-contrast"}
    assert clips[0].difference == clips[1].difference
    assert clips[0].difference == ("The better reply promises something; the other turns the customer down.")


def test_a_list_says_how_many_pairs_it_has_and_out_of_what():
    playlist, _ = contrast_of(
        OBJECTION, [exchange(0, "good"), exchange(1, "good", angle=90)], [exchange(0, "bad")], TELLING
    )
    assert playlist.verdict == "contrast"
    assert "One pair, from two calls" in playlist.description
    assert "among 2 that went well and 1 that went badly" in playlist.description


@pytest.mark.parametrize(("good", "bad"), [(0, 0), (1, 0), (0, 1)])
def test_without_both_sides_there_is_no_pair(good, bad):
    sides = (("good", good), ("bad", bad))
    well, badly = ([exchange(n, verdict) for n in range(many)] for verdict, many in sides)
    playlist, clips = contrast_of(OBJECTION, well, badly, TELLING)
    assert (clips, playlist.description) == ([], f"Customers object. {NO_PAIR}")


@pytest.mark.parametrize(
    "subject",
    [
        Subject(kind="competitor", name="Zen Lane"),
        Subject(kind="feature", name="single sign-on"),
        Subject(kind="tracker", name="price objection"),
        Subject(kind="topic", name="Export"),
        *(Subject(kind="moment", name=name) for name in REPLIED_TO),
    ],
)
def test_every_subject_has_texts_and_a_query_that_can_be_searched(subject):
    playlist, _ = contrast_of(subject, [exchange(0, "good")], [exchange(0, "bad")], TELLING)
    assert texts_of(subject).keys() == {"title", "about"}
    assert "{" not in playlist.title + playlist.description
    assert playlist.title[0].isupper() or playlist.title[0] == "“"
    assert not parse(playlist.query or "").notes


def test_no_text_says_that_what_differs_is_the_reason():
    playlist, clips = contrast_of(OBJECTION, [exchange(0, "good")], [exchange(0, "bad")], TELLING)
    assert "because" not in f"{playlist.description} {clips[0].difference}"
    assert not any("because" in trait.does + trait.lacks for trait in read_traits().values())
