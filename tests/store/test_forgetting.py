"""Forgetting a call: what only it says goes from playbooks and their versions as well."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coachkit.models import PlaybookLine, PlaybookVersion
from coachkit.store.library import Library
from tests.pipeline.advised import advised_library, call_of, write_stage
from tests.store.small_library import segments_of

ALONE, SHARED = "Let me look *that* up for you", "I stay on the line"
ON_PAGE = r"Let me look \*that\* up for you"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Return a library in which a line and its version quote one call alone, and one that others say too."""
    with advised_library(tmp_path / "advised.db") as opened:
        say(opened, 0, f"{ALONE}, okay? {SHARED}.")
        say(opened, 1, f"Right, {SHARED.lower()} until it works.")
        told = f"Say “{ALONE} …”. Say “{SHARED}”."
        with opened.changing() as connection:
            connection.execute("update playbook_lines set text = ?, found = ?", (told, told))
            connection.execute(
                "update playbook_versions set text = ?", (f"- Say “{ON_PAGE} …”.\n- Say “{SHARED}”.\n",)
            )
        yield opened


def say(library: Library, n: int, text: str) -> None:
    [line] = segments_of(call_of(n), [("agent", text)])
    write_stage(library, call_of(n), "compose", {"segments": [line]})


def texts(library: Library) -> list[str]:
    lines, versions = library.rows(PlaybookLine), library.rows(PlaybookVersion)
    return [*(one.text for one in lines), *(one.found for one in lines), *(one.text for one in versions)]


def test_what_only_the_forgotten_call_says_goes_from_lines_and_versions(library: Library) -> None:
    library.forget_call(call_of(0))
    told = f"Say “…”. Say “{SHARED}”."
    assert texts(library) == [told, told, f"- Say “…”.\n- Say “{SHARED}”.\n"]


def test_what_another_call_says_as_well_stays(library: Library) -> None:
    before = texts(library)
    library.forget_call(call_of(1))
    assert texts(library) == before


def test_what_nobody_says_any_more_goes_with_the_last_who_did(library: Library) -> None:
    library.forget_call(call_of(1))
    library.forget_call(call_of(0))
    assert SHARED not in " ".join(texts(library))


def test_a_sentence_that_a_person_wrote_stays(library: Library) -> None:
    with library.changing() as connection:
        connection.execute("update playbook_lines set edited_by = 'Jana'")
    library.forget_call(call_of(0))
    [line] = library.rows(PlaybookLine)
    assert ALONE in line.text
    assert ALONE not in line.found
