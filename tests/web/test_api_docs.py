import shutil
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.web.conftest import HOME


@pytest.fixture
def db(example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example, tmp_path / "example.db"))


@pytest.fixture(scope="module")
def operations(example: Path) -> dict[str, Any]:
    with TestClient(make_app(LibraryPool(example)), base_url=HOME) as client:
        paths = client.get("/api/openapi.json").json()["paths"]
    return {f"{method} {path}": told for path, ways in paths.items() for method, told in ways.items()}


def test_everything_in_the_list_says_what_it_is(operations: dict[str, Any]) -> None:
    assert operations
    assert [
        name for name, told in operations.items() if not told.get("summary") or not told.get("tags")
    ] == []


def test_everything_in_the_list_says_what_it_answers(operations: dict[str, Any]) -> None:
    without = [
        name
        for name, told in operations.items()
        if name.startswith("get /api/")
        and not told["responses"]["200"]["content"]["application/json"]["schema"]
    ]
    assert without == []


def test_everything_in_the_list_says_how_it_fails(operations: dict[str, Any]) -> None:
    assert [name for name, told in operations.items() if not {"4XX", "5XX"} <= {*told["responses"]}] == []
    assert [name for name, told in operations.items() if "422" in told["responses"]] == []


def test_all_of_it_only_reads(operations: dict[str, Any]) -> None:
    assert [name for name in operations if not name.startswith("get ")] == []


def test_no_two_operations_have_one_name(operations: dict[str, Any]) -> None:
    names = [told["operationId"] for told in operations.values()]
    assert len(names) == len({*names})


def test_the_list_can_be_tried_in_a_browser_under_the_strict_policy(page: Page) -> None:
    page.goto("/api/docs")
    page.locator('[data-path="/api/calls"]').click()
    page.get_by_role("button", name="Execute").first.click()
    expect(page.get_by_text("1f00ba5e").first).to_be_visible()
