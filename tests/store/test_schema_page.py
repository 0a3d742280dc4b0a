"""The page about the schema is what the file holds, and its examples work."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from coachkit.store.library import Library
from coachkit.store.schema_page import schema_page

PAGE = Path(__file__).parents[2] / "docs" / "schema.md"
EXAMPLES = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_page_is_what_the_generator_writes() -> None:
    assert PAGE.read_text(encoding="utf-8") == schema_page(), "run `python docs/generate_schema.py`"


@pytest.mark.parametrize("query", EXAMPLES)
def test_an_example_query_finds_rows_in_a_small_library(filled: Library, query: str) -> None:
    with closing(sqlite3.connect(filled.path)) as connection:
        assert connection.execute(query).fetchall()


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) >= 5


def test_the_line_that_decodes_a_vector_decodes_it(filled: Library) -> None:
    assert 'numpy.frombuffer(blob, dtype="<f4")' in PAGE.read_text(encoding="utf-8")
    with closing(sqlite3.connect(filled.path)) as connection:
        [blob] = connection.execute("select embedding from vectors").fetchone()
    assert np.frombuffer(blob, dtype="<f4").tolist() == [1.0]
