"""Candidates of lists, for tests: each says something else, unless it is told otherwise."""

from coachkit.playlists.candidates import Candidate

WORDS = (
    "apple",
    "brick",
    "cloud",
    "drift",
    "eagle",
    "frost",
    "grain",
    "house",
    "ivory",
    "juice",
    "knife",
    "lemon",
)


def said(n: int) -> str:
    """Return a line that is like no other."""
    return " ".join(WORDS[(n * 5 + k * (n + 1)) % len(WORDS)] for k in range(6)) + f" {n * 7919}"


def candidate(n: int, **changes: object) -> Candidate:
    values: dict[str, object] = {
        "call_id": f"c{n}",
        "started_at": "2026-11-16T09:00:00+01:00",
        "customer": f"Customer of {changes.get('call_id', n)}",
        "agents": (f"Agent {n}",),
        "kind": "competitor",
        "name": "Zenlane",
        "verdict": "good",
        "start": 10.0,
        "end": 40.0,
        "reason": "Zenlane comes up; the customer takes the reply well",
        "score": 0.5,
        "quote": said(n),
        "quote_start": 30.0,
        "quote_end": 35.0,
        "prompt": said(n + 500),
        "card": None,
        "topic": None,
        "moments": (),
    }
    return Candidate(**(values | changes))  # type: ignore[arg-type]
