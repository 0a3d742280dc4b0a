"""Walk the web page as a lead, two agents and nobody, with thousands of requests that mean no good.

    python -m benchmarks.web_walk [REQUESTS]

Says how many were answered how, and which answers were failures of the server or told what the role may not
see.
"""

import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import ExitStack
from pathlib import Path

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, seed, settings

from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.export.example import build_example
from tests.web.accounts import log_in, reception_of, save_users
from tests.web.planted_calls import plant
from tests.web.walk import ROLES, Asked, Walkers, requests, wrong_with

ROUND = 1_000
"""Requests to one library; then a fresh one is walked, as a lead's requests change it."""


def main(wanted: int) -> int:
    """Walk, print the counts, and return how many answers were wrong."""
    counts: Counter[tuple[str, int]] = Counter()
    seconds: dict[str, list[float]] = defaultdict(list)
    wrong: list[str] = []
    rounds = 0
    while counts.total() < wanted:
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            _walk(_walkers(Path(folder), stack), rounds, counts, seconds, wrong)
        rounds += 1
    print(f"{counts.total():,} requests to {rounds} libraries, {len(wrong)} wrong answers")
    for role in ROLES:
        by_status = ", ".join(
            f"{status}: {n:,}" for (one, status), n in sorted(counts.items()) if one == role
        )
        times = sorted(seconds[role])
        p95 = times[int(0.95 * len(times))]
        print(f"{role:7} {len(times):6,} ({by_status}); half within {times[len(times) // 2] * 1000:.0f} ms, "
              f"95 of 100 within {p95 * 1000:.0f} ms, the slowest {times[-1] * 1000:.0f} ms")  # fmt: skip
    print("\n".join(wrong))
    return len(wrong)


def _walkers(folder: Path, stack: ExitStack) -> Walkers:
    db = build_example(folder / "example.db", folder)
    save_users(plant(db))
    app = make_app(LibraryPool(db), reception=reception_of(db))
    clients = {}
    for role in ROLES:
        client = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)
        clients[role] = stack.enter_context(client)
        if role != "nobody":
            log_in(client, "Petra" if role == "petra" else role)
    return Walkers.of(clients)


def _walk(
    walkers: Walkers,
    number: int,
    counts: Counter[tuple[str, int]],
    seconds: dict[str, list[float]],
    wrong: list[str],
) -> None:
    @seed(number)
    @settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(asked=requests())
    def walk(asked: Asked) -> None:
        begun = time.perf_counter()
        answer = walkers.ask(asked)
        seconds[asked.role].append(time.perf_counter() - begun)
        counts[asked.role, answer.status_code] += 1
        if found := wrong_with(asked, answer):
            wrong.append(f"{found}: {asked}"[:600])

    walk()


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000) else 0)
