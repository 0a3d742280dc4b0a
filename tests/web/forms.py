"""Sending a form of a page as a browser does: with all that it holds."""

import re
from html import unescape

from httpx2 import Client, Response

_FORM = re.compile(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')
_TYPED = re.compile(r'<input(?: type="text")? (?:id="[^"]*" )?name="([^"]*)" value="([^"]*)"')
_LONG = re.compile(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>')


def send(client: Client, page: str, action: str, **fields: str) -> Response:
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


def undo(client: Client, response: Response) -> Response:
    """Press the button that takes it back."""
    found = re.search(r'action="(/undo/[^"]*)"', response.text)
    assert found, "nothing can be taken back"
    return send(client, str(response.url), found[1])


def use_mine(client: Client, response: Response) -> Response:
    """Press “Use mine” where both were shown, with all that the form holds."""
    assert response.status_code == 409
    for action, inside in _FORM.findall(response.text):
        if "Use mine" in inside:
            hidden = {name: unescape(value) for name, value in _HIDDEN.findall(inside)}
            typed = {name: unescape(value) for name, value in _TYPED.findall(inside)}
            long = {name: unescape(value) for name, value in _LONG.findall(inside)}
            origin = {"origin": str(client.base_url)}
            return client.post(unescape(action), data=hidden | typed | long, headers=origin)
    raise AssertionError("there is no “Use mine”")
