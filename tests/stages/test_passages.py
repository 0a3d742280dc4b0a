from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coachkit.stages.passages import LONG_PAUSE, MOST_WORDS, WORDS, cut_passages
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


def test_a_turn_that_is_too_long_is_cut_between_segments():
    lines = [("agent", 10 * n, 10 * n + 9, f"word{n} " * 50) for n in range(10)]

    made = cut_passages(segments(lines))

    assert [(p.first_segment, p.last_segment) for p in made] == [(0, 2), (3, 5), (6, 8), (9, 9)]


def test_a_segment_that_is_too_long_is_cut_between_sentences():
    text = " ".join(f"This is sentence number {n}." for n in range(100))

    made = cut_passages(segments([("agent", 0, 100, text)]))

    assert len(made) > 1
    assert all(len(passage.text.split()) <= MOST_WORDS for passage in made)
    assert all(passage.text.startswith("This is") and passage.text.endswith(".") for passage in made)
    assert " ".join(passage.text for passage in made) == text


def test_parts_of_a_long_segment_follow_each_other_in_time():
    made = cut_passages(
        segments([("agent", 20, 320, "One more thing to say." + " Another thing to say." * 99)])
    )

    assert made[0].start == 20
    assert made[-1].end == 320
    assert all(a.end <= b.start and a.start < a.end for a, b in pairwise(made))


def test_speech_without_any_full_stop_is_cut_all_the_same():
    made = cut_passages(segments([("agent", 0, 100, "word " * 500)]))

    assert all(len(passage.text.split()) <= MOST_WORDS for passage in made)
    assert sum(len(passage.text.split()) for passage in made) == 500


@given(st.lists(st.tuples(st.sampled_from(["agent", "customer"]), st.integers(1, 400)), max_size=12))
def test_no_word_is_lost_and_no_passage_is_too_long(spoken):
    lines, said = [], 0
    for n, (role, count) in enumerate(spoken):
        lines.append((role, 6.0 * n, 6.0 * n + 5, " ".join(f"w{said + i}." for i in range(count))))
        said += count

    made = cut_passages(segments(lines))

    words = [word for passage in made for word in passage.text.split()]
    # what is left at the end of a call joins the passage before
    assert all(len(passage.text.split()) <= MOST_WORDS + WORDS / 3 for passage in made)
    assert sorted(words) == sorted(f"w{i}." for i in range(said))
