"""Names that are written with other spaces, in figures or letter by letter."""

import pytest

from coachkit.naming import find_names, track

FREQUENCIES = {"as": 6.6, "i": 7.2, "at": 6.7, "miss": 5.1, "not": 6.8, "ion": 3.4, "in": 7.3, "time": 6.2}


def zipf(word: str) -> float:
    return FREQUENCIES.get(word, 2.0)


def found(text, *names):
    tracked = [track("competitor", name, [name]) for name in names]
    return [(f.name, text[f.start_char : f.end_char]) for f in find_names(text, tracked, zipf=zipf)]


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("GCP", "g c p"),
        ("Q4", "q four"),
        ("AFM 24", "afm twenty four"),
        ("K1", "k one"),
        ("O&M", "o and m"),
        ("O&M", "O&M"),
        ("SG&A", "SGNA"),
        ("R&D", "R N D"),
        ("AS&I", "AS&I"),
        ("Tallgrass", "tall grass"),
        ("JP Morgan", "jpmorgan"),
        ("Enagás", "enagas"),
        ("GCP", "gcps"),
    ],
)
def test_a_name_is_found_however_its_letters_and_numbers_are_written(name, heard):
    assert found(f"so the {heard} went up", name) == [(name, heard)]


@pytest.mark.parametrize(
    ("name", "heard"), [("AS&I", "as I"), ("A&T", "at"), ("MIS", "miss"), ("Intime", "in time")]
)
def test_everyday_words_are_no_name_because_of_their_letters(name, heard):
    assert found(f"so the {heard} went up", name) == []


def test_an_alias_of_everyday_words_is_found_all_the_same():
    shop = track("competitor", "Intime", ["Intime", "in time"])
    assert [f.name for f in find_names("so the in time went up", [shop], zipf=zipf)] == ["Intime"]
