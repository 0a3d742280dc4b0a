from collections.abc import Sequence

import numpy as np
import pytest

from coachkit.line_vectors import embed_lines, embed_sentences, mark_of
from coachkit.models import StageName, StageRun
from coachkit.store.library import Library
from coachkit.store.reading.line_meanings import meanings_of
from tests.behaviours.cases import a_case
from tests.talk import CALL_ID, a_call, segments

TEXTS = ["I'll wait for you. Which plan is it?", "Let me look at that.", "Right. Okay then."]


def embed(texts):
    """Return a vector of four numbers for each text, another for each."""
    rows = np.array([[len(one), one.count("e"), one.count("o"), 1] for one in texts], np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def code(text):
    return np.rint(embed([text])[0] * 127).astype(np.int8).tolist()


@pytest.fixture
def library(tmp_path):
    lines = segments([("agent", 2.0 * n, 2.0 * n + 1, text) for n, text in enumerate(TEXTS)])
    with Library.open(tmp_path / "c.db", create=True) as opened:
        opened.save_call(a_call())
        rows: dict[StageName, tuple[str, Sequence[object]]] = {
            "embed_lines": ("line_vectors", embed_lines(lines, embed=embed, model="m")),
            "embed_sentences": ("sentence_vectors", embed_sentences(lines, embed=embed, model="m")),
        }
        for stage, (table, stored) in rows.items():
            run = StageRun(
                call_id=CALL_ID, stage=stage, fingerprint="f", output="o", finished_at="2025", seconds=0.0
            )
            opened.replace_stage(run, [table], {table: stored})
        yield opened


def test_a_sentence_among_others_has_a_vector_of_its_own(library):
    read = meanings_of(library, [a_case(TEXTS[0], call_id=CALL_ID, segments=(0,))])
    said = ("I'll wait for you.", "Which plan is it?")
    found = [read.of(CALL_ID, 0, one, is_only=False) for one in said]
    assert [one is not None and one.tolist() for one in found] == [code(one) for one in said]


def test_a_line_of_one_sentence_has_the_vector_of_the_line(library):
    read = meanings_of(library, [a_case(TEXTS[1], call_id=CALL_ID, segments=(1,))])
    found = read.of(CALL_ID, 1, TEXTS[1], is_only=True)
    assert found is not None
    assert found.tolist() == code(TEXTS[1])


def test_lines_that_no_case_has_and_calls_without_cases_are_not_read(library):
    read = meanings_of(library, [a_case(TEXTS[1], call_id=CALL_ID, segments=(1,))])
    assert read.calls[CALL_ID].sentences == {}
    assert list(read.calls[CALL_ID].lines) == [1]
    assert meanings_of(library, []).calls == {}
    assert meanings_of(library, [a_case("Hello.", call_id="other", segments=(1,))]).calls == {}


def test_sentences_of_one_or_two_words_have_no_vector():
    lines = segments([("agent", 0.0, 1.0, "Right. Okay then. I'll wait for you.")])
    [stored] = embed_sentences(lines, embed=embed, model="m")
    assert stored.marks == (mark_of("I'll wait for you."),)
    assert stored.lines == (0,)


def test_lines_of_one_sentence_each_have_no_sentence_vectors():
    lines = segments([("agent", 0.0, 1.0, "Let me look at that."), ("agent", 2.0, 3.0, "Right. Okay then.")])
    assert embed_sentences(lines, embed=embed, model="m") == []
