"""A map of corrections is checked before anything is corrected."""

import pytest

from coachkit.config import parse_settings
from coachkit.errors import SettingsError
from coachkit.spelling import spelling_key


def complaint(lines: str) -> str:
    with pytest.raises(SettingsError) as caught:
        parse_settings(f"[correct]\n{lines}", name="coachkit.toml")
    return str(caught.value)


def test_a_map_is_read_as_it_is_written():
    settings = parse_settings('correct = { "Zenlane" = ["zen lane", "sen lain"], Xeno = [] }')
    assert settings.correct == {"Zenlane": ("zen lane", "sen lain"), "Xeno": ()}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('Zenlane = ["sen lain", ""]', "“Zenlane” has an empty spelling; take it out"),
        ('Zenlane = [" - "]', "“Zenlane” has an empty spelling"),
        ('"" = ["sen lain"]', "a name is empty"),
        (
            'Zenlane = ["sen lain"]\nXeno = ["Sen-Lain"]',
            "“Sen-Lain” stands under “Zenlane” and under “Xeno”; keep it with one",
        ),
        (
            'Zenlane = ["xeno"]\nXeno = ["zeno"]',
            "“xeno” is a wrong spelling of “Zenlane” and a right one itself",
        ),
        ('Zenlane = ["a b"]\nZENLANE = ["c d"]', "“Zenlane” and “ZENLANE” are the same name"),
        ('Zenlane = "sen lain"', "“correct.Zenlane” needs a list"),
    ],
)
def test_a_map_that_is_not_clear_is_refused_with_what_to_do(lines, expected):
    told = complaint(lines)
    assert told.startswith("coachkit.toml")
    assert expected in told


def test_a_spelling_may_stand_twice_under_its_own_name():
    assert parse_settings('[correct]\nZenlane = ["zenlane", "zen lane", "Zen-Lane"]').correct


@pytest.mark.parametrize("written", ["Zen Lane", "zen-lane", "ZEN  LANE", "zen\nlane", "zen\u2013lane"])
def test_case_hyphens_and_spaces_make_no_other_spelling(written):
    assert spelling_key(written) == "zen lane"


def test_different_words_are_different_spellings():
    assert spelling_key("zenlane") != spelling_key("zen lane")
