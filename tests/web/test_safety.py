import re
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import HOME

ANSWERS = (
    "/calls",
    "/api/calls",
    "/api/nothing",
    "/nothing",
    "/static/app.css",
    "/static/none",
    "/calls?page=0",
)
FROM_ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}


@pytest.fixture
def db(example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example, tmp_path / "example.db"))


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_says_that_nothing_foreign_runs_or_frames_it(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"]


def test_pages_and_data_stay_in_no_cache(client: TestClient) -> None:
    for address in ("/calls", "/api/calls", "/nothing"):
        assert client.get(address).headers["Cache-Control"] == "no-store"


def test_static_files_are_kept_when_their_address_names_their_content(client: TestClient) -> None:
    address = re.search(r"/static/app.css\?v=\w+", client.get("/calls").text)
    assert address
    assert "immutable" in client.get(address[0]).headers["Cache-Control"]
    assert client.get("/static/app.css").headers["Cache-Control"] == "no-cache"


def test_no_two_answers_have_the_same_nonce(client: TestClient) -> None:
    first, second = (client.get("/calls") for _ in range(2))
    nonces = [
        re.search(r"'nonce-([^']+)'", one.headers["Content-Security-Policy"]) for one in (first, second)
    ]
    assert nonces[0]
    assert nonces[1]
    assert nonces[0][1] != nonces[1][1]
    assert f'nonce="{nonces[0][1]}"' in first.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": HOME},
    ],
)
def test_nothing_is_taken_from_other_sites(client: TestClient, method: str, headers: dict[str, str]) -> None:
    assert client.request(method, "/token", headers=headers).status_code == 403


def test_other_sites_may_link_to_pages_but_not_fetch_them(client: TestClient) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert client.get("/calls", headers=link).status_code == 200
    assert client.get("/api/calls", headers=FROM_ELSEWHERE).status_code == 403
    frame = {**link, "Sec-Fetch-Dest": "iframe"}
    assert client.get("/calls", headers=frame).status_code == 403


def test_too_long_an_address_is_refused(client: TestClient) -> None:
    assert client.get("/calls", params={"q": "x" * 9_000}).status_code == 414


def test_too_many_headers_are_refused(client: TestClient) -> None:
    assert client.get("/calls", headers={f"X-{n}": "x" * 1_000 for n in range(40)}).status_code == 431


def test_too_large_a_body_is_refused(client: TestClient) -> None:
    assert client.post("/token", content=b"x" * 70_000).status_code == 413


def test_head_is_answered_as_get_without_a_body(client: TestClient) -> None:
    as_it_is = {"Accept-Encoding": "identity"}
    head, get = client.head("/calls", headers=as_it_is), client.get("/calls", headers=as_it_is)
    assert head.status_code == 200
    assert head.headers["Content-Length"] == get.headers["Content-Length"]
    assert head.content == b""
