import pytest

from coachkit.web.passwords import MOST, PasswordError, checked_password
from tests.web.accounts import PASSWORD, QUICK


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "0 characters"),
        ("elevenchars", "11 characters"),
        ("x" * (MOST + 1), "the most"),
        ("jana kovac 12", "more than the name"),
        ("JANAKOVAC123", "more than the name"),
        ("!! Jana Kovac", "more than the name"),
        ("aaaaaaaaaaaa", "first that would be tried"),
        ("123456789012", "first that would be tried"),
        ("qwertyuiopas", "first that would be tried"),
        ("mlkjihgfedcb", "first that would be tried"),
        ("abababababab", "first that would be tried"),
        ("Password1234!", "a word that many use"),
        ("P@ssw0rd2026!", "a word that many use"),
        ("Welcome2026!!", "a word that many use"),
        ("coachkit-2026", "a word that many use"),
        ("Sommer2026!!!", "a word that many use"),
        ("adminadmin123", "a word that many use"),
    ],
)
def test_what_is_tried_first_is_refused(password: str, why: str) -> None:
    with pytest.raises(PasswordError, match=why):
        checked_password(password, name="Jana Kovac")


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "vK8#mQ2!xT9z",
        "Jana trinkt morgens Tee",
        "пароль из трёх слов",
        "我家的狗今天不想出去散步",
        "test of the summer password",
        "9034 7712 4418 2250",
    ],
)
def test_longer_ones_of_ones_own_are_taken(password: str) -> None:
    assert checked_password(password, name="Jana Kovac") == password


def test_a_hash_is_argon2id_with_a_salt_of_its_own() -> None:
    first, second = QUICK.hash(PASSWORD), QUICK.hash(PASSWORD)
    assert first.startswith("$argon2id$v=19$")
    assert first != second
    assert QUICK.fits(PASSWORD, first)
    assert not QUICK.fits(PASSWORD + " ", first)


def test_accents_may_be_typed_in_either_of_two_ways() -> None:
    assert QUICK.fits("vier w\u006f\u0308rter hier", QUICK.hash("vier w\u00f6rter hier"))


@pytest.mark.parametrize("hashed", [None, "", "no hash", "$argon2id$v=19$m=8,t=1,p=1$", "\u00e9"])
def test_what_is_no_hash_fits_nothing(hashed: str | None) -> None:
    for password in ("", "of nobody", "\ud800", "no hash"):
        assert not QUICK.fits(password, hashed)
