"""Whether somebody speaks for the company: how its people answer the telephone, its name misheard or not."""

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from coachkit.conversation import words_of
from coachkit.cues import CueList
from coachkit.models import Segment

ALIKE = 0.8
"""Share of letters from which words are the company's name, which recognisers often misspell."""
FIRST_LINES = 3
"""The agent's first line is a greeting where it is among so many first lines of the call."""
_STAND_IN = "ourcompany"


def greets_for(text: str, company: Sequence[str], greetings: Mapping[str, CueList]) -> bool:
    """Say whether `text` introduces the speaker as one of the company's; `greetings` is that pack.

    Somebody who asks whether that is the company is not of it.
    """
    said = with_stand_in(text, ["".join(words_of(name)) for name in company])
    return not greetings["asks"].found_in(said) and bool(greetings["introduces"].found_in(said))


def greeting_of(segments: Sequence[Segment]) -> int | None:
    """Return the number (`Segment.n`) of the line in which the agent answers or opens the call, if any.

    The names in it are the company's, the agent's and the customer's, however they were misheard.
    """
    return next((one.n for one in segments[:FIRST_LINES] if one.role == "agent"), None)


def with_stand_in(text: str, names: Sequence[str]) -> str:
    """Return the words of `text` with every name of the company as one word; `names` without spaces."""
    words = words_of(text)
    out: list[str] = []
    at = 0
    while at < len(words):
        length = next((n for n in (3, 2, 1) if _is_name("".join(words[at : at + n]), names)), 0)
        out.append(_STAND_IN if length else words[at])
        at += max(length, 1)
    return " ".join(out)


def _is_name(letters: str, names: Sequence[str]) -> bool:
    return any(
        name and Levenshtein.normalized_similarity(letters.removesuffix("'s"), name) >= ALIKE
        for name in names
    )
