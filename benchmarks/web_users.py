"""Several people at once: each asks for pages one after the other, in an order of their own."""

import random
import threading
import time
from collections.abc import Sequence

from times_of import spread
from web_server import Asker

_MORE_THAN_WRONG = 500


def together(port: int, addresses: Sequence[str], *, users: int, seconds: float) -> dict[str, object]:
    """Return how fast pages came, how many, and what failed, with so many users who never stop to read."""
    end = time.perf_counter() + seconds
    taken: list[float] = []
    failed: list[str] = []

    def ask(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - not for secrets
        with Asker(port) as asker:
            while time.perf_counter() < end:
                address = chance.choice(addresses)
                try:
                    answer = asker.get(address)
                except OSError as error:
                    failed.append(f"{address}: {error}")
                    return
                taken.append(answer.seconds)
                if answer.status >= _MORE_THAN_WRONG:
                    failed.append(f"{address}: {answer.status}")

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "users": users,
        "pages a second": round(len(taken) / seconds, 1),
        **spread(taken),
        "errors": len(failed),
        "failed": failed[:5],
    }
