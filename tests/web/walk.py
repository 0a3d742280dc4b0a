"""Requests that nobody means well by: any address, role and input, and what an answer must not be."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from fastapi.testclient import TestClient
from httpx2 import Response
from hypothesis import strategies as st

from tests.web.accounts import PASSWORD
from tests.web.every_address import all_routes, asked_of, filled, named
from tests.web.planted_calls import SECRETS, WORDS, told_secrets

ROLES = tuple(SECRETS)
KNOWN = (
    *WORDS,
    *WORDS.values(),
    "Jana Kovac",
    "Tom Berg",
    "agent12",
    "Acme Ltd",
    "+4912345",
    "Zenlane",
    "Export",
    "t1",
    "competitor",
    "feature",
    "phrase",
    "competitor-zenlane-good",
    "competitor-zenlane-bad",
    "feature-export-bad",
    "Petra",
    "jana",
    "tom",
    PASSWORD,
    "service",
    "next step agreed",
)
ODD = (
    "",
    " ",
    "0",
    "-1",
    "1",
    "1.5",
    "1e999",
    "nan",
    "inf",
    "9" * 30,
    "2026-13-45",
    "2026-11-17",
    "none",
    "true",
    "..",
    "../../etc/passwd",
    "..%2f..%2fcoachkit.toml",
    "%00",
    "\0",
    "%",
    "\\",
    "//elsewhere.test",
    "javascript:alert(1)",
    "'",
    '"',
    "' or 1=1 --",
    "'; drop table calls; --",
    "agent:",
    "agent:Tom",
    'agent:"Tom Berg" OR zenlane',
    "(((",
    "*",
    "~zenlane",
    "NOT zenlane",
    "name:Zenlane went:bad",
    "called:2ee7c0de",
    "{{ 7 * 7 }}",
    "<script>",
    "\u202e",
    "😀",
    "İ",
    "ß",
    "é",
    "\ud7ff",
    "json",
    "zip",
    "html",
    "m3u8",
    "lead",
    "peers",
    "places",
    "calls",
    "agents",
    "answers",
    "good",
    "bad",
    "-started",
    "week",
    "month",
    "~" * 300,
    "x" * 5_000,
    "a\r\nSet-Cookie: x=1",
)
FIELDS = sorted(
    {name for route in all_routes() for name in asked_of(route)} | {"nonsense", "done", "_method"}
)

FITTING = {
    "call": (*WORDS,),
    "call_id": (*WORDS,),
    "name": ("Jana Kovac", "Tom Berg", "Acme Ltd", "+4912345", "Zenlane", "Export"),
    "kind": ("competitor", "feature", "phrase"),
    "playlist": ("competitor-zenlane-good", "competitor-zenlane-bad", "topic-dashboards-mixed"),
    "topic_id": ("t1", *(f"t-{word}" for word in WORDS.values())),
    "playbook_id": tuple(f"book-{word}" for word in WORDS.values()),
    "subject": ("competitor-zenlane", "feature-export"),
}
"""What names in addresses can stand for; those not told here are numbers."""

READ = [route for route in all_routes() if "GET" in (route.methods or ())]

values = st.one_of(
    st.sampled_from(KNOWN),
    st.sampled_from(ODD),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20),
    st.integers().map(str),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request."""

    role: str
    method: str
    address: str
    question: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str], ...]
    token: str
    """`own`, or what stands in its place."""
    headers: tuple[tuple[str, str], ...]

    @property
    def told(self) -> str:
        """All that the request itself says."""
        pairs = [*self.question, *self.fields, *self.headers]
        return f"{self.address} {' '.join(f'{name} {value}' for name, value in pairs)}"


def _word(draw: st.DrawFn, name: str) -> str:
    """Return what a name in an address is filled with: mostly what it could stand for."""
    fitting = FITTING.get(name, ("0", "1"))
    value = draw(st.sampled_from(fitting) if draw(st.integers(0, 9)) < 7 else values)
    return quote(value, safe=draw(st.sampled_from(["", "/"])))


@st.composite
def requests(draw: st.DrawFn) -> Asked:
    """Return any request: mostly to addresses that there are, by fields that they take."""
    # most forms are refused to most roles, so pages, which tell things, are asked for more often
    route = draw(st.sampled_from(READ if draw(st.integers(0, 9)) < 6 else all_routes()))
    words = [_word(draw, name) for name in named(route.path)]
    address = draw(
        st.one_of(
            st.just(filled(route.path, words)),
            st.just(filled(route.path, words)),
            values.map(lambda value: "/" + quote(value)),
        )
        if draw(st.integers(0, 9)) == 0
        else st.just(filled(route.path, words))
    )
    taken = st.sampled_from(asked_of(route) or FIELDS) | st.sampled_from(FIELDS)
    pairs = st.one_of(st.just(()), st.just(()), st.lists(st.tuples(taken, values), max_size=6).map(tuple))
    own = sorted(route.methods or {"GET"})[0]
    return Asked(
        role=draw(st.sampled_from(ROLES)),
        method=draw(st.sampled_from([own] * 30 + ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS"])),
        address=address,
        question=draw(pairs),
        fields=draw(pairs),
        token=draw(st.sampled_from(["own"] * 9 + ["of another", "", "0" * 64, "made up"])),
        headers=draw(
            st.lists(
                st.sampled_from(
                    [
                        ("hx-request", "true"),
                        ("hx-current-url", "http://elsewhere.test/calls?agent=Tom"),
                        ("range", "bytes=0-99"),
                        ("range", "bytes=-1"),
                        ("accept", "application/json"),
                        ("x-remote-user", "Petra"),
                        ("authorization", "Bearer made-up-token-of-nobody"),
                        ("x-forwarded-for", "127.0.0.1"),
                        ("if-none-match", "*"),
                        ("accept-encoding", "gzip"),
                    ]
                ),
                max_size=2,
            ).map(tuple)
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Walkers:
    """A client for each role, logged in, and the form token that its pages hold."""

    clients: dict[str, TestClient]
    tokens: dict[str, str]

    @classmethod
    def of(cls, clients: dict[str, TestClient]) -> "Walkers":
        """Return the walkers of clients that are logged in, but for that of nobody."""
        return cls(clients=clients, tokens={role: _token(client) for role, client in clients.items()})

    def ask(self, asked: Asked) -> Response:
        """Send a request, and return what is answered."""
        others = [role for role in ROLES if role != asked.role]
        tokens = {"own": self.tokens[asked.role], "of another": self.tokens[others[0]]}
        # who logs out is out for the rest of the walk
        token = "" if asked.address == "/logout" else tokens.get(asked.token, asked.token)
        headers = [*asked.headers, ("origin", "http://127.0.0.1")]
        content = None
        if asked.method in ("POST", "PUT", "DELETE"):
            fields = [one for one in asked.fields if one[0] != "form"]
            content = _encoded([*fields, ("form", token)])
            headers.append(("content-type", "application/x-www-form-urlencoded"))
        client = self.clients[asked.role]
        kept = [*client.cookies.jar]
        address = f"{asked.address}?{_encoded(asked.question)}"
        try:
            return client.request(
                asked.method, address, headers=headers, follow_redirects=False, content=content
            )
        finally:
            client.cookies.clear()  # whoever logged in or out by chance is who they were
            for cookie in kept:
                client.cookies.jar.set_cookie(cookie)


def wrong_with(asked: Asked, answer: Response) -> str | None:
    """Return what is wrong with an answer; None: nothing."""
    if answer.status_code == 500 or answer.status_code > 503:
        return f"status {answer.status_code}"
    told = f"{answer.headers}\n{answer.text if _is_text(answer) else ''}"
    leaked = told_secrets(asked.role, told, asked.told)
    return f"tells {leaked}" if leaked else None


def _encoded(pairs: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)


def _is_text(answer: Response) -> bool:
    return not answer.headers.get("content-type", "").startswith(("audio/", "application/zip"))


def _token(client: TestClient) -> str:
    found = re.search(r'name="form" value="([0-9a-f]{64})"', client.get("/calls").text)
    return found[1] if found else ""
