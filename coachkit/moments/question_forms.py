"""How English questions are put: by the order of their words, for text that has lost its question marks."""

import re
from functools import lru_cache

from coachkit.conversation import words_of
from coachkit.cues import built_in_cues

FEWEST_WORDS = 3
"""Words of a question; one that begins with “why” or “how” may have fewer."""


def _any_of(words: str) -> str:
    """Return the pattern for any of some words; “_” stands for a space inside one."""
    return "(?:" + "|".join(word.replace("_", " ") for word in words.split()) + ")"


def _form(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.IGNORECASE)


_BEFORE = _any_of(
    "so and but or okay ok well um uh er hm+ uh-huh yes yeah no right great good then sorry hello hi hey oh"
    " alright all_right also now because maybe wait actually thanks thank_you perfect cool excellent lovely"
    " sure please just alternatively otherwise one_(?:more|last)_(?:thing|question)"
)
_LEAD = rf"^\W*(?:{_BEFORE}\W+)*"
"""What people say before they come to the question."""
_WORD = _any_of("what why how when where who which whose")
_AUXILIARY = _any_of(
    "can could would will do does did is are was were has have should shall may am"
    " isn't aren't don't doesn't didn't can't couldn't won't wouldn't"
)
_SUBJECT = _any_of(
    "you i we it they that this there he she the your my our anyone anybody somebody these those"
)
_COMMAND = r"(?!(?:do|have) (?:it|that|this|them|these|those)\b)"
"""“Do it” is an order."""
_RELATIVE = r"(?! i say| i mean|'s more)"

_INVERTED = _form(_LEAD, _COMMAND, _AUXILIARY, r"\s+", _SUBJECT, r"\b")
_ASKED = _form(
    *(
        _LEAD,
        _WORD,
        r"(?:'s|\s+(?:",
        _AUXILIARY,
        r"|about|much|many|long|soon|often|far|time|kind|sort|else))\b",
    ),
    _RELATIVE,
)
_BE = _form(_LEAD, _any_of("is are was were does did"), r"\s+(?!(?:that|this|just|what)\b)\w+")
"""With a word or name that is not known to be a subject: “Is December there”."""
_OF_ANY = _form(
    *(
        _LEAD,
        _any_of("do does did has have can could will would"),
        r"\s+(?!(?:that|this|just|what|not|be|a)\b)",
    ),
    r"(?:[\w'-]+\s+){1,3}",
    _any_of(
        "have has get got need want work come go know do be been take open show offer support cost include"
        " happen help use see say start stay mean pay run accept deliver make allow"
    ),
    r"\b",
)
"""With any subject, before a common verb: “Do other doctors have time”."""
_WHICH = _form(
    *(_LEAD, "(?:", _any_of("for at in on to from with by of under about until since"), r"\s+)?"),
    r"(?:(?:what|which|whose)(?:'s)?|how \w+)\s+",
    r"(?!(?:i|you|we|he|she|they|it|the|my|our|that|this|a|to|is|was)\b)(?:[\w'-]+\s+){1,5}?",
    *(_AUXILIARY, r"\s+", _SUBJECT, r"\b"),
)
"""With a noun: “For what time should the table be”; not “what I like is the colour”."""
_WITHIN = _form(
    r"(?<!neither )(?<!nor )(?<!as )\b(?:can|could|would|will|do|did|are|have) you ",
    r"(?:please |maybe |also |just )?",
    _any_of(
        "tell check send give book help make find see look show explain confirm change put call get want need"
        " have know mind think remember sure able going still"
    ),
    r"\b",
)
"""In the middle, where a recogniser runs two sentences into one."""
_TAGGED = _form(
    r"(?:,\s*(?:right|correct|is that right|am i right|or not)|\b",
    _any_of("isn't doesn't wasn't don't aren't can't won't didn't haven't hasn't"),
    r" (?:it|you|they|that|we|he|she))\W*$",
)
_PROMPT = _form(
    *(_LEAD, r"(?:please )?(?:tell me (?:a (?:bit|little)|about|more|what|how|why|where|which)"),
    r"|(?:talk|walk) me through|anything else\b.{12,})",
)
_IS_THAT_WHO = re.compile(r"\bis (?:that|this) (?:Mr |Mrs |Ms |Mister |Missus |Doctor )?[A-Z]\w+\W*$")
"""Who takes a call is asked by name, after words of greeting."""
_FORMS = (_BE, _OF_ANY, _WHICH, _WITHIN, _TAGGED, _PROMPT, _IS_THAT_WHO)

_CHECKED = _form(
    r"^\W*(?:(?:right|okay|wow|oh|and|but)\W+)*so\W+",
    r"(?:you(?:'re| are| can| can't| won't| will| don't| didn't| have)\b",
    r"|i (?:have to|can't|won't|need to|just)|it's (?:not|my)|that's (?:it|not|all))",
)
"""How a customer makes sure of what was said, a question in all but its order of words."""
_COMMA = re.compile(r",\s+")
_LATER = _form(
    r"^(?:and |so |but |or )?(?:(?:can|could|would|do|does|did|is|are|was|were)\s+",
    r"(?:you|it|they|that|this|there|he|she|the|your|my|our)|(?:can|could|may|shall|should) (?:i|we)\b",
    r"|(?:what|how|why)(?:'s|\s+(?:is|are|do|does|did|can|could|would|will|should|much|many|long|soon|kind",
    *(r"|sort|else|time)))\b", _RELATIVE),
)  # fmt: skip
"""A question after a comma; words that also begin a relative clause are left out."""
_STATED = _form(
    *(_LEAD, r"(?:i (?:see|think|guess|take it|believe|understand|assume)\W+(?:that )?)?you(?:'re|'ve| "),
    r"(?!(?:know|can|could|will|would|should|may|might|must|need|just|have to|welcome|too|get)\b))",
    r"(?! welcome)",
)
_ANSWERED = _form(
    r"^\W*(?:(?:oh|ah|well|um|uh|hmm|so)\W+)*(?:yes|yeah|yep|yup|no|nope|never|correct|exactly|more like",
    r"|not really|not (?:yet|any ?more|quite)|i (?:do|did|am|have|was|think so|don't|didn't|haven't)\b",
    r"|(?:that's|that is) (?:right|correct|it))\b",
)
_BEGINS_ASKING = _form(_LEAD, _WORD, r"\b")
_CLAUSES = re.compile(r"[,;:–—]| - ")
_LEAD_IN = 2
"""Words that may stand before the word that opens a question: “and so what …”."""


def begins_asking(text: str) -> bool:
    """Say whether a sentence begins with a word that asks."""
    return bool(_BEGINS_ASKING.search(text))


@lru_cache(maxsize=1024)
def is_put_as_question(text: str, *, by_customer: bool) -> bool:
    """Say whether a sentence has the form of a question, whatever its marks."""
    words = len(words_of(text))
    if words < FEWEST_WORDS or text.rstrip().endswith("!"):
        return False
    if _ASKED.search(text) or _INVERTED.search(text):
        return True
    if words == FEWEST_WORDS:
        return False
    if any(form.search(text) for form in _FORMS) or (by_customer and _CHECKED.search(text)):
        return True
    clauses = [text[comma.end() :] for comma in _COMMA.finditer(text)]
    return any(len(words_of(one)) >= FEWEST_WORDS and _LATER.search(one) for one in clauses)


def is_stated_and_answered(text: str, answer: str) -> bool:
    """Say whether a sentence states something of whoever answers it with a yes or no.

    What is stated of somebody who knows it better is a question (Labov and Fanshel, Therapeutic
    discourse, 1977).
    """
    if len(words_of(text)) <= FEWEST_WORDS or text.rstrip().endswith("!"):
        return False
    return bool(_STATED.search(text) and _ANSWERED.search(answer))


def is_open_question(question: str) -> bool:
    """Say whether an English question asks to tell, not to confirm or to name one thing."""
    cues = built_in_cues("questions")
    if cues["asks_to_tell"].found_in(question):
        return True
    return any(
        min((first for first, _ in cues["begins"].places_in(clause)), default=_LEAD_IN + 1) <= _LEAD_IN
        and not cues["not_open"].found_in(clause)
        for clause in _CLAUSES.split(question)
    )
