from coachkit.stages.passages import LONG_PAUSE, WORDS, cut_passages
from tests.talk import segments


def talk(count, *, words=20, gap=0.5):
    lines, time = [], 0.0
    for n in range(count):
        role = "agent" if n % 2 else "customer"
        lines.append((role, time, time + 5, " ".join([f"word{n}"] * words)))
        time += 5 + gap
    return segments(lines)


def test_every_segment_is_in_exactly_one_passage_in_order():
    made = cut_passages(talk(17))
    assert [p.first_segment for p in made[1:]] == [p.last_segment + 1 for p in made[:-1]]
    assert (made[0].first_segment, made[-1].last_segment) == (0, 16)


def test_a_passage_has_about_a_hundred_words():
    *passages, last = cut_passages(talk(30))
    assert all(WORDS <= len(passage.text.split()) <= 2 * WORDS for passage in passages)
    assert len(last.text.split()) <= 2 * WORDS


def test_a_long_silence_begins_a_new_passage():
    lines = [("agent", 0, 5, "one " * 40), ("agent", 6 + LONG_PAUSE, 30, "two " * 40)]
    assert len(cut_passages(segments([*lines[:1], ("customer", 5, 6, "fine then " * 2), *lines[1:]]))) == 2


def test_a_call_without_speech_has_no_passages():
    assert cut_passages([]) == []
