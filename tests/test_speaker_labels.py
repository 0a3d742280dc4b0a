"""What transcripts call their speakers: names in their spellings, or labels that name a role or nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.speaker_labels import fold_label, is_name, name_forms, names_one_of, role_labelled


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Agent", "agent"),
        ("AGENT 2", "agent"),
        ("customer_1", "customer"),
        ("Caller", "customer"),
        ("MÜŞTERİ", "customer"),
        ("العميل", "customer"),
        ("IVR", "other"),
        ("Recorded voice", "other"),
        ("Agent Smith", None),
        ("Jana", None),
        ("", None),
    ],
)
def test_a_label_names_a_role_or_none(label: str, role: str | None) -> None:
    assert role_labelled(label) == role


@pytest.mark.parametrize(
    "label",
    ["Speaker 1", "SPEAKER_00", "spk_1", "Unknown speaker 3", "ch0", "Speaker B", "A", "7", "Unknown", ""],
)
def test_a_numbered_voice_is_no_name(label: str) -> None:
    assert not is_name(label)


@pytest.mark.parametrize(
    "label",
    ["Jana", "Jo", "Uma R.", "agent12 (Jana)", "Chan", "Персона", "Speakerine", "Åsa", "Chi", "Persona"],
)
def test_a_person_has_a_name(label: str) -> None:
    assert is_name(label)


def test_what_stands_around_a_name_does_not_hide_it() -> None:
    assert "jana kovac" in name_forms("Kovac, Jana (Fernway)")
    assert "jana kovac" in name_forms("Jana Kovac | Fernway Support")
    assert "jana kovac" in name_forms("Fernway - Jana Kovac [External]")
    assert "jana kovac" in name_forms("JANA_KOVAC")


def test_a_hyphen_inside_a_name_is_part_of_it() -> None:
    assert name_forms("Jean-Luc P.") == ["jean-luc p"]


def test_the_company_counts_only_where_it_stands_by_itself() -> None:
    assert names_one_of("Tom B. (Fernway)", ["Fernway"])
    assert names_one_of("Fernway | Tom", ["FERNWAY"])
    assert names_one_of("Fernway", ["Fernway"])
    assert not names_one_of("Anna Fernway", ["Fernway"])
    assert not names_one_of("Tom", [""])


@given(st.text(max_size=40))
def test_every_label_has_itself_among_its_forms_and_is_a_name_or_a_label(label: str) -> None:
    forms = name_forms(label)
    assert forms == list(dict.fromkeys(forms))
    assert not fold_label(label) or fold_label(label) in forms
    assert not (is_name(label) and role_labelled(label))


@given(
    st.sampled_from(["Jana Kovac", "Åsa Öberg", "İpek Işık", "محمد علي"]),
    st.sampled_from(["(x)", "[y z]", "| w", "- v"]),
)
def test_a_decorated_name_is_found_whatever_its_case(name: str, decoration: str) -> None:
    assert fold_label(name) in name_forms(f"{name} {decoration}")
    assert fold_label(name.upper()) == fold_label(name)
