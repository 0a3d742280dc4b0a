"""Pages in a real browser: when the first of them is seen, and all that is loaded for it."""

import shutil
from collections.abc import Sequence
from statistics import median

from playwright.sync_api import sync_playwright

_SEEN = """() => ({
  paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
  loaded: [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .filter((one) => !one.name.includes("/audio/"))
    .map((one) => [one.encodedBodySize, one.decodedBodySize]),
})"""

_PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => {
  if (list.getEntriesByName("first-contentful-paint").length) done();
}).observe({ type: "paint", buffered: true }))"""


def seen(port: int, addresses: Sequence[str], *, rounds: int) -> list[dict[str, object]]:
    """Return when each page paints something first, and its weight, for a browser that knows nothing yet."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        found: list[dict[str, object]] = []
        for address in addresses:
            paints, sent, unpacked = [], 0, 0
            for _ in range(rounds):
                context = browser.new_context(base_url=f"http://127.0.0.1:{port}")
                tab = context.new_page()
                tab.goto(address, wait_until="load")
                tab.evaluate(_PAINTED)
                told = tab.evaluate(_SEEN)
                paints.append(told["paint"])
                sent = sum(one[0] for one in told["loaded"])
                unpacked = sum(one[1] for one in told["loaded"])
                context.close()
            found.append(
                {
                    "page": address,
                    "first paint ms": round(median(paints)),
                    "kB sent": round(sent / 1000),
                    "kB unpacked": round(unpacked / 1000),
                }
            )
        browser.close()
    return found
