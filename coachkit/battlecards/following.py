"""What customers say next: what they turn to in the minute after the reply begins to be answered."""

from collections.abc import Iterable, Iterator, Mapping

from coachkit.battlecards.matter import Later, Took, Turned
from coachkit.models import Case, ReactionKind
from coachkit.replies.occurrences import is_telling_question

WITHIN = 60.0
"""Seconds after the customer begins to react."""
_REACTS: Mapping[ReactionKind, str] = {
    "acceptance": "goes along with it",
    "agreement": "goes along with it",
    "thanks": "goes along with it",
    "better": "sounds happier",
    "worse": "sounds less happy",
    "rejection": "does not accept it",
    "repeat": "has to say it again",
    "escalation": "wants somebody else",
}
_NAMES: Mapping[str, str] = {
    "competitor": "names {}",
    "feature_asked": "asks for {}",
    "feature_failing": "says that {} does not work",
}
_OWN: Mapping[str, str] = {
    "competitor": "comes back to it",
    "feature_asked": "asks about it again",
    "feature_failing": "says again that it does not work",
}
_TURNS_TO: Mapping[str, str] = {
    "escalation": "wants somebody else",
    "feature_asked": "asks whether it can do something",
    "feature_failing": "says that something does not work",
    "price": "brings up the price",
    "objection": "objects",
    "resolution": "says that it works now",
    "question": "asks a question",
    "next_step": "settles what happens next",
    "frustration": "is annoyed",
    "praise": "is pleased",
}
"""Where several are said at once, the first of them is told."""
_ORDER = {kind: place for place, kind in enumerate((*_NAMES, *_TURNS_TO))}
MOMENTS = tuple(sorted(_ORDER))
"""The kinds of moments that are told."""
_MOODS = frozenset({"frustration", "objection", "praise"})
"""Within the reaction they only say once more how the customer takes it."""


def turned_to(case: Case, took: Took | None, later: Iterable[Later]) -> list[Turned]:
    """Return what the customer of a case turns to, each once; `later` are their moments, in order.

    Counted are a clear reaction and what comes up from where the customer begins to react.
    """
    found: dict[str, Turned] = {}
    for one in _found(case, took, later):
        found.setdefault(one.words, one)
    return [*found.values()]


def _found(case: Case, took: Took | None, later: Iterable[Later]) -> Iterator[Turned]:
    if took and took.reaction in _REACTS and case.quote:
        yield _turned(case, _REACTS[took.reaction], case.quote_start, case.quote_end, case.quote)
    begin = _begin(case, took)
    within = [one for one in later if begin <= one.start < begin + WITHIN]
    told: list[Later] = []
    for one in sorted(within, key=lambda one: (_ORDER[one.kind], one.start)):
        is_reaction = one.kind in _MOODS and case.quote_start <= one.start < case.quote_end
        is_told = any(one.start < other.end and other.start < one.end for other in told)
        words = _words(case, one)
        if words and not is_reaction and not is_told:
            told.append(one)
            yield _turned(case, words, one.start, one.end, one.quote)


def _begin(case: Case, took: Took | None) -> float:
    """Return when the reply is over: where the customer begins to react, else at the end of the case."""
    if took and took.reaction_start is not None:
        return took.reaction_start
    return case.quote_start if case.quote else case.end


def _words(case: Case, one: Later) -> str | None:
    if one.kind == "question" and not is_telling_question(one.quote):
        return None
    if one.name is not None and one.kind in _NAMES:
        return _OWN[one.kind] if one.name == case.name else _NAMES[one.kind].format(one.name)
    return _TURNS_TO.get(one.kind)


def _turned(case: Case, words: str, start: float, end: float, quote: str) -> Turned:
    return Turned(
        call_id=case.call_id,
        case=case.n,
        words=words,
        agent=case.agent,
        verdict=case.verdict,
        start=start,
        end=end,
        quote=quote,
    )
