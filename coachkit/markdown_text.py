"""Text in Markdown: as it was said, whatever signs are in it."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_NUMBERED = re.compile(r"^(\d+)([.)])")
_BULLET = re.compile(r"^([-+])(?=\s)")


def plain_markdown(text: str) -> str:
    """Return `text` as one line in which nothing is taken for a mark of Markdown or HTML."""
    line = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return _BULLET.sub(r"\\\1", _NUMBERED.sub(r"\1\\\2", line))
