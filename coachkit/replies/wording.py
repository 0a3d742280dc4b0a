"""What an exchange is told in: a sentence that says what came up and how the customer took the reply."""

from collections.abc import Mapping

from coachkit.languages import name_of
from coachkit.models import ReactionKind, Verdict
from coachkit.replies.occurrences import Occurrence
from coachkit.replies.reactions import Reaction

COMES_UP: Mapping[str, str] = {
    "escalation": "The customer wants somebody else",
    "objection": "The customer objects",
    "feature_failing": "The customer says that something fails",
    "feature_asked": "The customer asks for something",
    "price": "The customer speaks of the price",
    "frustration": "The customer is frustrated",
    "question": "The customer asks a question",
}
TOOK: Mapping[ReactionKind, str] = {
    "acceptance": "takes the reply well",
    "thanks": "gives thanks for the reply",
    "agreement": "agrees with the reply",
    "better": "sounds better after the reply",
    "worse": "sounds worse after the reply",
    "rejection": "does not accept the reply",
    "repeat": "has to say it again",
    "escalation": "wants somebody else after the reply",
}
TOOK_SO: Mapping[Verdict, str] = {
    "good": "takes the reply well",
    "bad": "is not satisfied with the reply",
    "neutral": "takes the reply without a clear reaction",
}


def told_of(
    occurrence: Occurrence, reaction: Reaction | None, verdict: Verdict, *, unread: str | None
) -> str:
    """Return the sentence, without a full stop.

    `unread`: the language that the reaction is in, where nobody can judge that.
    """
    what = _what(occurrence)
    if unread:
        return f"{what}; the reaction is in {name_of(unread)} and not judged"
    if reaction is None or reaction.kind == "silence":
        return f"{what} and the customer does not react to the reply"
    return f"{what}; the customer {TOOK.get(reaction.kind, TOOK_SO[verdict])}"


def _what(occurrence: Occurrence) -> str:
    name = occurrence.name
    told = {
        "competitor": f"{name} is named",
        "feature": f"It is about {name}",
        "tracker": f"“{name}” comes up",
        "moment": COMES_UP.get(name, name),
    }
    return told[occurrence.kind]
