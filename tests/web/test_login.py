import re
import shutil
from html import unescape
from pathlib import Path
from typing import Annotated

import argon2
import pytest
from fastapi import FastAPI, Form
from fastapi.responses import Response
from fastapi.testclient import TestClient

from coachkit.store.library import Library
from coachkit.store.users import list_users, remove_user, save_user
from coachkit.web.acting.desk import Desk, Done
from coachkit.web.acting.forms import AnyActing
from coachkit.web.app import make_app
from coachkit.web.door import Door, TokenLock
from coachkit.web.library_pool import LibraryPool
from coachkit.web.passwords import PasswordHasher
from coachkit.web.sessions import HOURS, IDLE_HOURS, Sessions
from tests.export.example import BAD
from tests.web.accounts import AGENTS, PASSWORD, QUICK, log_in, reception_of, save_users, user
from tests.web.conftest import HOME
from tests.web.forms import notice, send

TOKEN = "a-token-of-good-length"  # noqa: S105 - of no house


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def db(example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example, tmp_path / "example.db"))


@pytest.fixture
def stranger(team: FastAPI) -> TestClient:
    """Ask without having logged in, and see where one is sent."""
    return TestClient(team, base_url=HOME, follow_redirects=False)


@pytest.fixture
def heard(team: FastAPI) -> list[str]:
    """What was said at `/say`, where forms do nothing else."""
    said: list[str] = []

    def say(_: Desk) -> Done:
        return Done(said="You said it.")

    @team.post("/say")
    async def take(sent: AnyActing, words: Annotated[str, Form()]) -> Response:
        said.append(words)
        return await sent.do(say)

    return said


def test_where_nobody_is_known_nobody_logs_in(client: TestClient) -> None:
    assert client.get("/calls").status_code == 200
    assert client.get("/login", follow_redirects=False).headers["Location"] == "/"


def test_the_first_user_closes_the_page_at_once(client: TestClient, db: Path) -> None:
    assert client.get("/calls").status_code == 200
    save_users(db)
    assert client.get("/calls").status_code == 401


@pytest.mark.parametrize("address", ["/", "/calls?label=bad", "/api/calls", "/audio/1f00ba5e", "/nothing"])
def test_nothing_is_given_to_a_stranger(stranger: TestClient, address: str) -> None:
    refused = stranger.get(address)
    assert refused.status_code == 401
    assert "1f00ba5e" not in refused.text.replace(address, "")
    assert stranger.head(address).status_code == 401


def test_who_logs_in_goes_on_to_the_page(stranger: TestClient) -> None:
    asked = stranger.get("/calls?label=bad")
    assert 'name="next" value="/calls?label=bad"' in asked.text
    told = log_in(stranger, "Petra", next="/calls?label=bad")
    assert (told.status_code, told.headers["Location"]) == (303, "/calls?label=bad")
    page = stranger.get("/calls")
    assert page.status_code == 200
    assert "Petra" in page.text
    assert "Log out" in page.text


@pytest.mark.parametrize("name", ["petra", " PETRA ", "\uff30etra"])
def test_a_name_is_found_however_it_is_written(stranger: TestClient, name: str) -> None:
    assert log_in(stranger, name).status_code == 303


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_to_another_site(stranger: TestClient, next_page: str) -> None:
    assert log_in(stranger, "Petra", next=next_page).headers["Location"] == "/"


@pytest.mark.parametrize(("name", "password"), [("Petra", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_password_and_an_unknown_name_are_told_alike(
    stranger: TestClient, name: str, password: str
) -> None:
    told = log_in(stranger, name, password)
    assert told.status_code == 401
    assert "No account has this name and password." in told.text
    assert "Set-Cookie" not in told.headers


def test_an_unknown_name_takes_a_hash_as_well(team: FastAPI, stranger: TestClient) -> None:
    class Counting(PasswordHasher):
        checked: list[str | None] = []  # noqa: RUF012 - of one test

        def fits(self, password: str, hashed: str | None) -> bool:
            self.checked.append(hashed)
            return QUICK.fits(password, hashed)

    team.state.reception.accounts.hasher = Counting()
    log_in(stranger, "nobody")
    assert Counting.checked == [None]


def test_who_comes_by_a_proxy_has_no_password_that_fits(stranger: TestClient, db: Path) -> None:
    with Library.open(db) as library:
        save_user(library, user("Petra", password=None))
    for tried in ("", "of nobody", PASSWORD):
        assert log_in(stranger, "Petra", tried).status_code == 401


def test_the_cookie_is_for_this_site_alone_and_no_script_reads_it(stranger: TestClient) -> None:
    cookie = log_in(stranger, "Petra").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert f"Max-Age={HOURS * 3_600}" in cookie
    assert "Secure" not in cookie


def test_on_https_the_cookie_is_never_sent_in_the_clear(team: FastAPI) -> None:
    client = TestClient(team, base_url="https://127.0.0.1", follow_redirects=False)
    assert "Secure" in log_in(client, "Petra").headers["Set-Cookie"]


def test_each_log_in_begins_another_session_and_ends_the_one_before(stranger: TestClient) -> None:
    first = log_in(stranger, "Petra").cookies["coachkit-80"]
    second = log_in(stranger, "Petra").cookies["coachkit-80"]
    assert first != second
    stranger.cookies.clear()
    stranger.cookies.set("coachkit-80", first)
    assert stranger.get("/calls").status_code == 401


@pytest.mark.parametrize("cookie", ["x" * 43, "", '"', "é"])
def test_a_made_up_cookie_lets_nobody_in(stranger: TestClient, cookie: str) -> None:
    raw = f"coachkit-80={cookie}".encode()
    assert stranger.get("/calls", headers={b"Cookie": raw}).status_code == 401


def test_who_logs_out_is_out_and_the_browser_forgets_pages(as_lead: TestClient) -> None:
    cookie = as_lead.cookies["coachkit-80"]
    page = send(as_lead, "/calls", "/logout")
    assert page.url.path == "/login"
    assert page.history[0].headers["Clear-Site-Data"] == '"cache"'
    as_lead.cookies.set("coachkit-80", cookie)
    assert as_lead.get("/calls").status_code == 401


def test_nothing_that_is_shown_stays_in_the_browser(as_lead: TestClient) -> None:
    for address in ("/calls", "/api/calls", f"/calls/{BAD}", "/login"):
        assert as_lead.get(address).headers["Cache-Control"] == "no-store"


def test_a_session_ends_after_a_day_of_work_and_sooner_when_nothing_is_asked(db: Path) -> None:
    clock = Clock()
    sessions = Sessions(clock=clock)
    save_users(db)
    with Library.open(db) as library:
        users = {one.name.casefold(): one for one in list_users(library)}
    session = sessions.begin(users["petra"])
    for _ in range(HOURS - 1):
        clock.now += 3_600
        assert sessions.find(session, users)
    clock.now += 3_600
    assert not sessions.find(session, users)
    session = sessions.begin(users["petra"])
    clock.now += IDLE_HOURS * 3_600
    assert not sessions.find(session, users)


def test_a_new_password_or_role_ends_sessions_at_once(as_lead: TestClient, db: Path) -> None:
    assert as_lead.get("/calls").status_code == 200
    with Library.open(db) as library:
        save_user(library, user("Petra", password=QUICK.hash("another four words")))
    assert as_lead.get("/calls").status_code == 401


def test_who_is_removed_is_out_at_once_and_nobody_is_left_to_come_in(as_lead: TestClient, db: Path) -> None:
    assert as_lead.get("/calls").status_code == 200
    with Library.open(db) as library:
        for name in ("Petra", *AGENTS):
            remove_user(library, name)
    assert as_lead.get("/calls").status_code == 401
    assert log_in(as_lead, "Petra").status_code == 401


def test_a_hash_of_other_parameters_is_made_anew(stranger: TestClient, db: Path) -> None:
    old = PasswordHasher(argon2.PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)).hash(PASSWORD)
    with Library.open(db) as library:
        save_user(library, user("Petra", password=old))
    assert log_in(stranger, "Petra").status_code == 303
    assert stranger.get("/calls").status_code == 200
    with Library.open(db) as library:
        [now] = [one.password for one in list_users(library) if one.name == "Petra"]
    assert now
    assert now != old
    assert not QUICK.is_old(now)
    assert QUICK.fits(PASSWORD, now)


def test_wrong_passwords_make_the_name_wait_and_the_right_one_too(stranger: TestClient) -> None:
    for _ in range(4):
        assert log_in(stranger, "Petra", "wrong").status_code == 401
    told = log_in(stranger, "Petra")
    assert told.status_code == 429
    assert int(told.headers["Retry-After"]) >= 1
    assert "Wait 1 seconds" in told.text or "Wait 1 second" in told.text
    assert 'value="Petra"' in told.text
    assert log_in(stranger, "jana").status_code == 303


def test_an_agent_sees_their_own_calls_alone(as_agent: TestClient, as_lead: TestClient) -> None:
    seen, all_calls = as_agent.get("/api/calls").json(), as_lead.get("/api/calls").json()
    assert 0 < seen["total"] < all_calls["total"]


def test_a_form_of_another_visit_is_not_taken(
    as_lead: TestClient, as_agent: TestClient, team: FastAPI, heard: list[str]
) -> None:
    other = TestClient(team, base_url=HOME)
    log_in(other, "Petra")
    for form in (form_of(other), form_of(as_agent), "made up", ""):
        refused = as_lead.post("/say", data={"words": "forged", "form": form})
        assert refused.status_code == 403
    assert heard == []
    as_lead.post("/say", data={"words": "own", "form": form_of(as_lead)})
    assert heard == ["own"]


@pytest.mark.parametrize("elsewhere", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_form_sent_by_another_site_is_not_even_read(
    as_lead: TestClient, heard: list[str], elsewhere: dict[str, str]
) -> None:
    forged = {"words": "forged", "form": form_of(as_lead)}
    refused = as_lead.post("/say", data=forged, headers=elsewhere)
    assert refused.status_code == 403
    assert "another site" in refused.text
    assert heard == []


def test_what_was_typed_when_the_session_ended_is_shown_again_and_sent_when_asked(
    as_lead: TestClient, heard: list[str]
) -> None:
    as_lead.cookies.clear()
    typed = {"words": 'He said “no” & <b>left</b>\nthen "came" back', "form": "old", "back": "/calls?page=1"}
    asked = as_lead.post("/say", data=typed, headers={"origin": HOME})
    assert asked.status_code == 401
    assert "What you typed is kept" in asked.text
    assert 'value="old"' not in asked.text
    page = follow_form(as_lead, asked.text, name="Petra", password=PASSWORD)
    assert page.status_code == 200
    assert "Send it now" in page.text
    assert heard == []
    done = follow_form(as_lead, page.text)
    assert notice(done) == "You said it."
    assert str(done.url).startswith(f"{HOME}/calls?page=1&done=")
    assert heard == [typed["words"]]


def test_a_wrong_password_keeps_what_was_typed(as_lead: TestClient) -> None:
    as_lead.cookies.clear()
    asked = as_lead.post(f"/calls/{BAD}/rate", data={"verdict": "good", "why": "calm"})
    again = follow_form(as_lead, asked.text, name="Petra", password="wrong")  # noqa: S106 - so it is
    assert again.status_code == 401
    assert 'name="sent.why" value="calm"' in again.text


def test_files_are_told_to_be_chosen_again(as_lead: TestClient) -> None:
    as_lead.cookies.clear()
    asked = as_lead.post("/build", files={"file": ("a.wav", b"RIFF")})
    assert asked.status_code == 401
    assert "choose them once more" in asked.text
    assert follow_form(as_lead, asked.text, name="Petra", password=PASSWORD).url.path == "/"


def test_a_form_as_large_as_may_be_is_kept(as_lead: TestClient) -> None:
    as_lead.cookies.clear()
    large = "é" * 10_500  # 63,000 bytes as it is sent
    asked = as_lead.post(f"/calls/{BAD}/rate", data={"verdict": "good", "why": large})
    page = follow_form(as_lead, asked.text, name="Petra", password=PASSWORD)
    assert page.status_code == 200
    assert large in page.text


def test_a_part_of_a_page_says_so_and_leaves_the_page_as_it_is(stranger: TestClient) -> None:
    for part in (
        stranger.get("/calls", headers={"HX-Request": "true"}),
        stranger.post(f"/calls/{BAD}/rate", data={"verdict": "good"}, headers={"HX-Request": "true"}),
    ):
        assert (part.status_code, part.headers["HX-Retarget"]) == (401, "#notice")
        assert "HX-Refresh" not in part.headers
        assert 'target="_blank"' in part.text


def test_a_form_of_before_may_be_sent_again_from_where_it_is(as_lead: TestClient, heard: list[str]) -> None:
    old = {"words": "calm", "form": form_of(as_lead), "back": "/calls"}
    log_in(as_lead, "Petra")
    asked = as_lead.post("/say", data=old, headers={"HX-Request": "true"})
    assert (asked.status_code, heard) == (403, [])
    assert notice(follow_form(as_lead, asked.text)) == "You said it."
    assert heard == ["calm"]


def test_programs_come_in_by_the_token_where_people_log_in(db: Path) -> None:
    save_users(db)
    door = Door(lock=TokenLock.with_token(TOKEN))
    with TestClient(
        make_app(LibraryPool(db), door, reception=reception_of(db)), base_url=HOME, follow_redirects=False
    ) as client:
        by_token = {"Authorization": f"Bearer {TOKEN}"}
        assert client.get("/api/calls", headers=by_token).status_code == 200
        wrong = client.get("/api/calls", headers={"Authorization": "Bearer nothing-of-the-kind"})
        assert wrong.status_code == 401
        assert client.get("/token").headers["Location"].startswith("/login")
        client.post("/token", data={"token": TOKEN})
        assert client.get("/calls").status_code == 401


def test_a_library_that_cannot_be_read_lets_nobody_in(as_lead: TestClient, db: Path) -> None:
    assert as_lead.get("/calls").status_code == 200
    db.write_bytes(b"nothing of the kind" * 100)
    assert as_lead.get("/api/docs").status_code == 503
    assert as_lead.get("/static/app.css").status_code == 200


def form_of(client: TestClient) -> str:
    """Return what the forms of somebody's pages hold."""
    return client.get("/calls").text.partition('name="form" value="')[2][:64]


def follow_form(client: TestClient, page: str, **typed: str):
    """Send the form of a page that asks to log in or to send something again."""
    found = re.search(r'<main.*?<form action="([^"]*)"(.*?)</form>', page, re.DOTALL) or re.search(
        r'<form action="([^"]*)"(.*?)</form>', page, re.DOTALL
    )
    assert found
    fields = dict(re.findall(r'<input[^>]*name="([^"]*)" value="([^"]*)"', found[2]))
    fields |= dict(re.findall(r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', found[2], re.DOTALL))
    sent = {name: unescape(value) for name, value in fields.items()} | typed
    return client.post(unescape(found[1]), data=sent, headers={"origin": HOME})
