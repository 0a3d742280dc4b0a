"""Questions: what really asks something, with a question mark or, where a recogniser writes none, without."""

import re
from collections.abc import Iterator

from coachkit.conversation import is_backchannel, words_of
from coachkit.moments.finds import Find, find_in
from coachkit.moments.pack import MomentRules
from coachkit.moments.said import Said
from coachkit.moments.talk import Sentence, Talk

MARKED, UNMARKED = 0.95, 0.7
"""How sure a question is with and without its mark."""
FEWEST_WORDS = 3
"""Words of a question; one that begins with “why” or “how” may have fewer."""
_LEAD = (
    r"^\W*(?:(?:so|and|but|okay|ok|well|um|uh|er|yes|no|right|great|then|sorry|hello|hi|oh|alright|also|now|or"
    r"|good|all right|because)\W+)*"
)
_INVERTED = re.compile(
    _LEAD + r"(?:can|could|would|will|do|does|did|is|are|was|were|has|have|should|shall|may|am|isn't|aren't"
    r"|don't|doesn't|didn't|can't|couldn't|won't|wouldn't)\s+"
    r"(?:you|i|we|it|they|that|this|there|he|she|the|your|my|our|anyone|anybody|these|those)\b",
    re.IGNORECASE,
)
_WORD = r"(?:what|why|how|when|where|who|which|whose)"
_BE = re.compile(_LEAD + r"(?:is|are|was|were|does|did)\s+(?!that\b|this\b|just\b|what\b)\w+", re.IGNORECASE)
"""With a word or name that is not known to be a subject: “Is December there”."""
_PROMPT = re.compile(
    _LEAD + r"(?:please )?(?:tell me (?:a (?:bit|little)|about|more|what|how|why|where|which)|talk me through"
    r"|walk me through|anything else\b.{12,})",
    re.IGNORECASE,
)
_ASKED = re.compile(
    _LEAD + _WORD + r"(?:'s|\s+(?:is|are|do|does|did|can|could|would|will|should|was|were|has|have|about|much"
    r"|many|long|soon|often|far|time|kind|sort|else))\b(?! i say| i mean)",
    re.IGNORECASE,
)
_CHECKED = re.compile(
    r"^\W*(?:(?:right|okay|wow|oh|and|but)\W+)*so\W+(?:you(?:'re| are| can| can't| won't| will"
    r"| don't| didn't| have)\b|i (?:have to|can't|won't|need to|just)|it's (?:not|my)|that's (?:it|not|all))",
    re.IGNORECASE,
)
"""How a customer makes sure of what was said, a question in all but its order of words."""
_COMMA = re.compile(r",\s+")
_LATER = re.compile(
    r"^(?:and |so |but |or )?(?:(?:can|could|would|do|does|did|is|are|was|were)\s+(?:you|it|they|that|this"
    r"|there|he|she|the|your|my|our)|(?:what|how|why)(?:'s|\s+(?:is|are|do|does|did|can|could|would|will|should|much"
    r"|many|long|soon|kind|sort|else|time)))\b(?! i say| i mean|'s more)",
    re.IGNORECASE,
)
"""A question after a comma; words that also begin a relative clause are left out."""
_BEGINS_ASKING = re.compile(_LEAD + _WORD + r"\b", re.IGNORECASE)


def asking(talk: Talk) -> frozenset[int]:
    """Return the numbers of the sentences that are put as questions."""
    return frozenset(one.n for one in talk.sentences if one.ends_asking or _asks_unmarked(one))


def _asks_unmarked(sentence: Sentence) -> bool:
    text = sentence.text
    if not sentence.is_read or len(words_of(text)) <= FEWEST_WORDS or text.rstrip().endswith("!"):
        return False
    if any(pattern.search(text) for pattern in (_INVERTED, _BE, _ASKED, _PROMPT)):
        return True
    if sentence.role == "customer" and _CHECKED.search(text):
        return True
    clauses = [text[comma.end() :] for comma in _COMMA.finditer(text)]
    return any(len(words_of(one)) >= FEWEST_WORDS and _LATER.search(one) for one in clauses)


def found_questions(talk: Talk, said: Said, rules: MomentRules, asks: frozenset[int]) -> Iterator[Find]:
    """Yield the questions that want an answer: no echo, no courtesy, no “right?” alone."""
    own = next((place for place, kind in enumerate(rules.kinds) if kind.kind == "question"), None)
    if own is None:
        return
    kind = rules.kinds[own]
    for sentence in talk.sentences:
        if sentence.n not in asks or sentence.role not in kind.said_by or (own, sentence.n) in said.against:
            continue
        if sentence.is_read and not _is_whole(sentence):
            continue
        marked = sentence.ends_asking
        yield find_in(
            sentence,
            "question",
            strength=MARKED if marked else UNMARKED,
            method="words" if marked else "rule",
            detail="it ends with a question mark" if marked else "it begins as questions do",
        )


def _is_whole(sentence: Sentence) -> bool:
    words = words_of(sentence.text)
    if _BEGINS_ASKING.search(sentence.text):
        return True
    return len(words) >= FEWEST_WORDS and not is_backchannel(sentence.text)
