import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.part_names import PartName, part_name


@pytest.mark.parametrize(
    ("stem", "base", "number"),
    [
        ("call_P001", "call", 1),
        ("call_p002", "call", 2),
        ("call-part1", "call", 1),
        ("call_part_2", "call", 2),
        ("2026-11-16 Jana - Part 3", "2026-11-16 Jana", 3),
        ("call.PART12", "call", 12),
    ],
)
def test_a_part_number_is_taken_from_the_end_of_the_name(stem, base, number):
    assert part_name(stem) == PartName(base=base, number=number)


@pytest.mark.parametrize(
    "stem",
    [
        "call",
        "call_P1",
        "P001",
        "part1",
        "callP001",
        "call_P001_agent",
        "call_2",
        "department1",
        "call_P0001x",
    ],
)
def test_other_names_have_no_part_number(stem):
    assert part_name(stem) == PartName(base=stem)


@given(st.text("abc P01_-.", max_size=12), st.integers(0, 999))
def test_a_numbered_name_is_found_whatever_stands_before(base, number):
    stem = f"x{base}y_P{number:03}"
    assert part_name(stem) == PartName(base=f"x{base}y", number=number)
