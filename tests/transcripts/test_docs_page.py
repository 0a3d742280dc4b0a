import re
from pathlib import Path

from coachkit.config import parse_settings
from tests.transcripts.conftest import Read

PAGE = (Path(__file__).parents[2] / "docs" / "transcripts.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """Return the page's first block of code in a language."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_pages_table_is_read_with_the_pages_settings(read: Read) -> None:
    settings = parse_settings(block("toml")).transcripts

    lines = read("monday.csv", block("csv"), settings).lines

    assert [(line.start, line.end, line.speaker, line.text) for line in lines] == [
        (0.0, 3.5, "Jana Kovac", "Larkfield, Jana am Apparat."),
        (4.0, 5.2, "Acme", "Zenlane ist billiger."),
    ]
