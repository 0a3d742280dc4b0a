import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.web.accounts import log_in, reception_of, save_users
from tests.web.conftest import HOME
from tests.web.planted_calls import plant
from tests.web.walk import ROLES, Asked, Walkers, requests, wrong_with

STEPS = int(os.environ.get("COACHKIT_WALK", "500"))
"""Requests; `benchmarks/web_walk.py` does thousands."""
COUNTS: Counter[tuple[str, int]] = Counter()


@pytest.fixture(scope="module")
def walkers(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walkers]:
    db = Path(shutil.copy(example, tmp_path_factory.mktemp("walk") / "example.db"))
    save_users(plant(db))
    app = make_app(LibraryPool(db), reception=reception_of(db))
    with ExitStack() as stack:
        clients = {}
        for role in ROLES:
            client = TestClient(app, base_url=HOME, raise_server_exceptions=False)
            clients[role] = stack.enter_context(client)
            if role != "nobody":
                log_in(client, "Petra" if role == "petra" else role)
        yield Walkers.of(clients)


@settings(
    max_examples=STEPS,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(asked=requests())
def test_no_request_makes_the_server_fail_or_tell_what_is_not_ones_own(
    walkers: Walkers, asked: Asked
) -> None:
    answer = walkers.ask(asked)
    COUNTS[asked.role, answer.status_code] += 1
    assert wrong_with(asked, answer) is None, wrong_with(asked, answer)


def test_the_walk_went_everywhere() -> None:
    assert {role for role, _ in COUNTS} == {*ROLES}
    assert {200, 400, 401, 403, 404} <= {status for _, status in COUNTS}
    assert COUNTS.total() >= STEPS
