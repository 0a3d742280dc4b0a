"""What the page about corrections shows is what happens."""

import re
from pathlib import Path

import pytest

from coachkit.config import parse_settings
from coachkit.stages.corrections import compile_corrections, correct_text

PAGE = (Path(__file__).parent.parent / "docs" / "corrections.md").read_text(encoding="utf-8")
[MAP] = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)
ROWS = re.findall(r"^\| (?!heard)([^|-].*?) \| (.*?) \|$", PAGE, flags=re.MULTILINE)


def test_the_page_has_examples() -> None:
    assert len(ROWS) == 5


@pytest.mark.parametrize(("heard", "becomes"), ROWS)
def test_an_example_of_the_page_is_corrected_as_it_says(heard: str, becomes: str) -> None:
    corrections = compile_corrections(parse_settings(MAP).correct)
    assert correct_text(heard, corrections) == becomes
