"""How fast the web page of a large library is, how heavy its pages are, and what the server holds.

    python benchmarks/web.py --library web.db --source coachkit-demo.db [--calls 10000] [--users 20]

Puts a library of so many calls together from those of `--source` where it is not there yet
(`web_library.py`; an hour's half for 10,000), serves it in a process of its own, and asks it over its port:
every page that a link leads to and the same as data, what is sent while somebody types, and pages of all
kinds for many users at once. A browser (chromium) then says when it shows the first of each kind of page.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from times_of import spread
from transcripts import report, tell
from web_browser import seen
from web_library import make_library
from web_pages import Kind, find_pages, twin_of
from web_server import Asker, running
from web_users import together

TYPED = ("refund", "price increase", "export fails", "cancel my contract", "how long does it take")
_TYPING = "/search/hits?typing=1&q="


def main() -> None:
    """Read the arguments, make what is missing, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--source", type=Path, default=Path("coachkit-demo.db"))
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30.0, help="for which the users ask")
    parser.add_argument("--no-browser", action="store_true", help="leave out what needs chromium")
    given = parser.parse_args()
    if not given.library.exists() or given.source.exists():
        make_library(given.library, given.source, calls=given.calls)
    report(measure(given.library, given))


def measure(library: Path, given: argparse.Namespace) -> dict[str, object]:
    """Return all figures of a library."""
    with running(library) as server, Asker(server.port) as asker:
        before = server.megabytes()
        kinds, not_linked = find_pages(asker)
        pages = []
        for kind in kinds:
            pages.append(of_kind(asker, kind, rounds=given.rounds))
            tell(str(pages[-1]))
        typing = of_typing(asker, rounds=max(1, given.rounds // 5))
        tell(f"typing: {typing}")
        whole = [kind for kind in kinds if kind.twin]
        addresses = [address for kind in whole for address in kind.addresses]
        users = together(server.port, addresses, users=given.users, seconds=given.seconds)
        tell(f"at once: {users}")
        firsts = [kind.addresses[0] for kind in whole]
        return {
            "pages": pages,
            "no link leads to": not_linked,
            "typing": typing,
            "at once": users,
            "in chromium": [] if given.no_browser else seen(server.port, firsts, rounds=3),
            "MB at the start": before,
            "MB at the end": server.megabytes(),
            "MB at most": server.megabytes("VmHWM"),
        }


def of_kind(asker: Asker, kind: Kind, *, rounds: int) -> dict[str, object]:
    """Return how long pages of a kind and their twins take, and how large the largest is."""
    return {
        "page": kind.path,
        **_of_addresses(asker, kind.addresses, rounds=rounds),
        "as data": _of_addresses(
            asker, [twin for one in kind.addresses if (twin := twin_of(kind, one))], rounds=rounds
        ),
    }


def _of_addresses(asker: Asker, addresses: Sequence[str], *, rounds: int) -> dict[str, object]:
    if not addresses:
        return {}
    firsts = [asker.get(address) for address in addresses]
    taken = [asker.get(address).seconds for _ in range(rounds) for address in addresses]
    return {
        "addresses": len(addresses),
        "statuses": sorted({one.status for one in firsts}),
        "first ms": round(max(one.seconds for one in firsts) * 1000),
        **spread(taken),
        "kB sent": round(max(one.sent for one in firsts) / 1000, 1),
        "kB unpacked": round(max(one.unpacked for one in firsts) / 1000, 1),
    }


def of_typing(asker: Asker, *, rounds: int) -> dict[str, object]:
    """Return how long it takes to show what is found by the words so far, letter after letter."""
    begun = [text[:end].replace(" ", "+") for text in TYPED for end in range(2, len(text) + 1)]
    firsts = [asker.get(_TYPING + text, is_part=True) for text in begun]
    taken = [asker.get(_TYPING + text, is_part=True).seconds for _ in range(rounds) for text in begun]
    return {
        "statuses": sorted({one.status for one in firsts}),
        "first": spread([one.seconds for one in firsts]),
        "again": spread(taken),
    }


if __name__ == "__main__":
    main()
