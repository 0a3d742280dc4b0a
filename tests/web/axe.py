"""What axe finds wrong on a page for people who cannot see, or cannot use a mouse."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_HARMFUL = ("serious", "critical")


def serious_findings(page: Page) -> list[str]:
    """Return what is seriously wrong with the page as it is now: the rule, what it says, and where."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['help']} at {[node['target'] for node in one['nodes']]}"
        for one in found
        if one["impact"] in _HARMFUL
    ]
