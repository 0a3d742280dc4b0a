"""Where sentences stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.sentences import sentences_of


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences_of(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It costs 3.50 a month. Really? Yes!", ["It costs 3.50 a month.", "Really?", "Yes!"]),
        ("She said “no.” Then she left", ["She said “no.”", "Then she left"]),
        ("hello there", ["hello there"]),
        ("  ", []),
    ],
)
def test_a_text_is_cut_after_its_full_stops(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@given(st.text(alphabet="ab .?!\n”", max_size=60))
def test_only_white_space_is_between_sentences(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
