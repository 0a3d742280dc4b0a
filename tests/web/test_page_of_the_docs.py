"""docs/web.md tells addresses and options: they are there."""

import re
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.cli.conftest import Run, run

__all__ = ["run"]
TOLD = (Path(__file__).parents[2] / "docs" / "web.md").read_text(encoding="utf-8")
ADDRESSES = re.findall(r"http://localhost:8000(/[^`\s]*)", TOLD)


@pytest.fixture
def db(example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example, tmp_path / "example.db"))


def test_every_address_that_the_page_tells_is_there(client: TestClient) -> None:
    assert len(ADDRESSES) > 10
    found = {address: client.get(address).status_code for address in ADDRESSES}
    as_told = {address: (200, 410) if address.startswith("/audio") else (200,) for address in found}
    assert {one: status for one, status in found.items() if status not in as_told[one]} == {}


def test_every_option_that_the_page_tells_is_there(run: Run) -> None:
    help_text = run("serve", "--help").stdout
    told = {*re.findall(r"(?<![\w-])--[a-z][a-z-]*", TOLD)}
    assert "--new-token" in told
    assert [option for option in told if option not in help_text] == []
