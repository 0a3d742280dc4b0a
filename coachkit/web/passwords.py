"""Passwords: which are good enough, and their argon2id hashes.

A hash takes 64 MiB and some tenths of a second (RFC 9106's second recommended choice, which is argon2-cffi's
own): whoever steals the library's file can try few passwords, and each log-in here waits that long.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import cached_property

import argon2

from coachkit.errors import CoachkitError

LEAST = 12
"""Characters of a password (OWASP asks for more than ten; length counts for more than odd signs)."""
MOST = 1_000
_LEAST_DIFFERENT = 5
_LEAST_OWN = 4
"""Characters that are left of a password without the name and the commonest words."""
_COMMON = (
    "administrator", "password", "passwort", "passcode", "coachkit", "iloveyou", "football", "baseball",
    "princess", "sunshine", "superman", "starwars", "trustno", "welcome", "letmein", "changeme", "default",
    "monkey", "dragon", "master", "shadow", "secret", "qwertz", "qwerty", "summer", "winter", "spring",
    "autumn", "sommer", "hallo", "hello", "login", "admin", "guest", "test",
)  # fmt: skip
"""Of what leaked lists of passwords hold most, the words; longer ones first."""
_ROWS = (
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
)
_AS_LETTERS = str.maketrans("0134578@$!", "oieastbasi")


class PasswordError(CoachkitError):
    """A password that is too easy to guess; the text says why."""

    exit_code = 2


def folded(name: str) -> str:
    """Return a user's name as names are compared: case, width and spaces around it do not count."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def checked_password(password: str, *, name: str) -> str:
    """Return the password that is to be this user's.

    Raises:
        PasswordError: It is short, or one of the first that somebody would try.
    """
    if len(password) < LEAST:
        raise PasswordError(
            f"the password has {len(password)} characters and needs {LEAST}; three or four words do well"
        )
    if len(password) > MOST:
        raise PasswordError(f"the password has {len(password)} characters; {MOST} are the most")
    plain = re.sub(r"\s", "", folded(password))
    if len(set(plain)) < _LEAST_DIFFERENT or _is_run(plain):
        raise PasswordError("the password is one of the first that would be tried; take three or four words")
    for text in (plain, plain.translate(_AS_LETTERS)):
        own = text.replace(re.sub(r"\s", "", folded(name)), "")
        if len(own) < _LEAST_OWN:
            raise PasswordError("the password is little more than the name; take three or four words")
        for word in _COMMON:
            own = own.replace(word, "")
        if len(re.sub(r"[\W\d_]", "", own)) < _LEAST_OWN and own != text:
            raise PasswordError("the password is a word that many use; take three or four words")
    return password


def _is_run(text: str) -> bool:
    """Say whether a text goes along the alphabet, the digits or the keys, once or again and again."""
    rows = [row * (len(text) // len(row) + 2) for row in _ROWS]
    return any(text in row or text[::-1] in row for row in rows)


class PasswordHasher:
    """Makes and checks hashes; what is made with other parameters than now is to be made anew."""

    def __init__(self, hasher: argon2.PasswordHasher | None = None) -> None:
        """Hash with these parameters; None: the recommended ones."""
        self._hasher = hasher or argon2.PasswordHasher()

    def hash(self, password: str) -> str:
        """Return the hash, which holds its own salt and parameters."""
        return self._hasher.hash(_bytes(password))

    def fits(self, password: str, hashed: str | None) -> bool:
        """Say whether this is the password; None (or empty) is nobody's, and takes as long to find out."""
        nobodys = self._nobodys  # made the first time, whoever it is that logs in
        try:
            return self._hasher.verify(hashed or nobodys, _bytes(password)) and bool(hashed)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError, UnicodeError):
            return False

    def is_old(self, hashed: str) -> bool:
        """Say whether a hash is to be made anew."""
        return self._hasher.check_needs_rehash(hashed)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash(secrets.token_bytes(32))


def _bytes(password: str) -> bytes:
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
