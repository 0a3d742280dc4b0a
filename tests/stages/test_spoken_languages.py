from dataclasses import replace

from coachkit.models import RawSegment
from coachkit.stages.spoken_languages import LEFT_OUT, NO_STEMS, find_omissions, with_languages
from tests.talk import CALL_ID, segments, words_of_segments

LINES = [
    ("agent", 0.0, 2.0, "hello there"),
    ("customer", 3.0, 5.0, "merhaba size"),
    ("customer", 6.0, 8.0, "iyi günler"),
]


def raw(n, language):
    return RawSegment(
        call_id=CALL_ID,
        n=n,
        channel=0,
        start=0.0,
        end=1.0,
        text="",
        language=language,
        avg_logprob=0.0,
        no_speech_prob=0.0,
        compression_ratio=0.0,
    )


def in_languages(*codes):
    return [replace(s, language=code) for s, code in zip(segments(LINES), codes, strict=True)]


def test_a_segment_has_the_language_of_its_first_word():
    made = segments(LINES)
    words = [replace(word, raw_segment=min(word.n // 2, 2)) for word in words_of_segments(made)]
    found = with_languages(made, words, [raw(0, "en"), raw(1, "tr-TR"), raw(2, "und")])
    assert [segment.language for segment in found] == ["en", "tr", None]


def test_nothing_is_left_out_of_an_english_call():
    assert find_omissions(in_languages("en", "en", None)) == []


def test_every_other_language_says_what_is_left_out_and_of_how_many_segments():
    found = find_omissions(in_languages("en", "tr", "tr"))
    assert [one.what for one in found] == [*LEFT_OUT]
    assert {(one.language, one.segments) for one in found} == {("tr", 2)}
    assert [one.n for one in found] == [*range(len(found))]


def test_a_language_without_stems_says_so_too():
    found = find_omissions(in_languages("en", "en", "uk"))
    assert found[-1].what == NO_STEMS


def test_the_language_with_most_segments_comes_first():
    found = find_omissions(in_languages("ar", "tr", "tr"))
    assert [one.language for one in found] == ["tr"] * len(LEFT_OUT) + ["ar"] * len(LEFT_OUT)


def test_menus_do_not_count():
    menu = [replace(segment, part="ivr") for segment in in_languages("tr", "tr", "tr")]
    assert find_omissions(menu) == []
