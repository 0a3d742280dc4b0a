"""Sending a form of a page as a browser does: with all that it holds."""

import re
from html import unescape

from fastapi.testclient import TestClient
from httpx2 import Response

_FORM = re.compile(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')


def send(client: TestClient, page: str, action: str, **fields: str) -> Response:
    """Send the form of `page` that goes to `action`, and follow to the page that tells what was done."""
    shown = client.get(page)
    assert shown.status_code == 200
    found = [inside for where, inside in _FORM.findall(shown.text) if unescape(where) == action]
    assert found, f"{page} has no form for {action}"
    hidden = {name: unescape(value) for name, value in _HIDDEN.findall(found[0])}
    return client.post(action, data=hidden | fields, headers={"origin": str(client.base_url)})


def notice(response: Response) -> str:
    """Return what the page says was done, as plain words."""
    found = re.search(r'<div id="notice"[^>]*>(.*?)</div>', response.text, re.DOTALL)
    assert found
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", found[1])).split())


def undo(client: TestClient, response: Response) -> Response:
    """Press the button that takes it back."""
    found = re.search(r'action="(/undo/[^"]*)"', response.text)
    assert found, "nothing can be taken back"
    return send(client, str(response.url), found[1])
