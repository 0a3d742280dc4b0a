"""Each line of a call is in one turn, which holds its words as they are searched."""

from dataclasses import replace

from coachkit.models import Annotation, SpokenTurn
from coachkit.stages.index import index_turns
from tests.talk import CALL_ID, segments


def indexed(*lines: tuple[str, float, float, str]) -> list[SpokenTurn]:
    return index_turns(segments(lines), [], first_id=70)


def test_lines_of_one_speaker_are_one_turn_with_all_their_words() -> None:
    [turn, reply] = indexed(
        ("customer", 0.0, 2.0, "I want to Cancel,"),
        ("customer", 2.5, 4.0, "my account."),
        ("agent", 4.5, 6.0, "Why is that?"),
    )
    assert (turn.words, turn.segments, turn.start, turn.end) == (
        "i want to cancel my account", (0, 1), 0.0, 4.0,
    )  # fmt: skip
    assert (reply.id, reply.n, reply.role, reply.questions) == (71, 1, "agent", 1)


def test_a_listeners_yes_is_a_turn_of_its_own_inside_the_other() -> None:
    turns = indexed(
        ("customer", 0.0, 2.0, "I want to cancel"),
        ("agent", 2.0, 2.3, "mm-hm"),
        ("customer", 2.5, 4.0, "my account"),
    )
    assert [(turn.words, turn.segments) for turn in turns] == [
        ("i want to cancel my account", (0, 2)),
        ("mm hm", (1,)),
    ]


def test_parts_of_a_call_never_mix() -> None:
    [first, *others] = segments(
        [("other", 0.0, 2.0, "press one"), ("other", 2.5, 4.0, "or hold"), ("other", 4.5, 6.0, "hello")]
    )
    turns = index_turns([replace(first, part="ivr"), *others], [], first_id=0)
    assert [(turn.part, turn.words) for turn in turns] == [("ivr", "press one"), ("talk", "or hold hello")]


def test_a_long_turn_is_cut_at_the_end_of_a_line() -> None:
    turns = indexed(*(("agent", n * 10.0, n * 10.0 + 9, "word " * 50) for n in range(5)))
    assert [turn.segments for turn in turns] == [(0, 1, 2), (3, 4)]


def test_base_forms_stand_beside_their_words() -> None:
    made = segments([("agent", 0.0, 2.0, "It's failing"), ("agent", 2.0, 3.0, "again")])
    tokens = ((0, 2, "it", "PRON"), (2, 4, "be", "AUX"), (5, 12, "fail", "VERB"))
    seen = Annotation(call_id=CALL_ID, n=0, lemmas="", tokens=tokens, entities=(), chunks=())
    [turn] = index_turns(made, [seen], first_id=0)
    assert (turn.words, turn.lemmas) == ("it s failing again", "it be fail again")


def test_a_speakers_name_is_searched_by_its_words() -> None:
    [segment] = segments([("agent", 0.0, 2.0, "hello")])
    [turn] = index_turns([replace(segment, speaker="Zoë O'Hara")], [], first_id=0)
    assert (turn.speaker, turn.speaker_words) == ("Zoë O'Hara", "zoe o hara")


def test_a_call_in_which_nothing_is_said_has_no_turns() -> None:
    assert index_turns([], [], first_id=0) == []
