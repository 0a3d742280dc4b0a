from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.purposes import read_purposes
from coachkit.stages.passages import LEAST_WORDS, LONG_PAUSE, MOST_WORDS, cut_passages
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
    made = cut_passages(talk(30))
    assert all(60 <= len(passage.text.split()) <= 140 for passage in made)


def test_a_passage_ends_where_the_words_change():
    export = "the export leaves out patients whose surname begins with letters"
    invoice = "your invoice charged ninety pounds twice during october"
    said = [export] * 5 + [invoice] * 9
    lines = [("customer" if n % 2 else "agent", 5.0 * n, 5.0 * n + 4, text) for n, text in enumerate(said)]

    made = cut_passages(segments(lines))

    assert made[1].first_segment == 5
    assert all("invoice" not in passage.text or "export" not in passage.text for passage in made)


def test_a_question_stays_with_its_answer():
    said = [f"w{n}a w{n}b w{n}c w{n}d w{n}e w{n}f w{n}g w{n}h w{n}i w{n}j" for n in range(18)]
    lines = [("agent" if n % 2 else "customer", 5.0 * n, 5.0 * n + 4, text) for n, text in enumerate(said)]
    plain = cut_passages(segments(lines))[1].first_segment
    lines[plain - 1] = (*lines[plain - 1][:3], lines[plain - 1][3] + "?")

    asked = cut_passages(segments(lines))[1].first_segment

    assert asked != plain


def test_a_few_words_between_two_silences_make_no_passage_of_their_own():
    lines = [("agent", 0, 5, "one " * 40), ("agent", 20, 21, "sorry"), ("agent", 40, 50, "two " * 40)]

    made = cut_passages(segments(lines))

    assert all(len(passage.text.split()) >= LEAST_WORDS for passage in made)
    assert len(made) == 2


def test_a_long_silence_begins_a_new_passage():
    first, second = ("agent", 0, 5, "one " * 40), ("agent", 6 + LONG_PAUSE, 30, "two " * 40)
    assert len(cut_passages(segments([first, ("customer", 5, 6, "fine then " * 2), second]))) == 2
    assert (
        len(
            cut_passages(segments([first, ("customer", 5, 6, "fine then " * 2), ("agent", 7, 30, second[3])]))
        )
        == 1
    )


def test_a_call_without_speech_has_no_passages():
    assert cut_passages([]) == []


def test_a_turn_that_is_too_long_is_cut_between_segments():
    lines = [("agent", 10 * n, 10 * n + 9, f"word{n} " * 50) for n in range(10)]

    made = cut_passages(segments(lines))

    assert [p.first_segment for p in made[1:]] == [p.last_segment + 1 for p in made[:-1]]
    assert all(50 <= len(passage.text.split()) <= MOST_WORDS for passage in made)


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


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["agent", "customer"]), st.integers(1, 400)), max_size=12))
def test_no_word_is_lost_and_no_passage_is_too_long(spoken):
    lines, said = [], 0
    for n, (role, count) in enumerate(spoken):
        lines.append((role, 6.0 * n, 6.0 * n + 5, " ".join(f"w{said + i}." for i in range(count))))
        said += count

    made = cut_passages(segments(lines))

    words = [word for passage in made for word in passage.text.split()]
    assert all(len(passage.text.split()) <= MOST_WORDS for passage in made)
    assert sorted(words) == sorted(f"w{i}." for i in range(said))


def test_a_goodbye_or_a_check_of_who_calls_shares_no_passage_with_the_matter():
    matter = "the export of my invoices stops at letter T and the file has no header row at all "
    lines = [
        ("agent", 0, 3, "Could you tell me your account number and your date of birth, please?"),
        ("customer", 3, 6, "Four four seven one, the second of May."),
        ("agent", 6, 7, "Thank you very much. How can I help you today?"),
        ("customer", 7, 30, matter * 3),
        ("agent", 31, 50, matter * 3),
        ("customer", 50, 51, "All right, thank you."),
        ("agent", 51, 54, "Is there anything else I can do for you today?"),
        ("customer", 54, 58, "No, that's all, thank you very much, goodbye."),
    ]
    made = cut_passages(segments(lines), read_purposes())
    about = [one for one in made if one.first_segment <= 4 and one.last_segment >= 3]
    assert {n for one in about for n in range(one.first_segment, one.last_segment + 1)} == {3, 4}
    assert cut_passages(segments(lines))[-1].first_segment <= 4
