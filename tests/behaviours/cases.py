"""Cases made by hand."""

from collections.abc import Sequence

from coachkit.models import Case


def a_case(*said: str, **changes: object) -> Case:
    """Return a case in which an agent says these lines; `changes` replace its fields."""
    fields: dict[str, object] = {
        "call_id": "c1",
        "n": 0,
        "kind": "moment",
        "name": "objection",
        "exchange": 0,
        "agent": "Ana",
        "verdict": "good",
        "verdict_from": "reaction",
        "is_upset": False,
        "start": 10.0,
        "end": 40.0,
        "prompt": "The price is too high for us.",
        "prompt_start": 10.0,
        "prompt_end": 14.0,
        "quote": "All right then.",
        "quote_start": 30.0,
        "quote_end": 32.0,
        "said": said,
        "segments": tuple(range(1, len(said) + 1)),
        "words": sum(len(line.split()) for line in said),
    }
    return Case(**(fields | changes))  # type: ignore[arg-type]


def spread_out(replies: Sequence[Sequence[str]], **changes: object) -> list[Case]:
    """Return a case for each reply, each in its own call, by three agents in turn."""
    agents = ("Ana", "Ben", "Cleo")
    return [
        a_case(*said, **{"call_id": f"c{n}", "agent": agents[n % 3], **changes})
        for n, said in enumerate(replies)
    ]
