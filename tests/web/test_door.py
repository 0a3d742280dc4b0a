import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from coachkit.web.app import make_app
from coachkit.web.door import (
    WRONG_A_MINUTE,
    Door,
    HostNames,
    TokenError,
    TokenLock,
    checked_token,
    host_name,
    is_this_machine,
    make_token,
)
from coachkit.web.library_pool import LibraryPool
from coachkit.web.own_address import own_address
from tests.web.conftest import HOME

TOKEN = "a-token-of-good-length"  # noqa: S105 - of no house
EVERYWHERE = "0.0.0.0"  # noqa: S104 - not bound


@pytest.fixture
def db(example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example, tmp_path / "example.db"))


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def locked(db: Path) -> Iterator[TestClient]:
    """Ask the pages of a library that wants a token."""
    door = Door(lock=TokenLock.with_token(TOKEN))
    with TestClient(make_app(LibraryPool(db), door), base_url=HOME, follow_redirects=False) as client:
        yield client


def tell(client: TestClient, token: str, **more: str):
    return client.post("/token", data={"token": token, **more}, headers={"Origin": HOME})


def test_a_page_without_the_token_is_a_form_and_nothing_else(locked: TestClient) -> None:
    page = locked.get("/calls?label=bad")
    assert page.status_code == 401
    assert 'name="next" value="/calls?label=bad"' in page.text
    assert "1f00ba5e" not in page.text
    assert page.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("address", ["/api/calls", "/api/openapi.json", "/audio/1f00ba5e", "/api/nothing"])
def test_nothing_else_is_given_without_the_token_either(locked: TestClient, address: str) -> None:
    assert locked.get(address).status_code == 401
    assert locked.head(address).status_code == 401
    assert locked.post(address).status_code == 401


def test_styles_come_without_a_token_as_the_form_needs_them(locked: TestClient) -> None:
    assert locked.get("/static/app.css").status_code == 200


@pytest.mark.parametrize("address", ["/static/../api/calls", "/static/%2e%2e/api/calls", "//static/x"])
def test_no_way_leads_around_the_form(locked: TestClient, address: str) -> None:
    assert "1f00ba5e" not in locked.get(address).text


def test_who_tells_the_token_goes_on_to_the_page_and_stays_in(locked: TestClient) -> None:
    told = tell(locked, f" {TOKEN}\n", next="/calls?label=bad")
    assert (told.status_code, told.headers["Location"]) == (303, "/calls?label=bad")
    assert locked.get("/calls").status_code == 200


def test_the_cookie_is_for_this_site_alone_and_is_not_the_token(locked: TestClient) -> None:
    cookie = tell(locked, TOKEN).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie


def test_a_made_up_cookie_lets_nobody_in(locked: TestClient) -> None:
    locked.cookies.set("coachkit-80", "x" * 43)
    assert locked.get("/calls").status_code == 401


def test_programs_send_the_token_as_a_header(locked: TestClient) -> None:
    assert locked.get("/api/calls", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    wrong = locked.get("/api/calls", headers={"Authorization": "Bearer nothing-of-the-kind"})
    assert wrong.status_code == 401
    assert wrong.json()["detail"] == "This is not the token."


def test_a_wrong_token_is_told(locked: TestClient) -> None:
    told = tell(locked, "another-token-entirely", next="/calls")
    assert told.status_code == 401
    assert "This is not the token" in told.text
    assert 'value="/calls"' in told.text


def test_after_a_few_wrong_tokens_even_the_right_one_waits(locked: TestClient) -> None:
    for _ in range(WRONG_A_MINUTE):
        assert tell(locked, "wrong").status_code == 401
    told = tell(locked, TOKEN)
    assert told.status_code == 429
    assert 0 < int(told.headers["Retry-After"]) <= 60


def test_who_is_in_stays_in_while_others_guess(locked: TestClient) -> None:
    tell(locked, TOKEN)
    for _ in range(WRONG_A_MINUTE + 1):
        tell(locked, "wrong")
    assert locked.get("/calls").status_code == 200


def test_a_minute_later_tokens_are_looked_at_again() -> None:
    clock = Clock()
    lock = TokenLock.with_token(TOKEN, clock=clock)
    for _ in range(WRONG_A_MINUTE):
        lock.opens("wrong", address="a")
    assert not lock.opens(TOKEN, address="a")
    assert lock.opens(TOKEN, address="b")
    clock.now += 60
    assert lock.opens(TOKEN, address="a")


def test_a_session_ends_after_two_weeks() -> None:
    clock = Clock()
    lock = TokenLock.with_token(TOKEN, clock=clock)
    session = lock.new_session()
    assert lock.knows(session)
    clock.now += 14 * 86_400
    assert not lock.knows(session)


def test_a_part_of_a_page_without_the_token_loads_the_page_anew(locked: TestClient) -> None:
    part = locked.get("/calls", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["HX-Refresh"]) == (401, "true")


def test_a_link_from_elsewhere_offers_to_go_on(locked: TestClient) -> None:
    from_chat = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert "Go on to the page" in locked.get("/calls", headers=from_chat).text
    assert "Go on to the page" not in locked.get("/calls").text


def test_the_form_leads_home_where_no_token_is_needed(client: TestClient) -> None:
    assert client.get("/token", follow_redirects=False).headers["Location"] == "/"


@given(st.text(alphabet="/\\.:a@?#\t\n %", max_size=12))
def test_the_form_leads_to_this_site_only(text: str) -> None:
    address = own_address(text)
    assert address.startswith("/")
    assert not address.startswith(("//", "/\\"))
    assert not set(address) & set("\\\t\n ")


@pytest.mark.parametrize("token", ["short", "", "with a space in between", "umläute-sind-nicht-gut"])
def test_a_weak_or_odd_token_is_refused(token: str) -> None:
    with pytest.raises(TokenError):
        checked_token(token)


def test_a_made_token_may_be_used() -> None:
    assert checked_token(make_token()) != make_token()


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("localhost", "localhost"),
        ("LocalHost:8000", "localhost"),
        ("[::1]:8000", "::1"),
        ("example.org.", "example.org"),
        ("a@b", None),
        ("", None),
        ("localhost:x", None),
        ("localhost/x", None),
        ("[::1", None),
    ],
)
def test_the_name_is_read_from_a_host_header(header: str, name: str | None) -> None:
    assert host_name(header) == name


@given(st.text(max_size=30))
def test_any_host_header_is_read_or_refused(header: str) -> None:
    host_name(header)


def test_only_expected_names_are_answered(client: TestClient) -> None:
    for host in ("localhost:8000", "127.0.0.1", "[::1]:1"):
        assert client.get("/calls", headers={"Host": host}).status_code == 200
    for host in ("evil.example", "127.0.0.1.evil.example", "10.0.0.1", "localhost@evil.example"):
        refused = client.get("/calls", headers={"Host": host})
        assert refused.status_code == 400
        assert "1f00ba5e" not in refused.text


def test_other_names_are_allowed_by_name() -> None:
    names = HostNames.of("192.168.1.5", ["Coach.Example.org"])
    assert names.has("192.168.1.5:8000")
    assert names.has("coach.example.org")
    assert not names.has("192.168.1.6:8000")


def test_what_listens_on_all_addresses_goes_by_any_address_but_not_by_any_name() -> None:
    names = HostNames.of(EVERYWHERE)
    assert names.has("192.168.1.5:8000")
    assert names.has("[fe80::1]:8000")
    assert not names.has("evil.example:8000")


@pytest.mark.parametrize(("host", "alone"), [("127.0.0.1", True), ("::1", True), ("localhost", True)])
@pytest.mark.parametrize(("elsewhere"), [EVERYWHERE, "::", "192.168.1.5", "example.org"])
def test_addresses_of_this_machine_are_told_from_others(host: str, alone: bool, elsewhere: str) -> None:
    assert is_this_machine(host) is alone
    assert not is_this_machine(elsewhere)
