"""Where it is worth looking for a phrase: no text that holds one may be passed over."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachkit.conversation import words_of
from coachkit.cue_openings import openings_in, openings_of
from coachkit.cues import built_in_cues, compile_cues
from coachkit.errors import SettingsError


@pytest.mark.parametrize(
    ("phrase", "openings"),
    [
        ("that works", {"that works"}),
        ("bye", {"bye"}),
        ("(i'll|i will) send it", {"i'll send", "i will"}),
        ("(|so) sorry", {"sorry", "so sorry"}),
        ("i'll (have a look|see)", {"i'll have", "i'll see"}),
        ("thank * much", {"thank"}),
        ("* much", set()),
        ("thank* much", set()),
    ],
)
def test_a_phrase_begins_with_one_or_two_words(phrase, openings):
    assert openings_of([phrase]) == openings


def test_one_phrase_that_may_begin_anyhow_is_looked_for_everywhere():
    assert openings_of(["that works", "* much"]) == set()


@given(
    st.text(alphabet="ab(|)* ", min_size=1, max_size=16),
    st.lists(st.sampled_from(["a", "b", "ab", "ba", "aab"]), max_size=6),
)
@example("a)()|()(", ["a"])
@example(")(a", ["a"])
def test_no_text_is_passed_over_that_holds_a_phrase(phrase, words):
    try:
        cues = compile_cues("test", [phrase])
    except SettingsError:
        return
    text = " ".join(words) + " "
    if cues.pattern.search(text) and words:
        assert not cues.openings or cues.openings & openings_in(words)


@given(st.sampled_from(sorted(built_in_cues("cues"))), st.data())
def test_built_in_phrases_are_found_by_their_openings(name, data):
    cues = built_in_cues("cues")[name]
    said = data.draw(st.from_regex(cues.pattern))
    words = words_of(said)
    if cues.pattern.search(" ".join(words) + " "):
        assert cues.found_in(said)
