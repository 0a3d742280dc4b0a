"""People who may log in to the example library."""

from functools import cache
from pathlib import Path

import argon2
from fastapi.testclient import TestClient
from httpx2 import Response

from coachkit.models import User
from coachkit.store.library import Library
from coachkit.store.users import save_user
from coachkit.web.accounts import Accounts
from coachkit.web.passwords import PasswordHasher
from coachkit.web.reception import Reception
from coachkit.web.sessions import Sessions

QUICK = PasswordHasher(argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
PASSWORD = "four words of one house"  # noqa: S105 - of no house
AGENTS = {"jana": "Jana Kovac", "tom": "Tom Berg"}


@cache
def password_hash() -> str:
    return QUICK.hash(PASSWORD)


def save_users(db: Path) -> None:
    """Let Petra, a lead, and the agents jana and tom log in."""
    with Library.open(db) as library:
        save_user(library, user("Petra"))
        for name in AGENTS:
            save_user(library, user(name))


def user(name: str, *, password: str | None = "") -> User:
    """Return somebody of the example library; `password` is a hash, empty: that of `PASSWORD`."""
    return User(
        name=name,
        role="agent" if name in AGENTS else "lead",
        agent=AGENTS.get(name),
        password=password_hash() if password == "" else password,
        added_at="2026-11-02T09:00:00+00:00",
    )


def reception_of(db: Path, sessions: Sessions | None = None) -> Reception:
    """Return who may log in, with hashes that are quick to make."""
    return Reception(accounts=Accounts(path=db, hasher=QUICK), sessions=sessions or Sessions())


def log_in(client: TestClient, name: str, password: str = PASSWORD, **more: str) -> Response:
    """Log in as somebody does at the page that asks for it."""
    sent = {"name": name, "password": password, **more}
    return client.post("/login", data=sent, headers={"origin": str(client.base_url)})
