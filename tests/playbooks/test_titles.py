import pytest

from coachkit.playbooks.titles import title_of


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("invoices", "When invoices come up"),
        ("single sign-on", "When single sign-on comes up"),
        ("remote access", "When remote access comes up"),
        ("order status", "When order status comes up"),
        ("SMS", "When SMS comes up"),
    ],
)
def test_several_things_come_up_and_one_comes_up(name: str, wanted: str) -> None:
    assert title_of("feature", name, {}) == wanted


def test_a_company_is_one_whatever_its_name_ends_in() -> None:
    assert title_of("competitor", "Bright Systems", {}) == "When Bright Systems comes up"
