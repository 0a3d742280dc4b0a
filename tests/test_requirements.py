"""The lock files are what a fresh machine installs, so they must not drift from `pyproject.toml`."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def wanted() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["models"],
        *project["dependency-groups"]["dev"],
    ]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("requirement", wanted(), ids=lambda requirement: requirement.name)
def test_every_dependency_is_locked_at_a_version_that_is_wanted(requirement: Requirement) -> None:
    lock = (ROOT / "requirements/dev.txt").read_text()
    pins = {
        canonicalize_name(name): pin for name, pin in re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE)
    }
    assert pins[canonicalize_name(requirement.name)] in requirement.specifier


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_pin_has_a_hash_and_no_lock_names_a_server_or_a_path(lock: Path) -> None:
    text = lock.read_text()
    pins = re.findall(r"^[\w.-]+==.*\n.*", text, re.MULTILINE)
    assert pins
    assert [pin for pin in pins if "\n    --hash=sha256:" not in pin] == []
    assert re.findall(r"(?m)^--|://|file:|^/", text) == []
