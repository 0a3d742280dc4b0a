import json

import numpy as np
import pytest

from clip_truth import Sound, is_inside, read_words

RATE = 16_000


def words_in(tmp_path, value):
    path = tmp_path / "words.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return read_words(path)


def test_an_edge_on_the_border_of_a_word_is_not_inside_it():
    assert [is_inside(time, [(1.0, 2.0)]) for time in (1.0, 1.01, 1.5, 1.99, 2.0)] == [
        False,
        False,
        True,
        False,
        False,
    ]


def test_words_are_read_as_a_list_or_by_recording(tmp_path):
    words = [{"start": 1.0, "end": 1.5, "word": "hello"}]
    assert words_in(tmp_path, words) == {"": [(1.0, 1.5)]}
    assert words_in(tmp_path, {"call": words}) == {"call": [(1.0, 1.5)]}


def test_words_of_amazon_transcribe_are_read_without_punctuation(tmp_path):
    items = [{"start_time": "1.0", "end_time": "1.5", "type": "pronunciation"}, {"type": "punctuation"}]
    assert words_in(tmp_path, {"results": {"items": items}}) == {"": [(1.0, 1.5)]}


def test_words_of_whisper_are_read(tmp_path):
    words = [{"word": " Hello", "start": 1.0, "end": 1.5}]
    segment = {"id": 0, "start": 1.0, "end": 1.5, "text": " Hello", "words": words}
    assert words_in(tmp_path, {"text": " Hello", "segments": [segment], "language": "en"}) == {
        "": [(1.0, 1.5)]
    }


def test_a_file_without_word_times_is_refused(tmp_path):
    segment = {"id": 0, "start": 1.0, "end": 1.5, "text": " Hello"}
    with pytest.raises(SystemExit, match="no word with times"):
        words_in(tmp_path, {"text": " Hello", "segments": [segment], "language": "en"})


def test_a_pause_is_a_tenth_of_a_second_of_silence():
    tone = np.sin(np.arange(4 * RATE) / 8).astype(np.float32)
    tone[RATE : RATE + RATE // 5] = 0
    tone[2 * RATE : 2 * RATE + RATE // 20] = 0
    sound = Sound([tone, np.zeros_like(tone)])
    assert [sound.is_quiet(0, time) for time in (0.5, 1.1, 2.025)] == [False, True, False]
    assert sound.is_silent(1.1)
    assert not sound.is_silent(0.5)
