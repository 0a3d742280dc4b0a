"""How the benchmark of searching counts."""

import json

from coachkit.searching.results import CallFacts, Hit
from search import place_of_first, summed_up, write_meetings

PASSAGES = {("a", 0): (0.0, 40.0), ("a", 1): (40.3, 80.0), ("b", 0): (0.0, 40.0)}


def hit(call="a", *, passage=None, start=0.0, end=1.0):
    facts = CallFacts(id=call, path="", medium="transcript", started_at=None, customer=None, agents=())
    return Hit(
        call=facts,
        turn=0,
        first_segment=0,
        last_segment=0,
        start=start,
        end=end,
        role="unknown",
        speaker="",
        part="talk",
        quote="",
        matches=(),
        before=(),
        after=(),
        why=(),
        score=0.0,
        passage=passage,
    )


def place(hits, *answers):
    return place_of_first(hits, "a", answers, PASSAGES)


def test_the_first_hit_whose_passage_overlaps_an_answer_counts():
    assert place([hit(passage=0), hit(passage=1)], (60.0, 70.0)) == 2


def test_a_hit_in_another_meeting_is_wrong_at_the_same_time():
    assert place([hit("b", passage=0)], (0.0, 40.0)) is None


def test_a_passage_that_only_touches_the_answer_is_wrong():
    assert place([hit(passage=0)], (40.3, 60.0)) is None


def test_a_hit_in_no_passage_counts_by_its_turn():
    assert place([hit(start=85, end=90), hit(start=95, end=99)], (96.0, 120.0)) == 2


def test_what_stands_after_the_tenth_place_does_not_count():
    assert place([*[hit(passage=0)] * 10, hit(passage=1)], (60.0, 70.0)) is None


def test_a_question_without_a_right_hit_counts_as_zero():
    assert summed_up([1, 2, None, None]) == {"mrr10": 0.375, "hit10": 0.5}


def test_a_question_is_answered_from_its_first_turn_to_its_last(tmp_path):
    turns = [{"speaker": name, "text": "five words are said here"} for name in ("Ann", "Bob", "Ann")]
    meeting = {"id": "m/1", "turns": turns, "queries": [{"query": "Why?", "relevant_turns": [[1, 2]]}]}
    (tmp_path / "meetings.jsonl").write_text(json.dumps(meeting))

    [question] = write_meetings(tmp_path / "meetings.jsonl", tmp_path)

    assert question.answers == ((2.3, 6.6),)
    assert (tmp_path / question.meeting).read_text().splitlines()[:3] == [
        "start,end,speaker,text",
        "0.00,2.00,Ann,five words are said here",
        "2.30,4.30,Bob,five words are said here",
    ]
