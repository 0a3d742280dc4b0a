import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.conversation import words_of
from coachkit.replies.rivals import as_they, rivals_named
from tests.replies.replies import exchange, moment, traits

NAMES = ("zen lane", "zenlane")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Zenlane is slow.", "they is slow."),
        ("I know zen lane well", "I know they well"),
        ("Zenlane's support is slow.", "their support is slow."),
        ("Zenlane’s a joke", "they're a joke"),
        ("That lot and the other one", "they and they"),
        ("the Zenlanes of this world", "the Zenlanes of this world"),
        ("a lot of the other customers", "a lot of the other customers"),
    ],
)
def test_a_competitor_is_read_as_they(said, read):
    assert as_they(said, NAMES)[0] == read


@given(st.lists(st.sampled_from(["Zenlane", "Zen Lane's", "that lot", "is", "so-so,", "can't", "é"])))
def test_each_word_that_is_read_has_a_place_in_what_is_said(parts):
    said = " ".join(parts)
    read, spans = as_they(said, NAMES)
    assert len(spans) == len(words_of(read))
    assert [*spans] == sorted(spans)
    assert all(said[start:end].strip() for start, end in spans)


def test_a_competitor_is_called_what_it_is_called_anywhere_in_the_call():
    named = moment("competitor", "Zenlane", start=1.0, role="customer")
    assert rivals_named([named, moment("price", "ten pounds", start=2.0)]) == ()
    told = moment("competitor", "Zenlane", start=1.0, role="customer", name="Zenlane", detail="Zen Lane")
    assert rivals_named([told]) == NAMES


def test_what_is_said_of_a_competitor_is_shown_as_it_is_said():
    named = moment("competitor", "Zenlane", start=1.0, role="customer", name="Zenlane", detail="Zenlane")
    about = exchange(kind="competitor", name="Zenlane")
    found = traits("Look, Zenlane's support is hopeless, really.", about=about, moments=[named])
    assert found["runs_rival_down"] == "Zenlane's support is hopeless"
