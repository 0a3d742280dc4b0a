"""The searches that are timed: one or more of every kind, with words and names that the library has.

They are made from the library's own vocabulary and names, so the same kinds are asked of any library; only
the questions are fixed, as agents might ask them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit import models
from coachkit.searching.everyday import EVERYDAY
from coachkit.searching.results import Mode
from coachkit.store.library import Library
from coachkit.store.reading.vocabulary import StoredVocabulary

QUESTIONS = (
    "what does it cost for twelve users",
    "how do I export my invoices",
    "can you match their price",
    "customer wants to cancel the contract",
    "the app does not work on the phone",
    "who asked for a discount at the end of the year?",
    "is there a cheaper plan",
    "why was I charged twice",
    "do you have single sign-on",
    "how long does it take to move all our data over to you",
)
BOTH: tuple[Mode, ...] = ("keyword", "hybrid")
ALL: tuple[Mode, ...] = ("keyword", "semantic", "hybrid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A search to time."""

    kind: str
    text: str
    modes: tuple[Mode, ...] = ("keyword",)


def queries(library: Library) -> list[Timed]:
    """Return the fixed set for this library."""
    words = StoredVocabulary(library).beginning("")
    telling = [word for word, _ in words if word.isalpha() and word not in EVERYDAY and len(word) > 3]
    rare = [word for word, turns in words if turns == 3 and word.isalpha() and len(word) > 4]
    common, less, third, middle = telling[0], telling[1], telling[2], telling[len(telling) // 50]
    once = (rare or telling)[len(rare) // 2]
    return [
        *(Timed(kind="question", text=text, modes=ALL) for text in QUESTIONS),
        Timed(kind="rare word", text=once, modes=ALL),
        Timed(kind="word", text=middle, modes=ALL),
        Timed(kind="common word", text=common, modes=ALL),
        Timed(kind="commonest word", text=words[0][0], modes=ALL),
        Timed(kind="two common words", text=f"{common} {less}", modes=ALL),
        Timed(kind="two commonest words", text=f"{words[0][0]} {words[1][0]}", modes=ALL),
        Timed(kind="rare and common word", text=f"{once} {common}", modes=ALL),
        Timed(kind="word that nobody says", text="qxqxzq", modes=ALL),
        Timed(kind="phrase", text=f'"{_phrase(library)}"', modes=BOTH),
        Timed(kind="phrase", text=f'"{words[0][0]} {words[1][0]}"'),
        Timed(kind="prefix", text=f"{common[:4]}*"),
        Timed(kind="short prefix", text=f"{common[0]}*"),
        Timed(kind="fuzzy", text=f"~{middle}"),
        Timed(kind="fuzzy", text=f"~{common[:-1]}"),
        Timed(kind="lemma", text=f"lemma:{common}"),
        Timed(kind="NEAR", text=f"{common} NEAR/5 {less}"),
        Timed(kind="NEAR", text=f"{words[0][0]} NEAR/5 {words[1][0]}"),
        Timed(kind="NOT", text=f"{common} -{less}"),
        Timed(kind="NOT alone", text=f"-{common}"),
        Timed(kind="OR", text=f"{middle} OR {less}"),
        Timed(kind="THEN", text=f"{common} THEN {less} WITHIN 30s"),
        Timed(kind="THEN", text=f"{middle} THEN {third}"),
        Timed(kind="THEN of a rare word", text=f"{common} THEN {once} WITHIN 30s"),
        Timed(kind="somewhere in the call", text=f"{common} call:({less} said-by:customer)"),
        Timed(kind="somewhere in the call", text=f"{less} -call:({once})"),
        *_fields(library, common, middle),
    ]


def _fields(library: Library, common: str, middle: str) -> list[Timed]:
    """Return each field alone and with a common word."""
    agent = library.rows(models.Agent)[0]
    customer = library.rows(models.Customer)[0].name
    calls = library.rows(models.Call)
    day = (calls[len(calls) // 2].started_at or "")[:10]
    topic = max(library.rows(models.Topic), key=lambda one: (one.epoch, -one.n)).title
    found = [one.name for one in library.rows(models.Mention, call_id=_with_mention(library)[0])]
    name, tracker = _with_mention(library)[1], _commonest_tracker(library)
    values = {
        "said-by": ["customer"],
        "speaker": [agent.name.split()[0].lower()],
        "name": [f'"{name}"'],
        "moment": ["question", "competitor", f'"{tracker}"'],
        "went": ["bad"],
        "in": ["first60s", "last10%"],
        "agent": [f'"{agent.name}"'],
        "team": [f'"{agent.team}"'],
        "customer": [f'"{customer}"'],
        "topic": [f'"{topic}"'],
        "tracker": [f'"{tracker}"'],
        "competitor": [f'"{name}"'],
        "kind": ["support"],
        "language": ["en"],
        "call": [calls[0].id],
        "label": ["bad"],
        "medium": ["recording"],
        "grade": ["A"],
        "has": ["competitor", "outcome"],
        "date": [day[:7], day, f"{day[:4]}"],
        "duration": [">3m"],
        "score": ["<50"],
        "metric": ["talk_ratio_of_call>0.5"],
        "outcome": ["csat"] if found else [],
    }
    asked = [f"{field}:{value}" for field, several in values.items() for value in several]
    return [
        *(Timed(kind="field alone", text=one) for one in asked),
        *(
            Timed(kind="how it went", text=f"{one} went:bad")
            for one in ("moment:objection", f'name:"{name}"')
        ),
        *(Timed(kind="field and common word", text=f"{one} {common}", modes=BOTH) for one in asked),
        Timed(kind="two fields and a word", text=f'team:"{agent.team}" label:bad {middle}', modes=ALL),
    ]


def _phrase(library: Library) -> str:
    """Return a phrase of two words or more that is typical of a call."""
    for call in library.rows(models.Call):
        for one in library.rows(models.Keyword, call_id=call.id):
            if " " in one.phrase:
                return one.phrase
    return "thank you"


def _with_mention(library: Library) -> tuple[str, str]:
    """Return a call in which a competitor is named, and the name."""
    for call in library.rows(models.Call):
        for one in library.rows(models.Mention, call_id=call.id):
            if one.kind == "competitor":
                return call.id, one.name
    return "", ""


def _commonest_tracker(library: Library) -> str:
    """Return the tracker of which the first calls have most hits."""
    counts: dict[str, int] = {}
    for call in library.rows(models.Call)[:200]:
        for one in library.rows(models.TrackerHit, call_id=call.id):
            counts[one.tracker] = counts.get(one.tracker, 0) + 1
    return max(counts, key=lambda name: (counts[name], name), default="")


def kinds_of(asked: Sequence[Timed]) -> list[str]:
    """Return the kinds in order, each once."""
    return list(dict.fromkeys(one.kind for one in asked))
