import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.export.own_names import find_own_names, names_of

TOM = names_of(["Tom Berg", "tberg", "agent07", "12"])


def found(text: str, names: frozenset[str] = TOM) -> list[str]:
    return [text[start:end] for start, end in find_own_names(text, names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tom Berg did not ask why.", ["Tom Berg"]),
        ("Thanks, tom. Mr. Berg will call.", ["tom", "Berg"]),
        ("That was Tom's idea", ["Tom"]),
        ("Tberg took it, not agent07.", ["Tberg", "agent07"]),
        ("We lost 12 tomatoes in Bergen", []),
        ("the Berg-Tom line", ["Berg-Tom"]),
        ("What Tom B. said, and Tom. B is next.", ["Tom B.", "Tom"]),
    ],
)
def test_a_name_is_found_as_a_word_in_full_or_in_part(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_name_that_is_misheard_is_found_where_people_say_who_they_are() -> None:
    jana = names_of(["Jana Kovac"])
    assert found("Larkfield, this is Yana.", jana) == ["Yana"]
    assert found("Good morning, Janna speaking frankly.", jana) == ["Janna"]
    assert found("Larkfield, pre-speaking, hello?", names_of(["Priya S."])) == ["pre"]
    assert found("We were in Ghana, and this is Larkfield.", jana) == []


def test_a_name_that_sounds_the_same_is_found_anywhere() -> None:
    assert found("Thank you, Jennifer.", names_of(["Jenifer Cole"])) == ["Jennifer"]


def test_a_name_that_is_a_word_needs_its_capital() -> None:
    will = names_of(["Will Grant"])
    assert found("Will said that he will grant it.", will) == ["Will"]
    assert found("will said that", will) == ["will"], "without any capitals, rather too much is hidden"


def test_accents_and_the_form_of_an_apostrophe_do_not_matter() -> None:
    names = names_of(["Zoë O'Brien"])
    assert found("Ask Zoe or Zoe\u0308, or Mrs O’Brien.", names) == ["Zoe", "Zoe\u0308", "O’Brien"]
    assert found("Mrs O Brien called", names) == ["Brien"]


def test_a_genitive_without_an_apostrophe_is_found_where_it_has_a_capital() -> None:
    assert found("Toms calls, and the toms of the drummer") == ["Toms"]


def test_whoever_a_query_asks_for_is_found_by_however_little_of_the_name() -> None:
    grace = names_of(["Grace Hall"])
    assert found("agent:grace went:bad OR moment:price", grace) == ["grace"]
    assert found("It is found by “went:bad agent:gra”.", grace) == ["gra"]
    assert found('speaker:"grace hall" OR price', grace) == ["grace hall"]


def test_particles_are_no_names_of_their_own() -> None:
    names = names_of(["Anna van den Berg"])
    assert found("The van stands in den Haag.", names) == []
    assert found("Anna van den Berg", names) == ["Anna", "Berg"]


@given(st.text(), st.lists(st.text(max_size=12), max_size=3))
def test_places_are_in_order_and_within_the_text(text: str, forms: list[str]) -> None:
    spans = find_own_names(text, names_of(forms))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in spans)
