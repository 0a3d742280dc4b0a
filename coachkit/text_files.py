"""Text as people send it, from any program: files with or without a mark of their encoding, single lines."""

import unicodedata
from pathlib import Path

from coachkit.errors import InputError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""Byte order marks; a file with one says what it is."""


def read_text(path: Path) -> str:
    """Return the text of a file: UTF-8 where it is that, else what its bytes look like most.

    Line ends become line feeds.

    Raises:
        InputError: The file cannot be read, holds no text, or its encoding cannot be told.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read ({error.strerror})") from None
    return decode_text(data, name=path.name)


def decode_text(data: bytes, *, name: str) -> str:
    """Return bytes as text, as `read_text` does; `name` stands in front of error messages."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(marked)
    except UnicodeDecodeError:
        text = _guessed(data, name)
    if "\0" in text:
        raise InputError(f"{name}: this is no text file; save it as UTF-8 text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _guessed(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    found = from_bytes(data).best()
    if found is None:
        raise InputError(f"{name}: its encoding is unknown; save it as UTF-8 and try again")
    return str(found)


def clean_text(text: str) -> str:
    """Return text as one line: spaces and line ends folded, halves of characters and controls dropped."""
    if text.isprintable():
        return " ".join(text.split())
    readable = text.encode("utf-8", "ignore").decode("utf-8")
    spaced = "".join(" " if char.isspace() else char for char in readable)
    return " ".join("".join(char for char in spaced if unicodedata.category(char) != "Cc").split())
