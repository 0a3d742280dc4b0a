import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from coachkit.config import parse_settings
from coachkit.errors import SettingsError
from coachkit.web.app import make_app
from coachkit.web.door import Door
from coachkit.web.library_pool import LibraryPool
from coachkit.web.proxy import Proxy
from tests.web.accounts import log_in, reception_of, save_users
from tests.web.conftest import HOME

SENT = "X-Remote-User"
FRONT, INSIDE, OUTSIDE = "10.1.0.7", "10.1.0.8", "192.0.2.9"


@pytest.fixture
def db(example: Path, tmp_path: Path) -> Path:
    copied = Path(shutil.copy(example, tmp_path / "example.db"))
    save_users(copied)
    return copied


def asking(db: Path, address: str = FRONT, **door: bool) -> TestClient:
    """Ask from an address a page that trusts 10.1.0.0/24."""
    trusted = Door(proxy=Proxy.at(["10.1.0.0/24"], header=SENT), **door)  # type: ignore[arg-type]
    app = make_app(LibraryPool(db), trusted, reception=reception_of(db))
    return TestClient(app, base_url=HOME, client=(address, 5_000), follow_redirects=False)


def test_who_the_proxy_names_is_in(db: Path) -> None:
    page = asking(db).get("/calls", headers={SENT: "petra"})
    assert page.status_code == 200
    assert "Petra" in page.text
    assert "Log out" not in page.text


def test_an_agent_whom_the_proxy_names_sees_their_own(db: Path) -> None:
    client = asking(db)
    own, all_calls = (client.get("/api/calls", headers={SENT: name}).json() for name in ("jana", "petra"))
    assert 0 < own["total"] < all_calls["total"]


def test_the_header_of_anybody_else_counts_for_nothing(db: Path) -> None:
    refused = asking(db, OUTSIDE).get("/calls", headers={SENT: "petra", "X-Forwarded-For": FRONT})
    assert refused.status_code == 401


def test_two_names_are_none(db: Path) -> None:
    twice = [(SENT, "jana"), (SENT, "petra")]
    assert asking(db).get("/calls", headers=twice).status_code == 401


def test_who_is_known_to_the_proxy_alone_is_told_so(db: Path) -> None:
    refused = asking(db).get("/calls", headers={SENT: "stranger"})
    assert refused.status_code == 403
    assert "Nobody here goes by the name “stranger”" in refused.text


def test_the_name_may_have_letters_of_any_language(db: Path) -> None:
    refused = asking(db).get("/calls", headers={SENT.encode(): "Jürgen".encode()})
    assert "“Jürgen”" in refused.text


def test_without_the_header_people_log_in(db: Path) -> None:
    client = asking(db)
    assert 'name="password"' in client.get("/calls").text
    assert log_in(client, "Petra").status_code == 303


def test_passwords_can_be_turned_off(db: Path) -> None:
    client = asking(db, has_password_login=False)
    page = client.get("/calls")
    assert page.status_code == 401
    assert 'name="password"' not in page.text
    assert "Set-Cookie" not in log_in(client, "Petra").headers
    assert client.get("/calls").status_code == 401
    assert client.get("/calls", headers={SENT: "petra"}).status_code == 200


def test_log_ins_are_counted_by_the_address_before_the_proxy(db: Path) -> None:
    client = asking(db)
    slowing = client.app.state.reception.slowing  # type: ignore[attr-defined]
    for n in range(20):
        sent = {"name": f"nobody {n}", "password": "wrong"}
        forged = f"203.0.113.{n}, {OUTSIDE}, {INSIDE}"
        client.post("/login", data=sent, headers={"Origin": HOME, "X-Forwarded-For": forged})
    assert slowing.wait("petra", OUTSIDE) >= 1
    assert slowing.wait("petra", FRONT) == 0
    assert slowing.wait("petra", "203.0.113.1") == 0


def test_behind_a_proxy_with_a_certificate_the_cookie_is_for_https_alone(db: Path) -> None:
    sent = {"name": "Petra", "password": "four words of one house"}
    https = {"Origin": "https://127.0.0.1", "X-Forwarded-Proto": "https"}
    assert "Secure" in asking(db).post("/login", data=sent, headers=https).headers["Set-Cookie"]
    elsewhere = asking(db, OUTSIDE).post("/login", data=sent, headers=https)
    assert "Secure" not in elsewhere.headers["Set-Cookie"]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ('proxy_header = "X-Remote-User"', "needs proxy_addresses"),
        ('proxy_addresses = ["office"]', "“office” is no address"),
        ('proxy_addresses = ["127.0.0.1"]\nproxy_header = "X Remote"', "no name of a header"),
        ("password_login = false", "nobody comes in"),
    ],
)
def test_settings_that_let_in_nobody_or_anybody_are_refused(written: str, why: str) -> None:
    with pytest.raises(SettingsError, match=why):
        parse_settings(f"[web]\n{written}\n")
