"""The names that `coachkit.store.reading` offers are imported one by one."""

import subprocess
import sys

import pytest

from coachkit.store import reading


@pytest.mark.parametrize("name", reading.__all__)
def test_every_name_that_is_offered_is_there(name: str) -> None:
    assert getattr(reading, name).__class__


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(ImportError):
        exec("from coachkit.store.reading import nothing_of_the_kind")  # noqa: S102 - mypy would refuse it


def test_a_search_by_words_loads_neither_numpy_nor_other_questions() -> None:
    code = "import sys, coachkit.searching.search; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())

    assert "coachkit.searching.search" in loaded
    assert not {"numpy", "onnxruntime", "coachkit.store.reading.summary", "coachkit.cues"} & loaded
