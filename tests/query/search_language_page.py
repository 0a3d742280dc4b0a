"""The examples of the page about the language of search."""

import re
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "search-language.md").read_text(encoding="utf-8")
_TABLE = re.compile(r"^\| You write \| (.*?) \|\n\|[-|]+\|\n((?:\|.*\n)+)", re.MULTILINE)
_ROW = re.compile(r"^\| `(.+?)` \| (.+?) \|$", re.MULTILINE)
REFUSED = "coachkit says"


def rows(*, refused: bool) -> list[tuple[str, str]]:
    """Return (query, what is said of it) of the tables of queries that work, or of those that do not."""
    tables = [body for title, body in _TABLE.findall(PAGE) if (title == REFUSED) == refused]
    return [row for body in tables for row in _ROW.findall(body)]
