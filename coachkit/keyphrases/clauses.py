"""What English text says is done with a noun, or happens to it, read from words and their parts of speech."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coachkit.conversation import BACKCHANNEL_TOKENS, FILLER_TOKENS
from coachkit.keyphrases.words import ASKING_VERBS, COURTESIES, EMPTY_ADJECTIVES, PARTICLES
from coachkit.languages import stem
from coachkit.models import Annotation

LINKS = frozenset("to into for from in on about with of at".split())
"""Words that stand between two nouns, or between a verb and its object."""
NO_PHRASE = BACKCHANNEL_TOKENS | FILLER_TOKENS | COURTESIES
_NOT = frozenset({"not", "n't", "never"})
_QUESTIONS = {"long": ("take", "how long it takes"), "much": ("cost", "how much it costs")}
_WANTING = frozenset("like want need wish try".split())
_TAKEN_FOR_NAMES = frozenset({"NOUN", "PROPN"})
"""What a rare verb is often taken for: "I'd like to RSVP", "I need to port my number"."""
_NEAR = 8
"""So many words after "how long" the verb stands at the latest."""


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a text: its place, its folded text, lemma, part of speech, and the stem it is counted by."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    stem: str
    written: str
    """With the capitals of a name, or of letters said one by one ("ATM")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A verb as it is shown beside its noun, and the stems it is counted by."""

    shown: str
    stems: frozenset[str]
    is_past: bool = False


def words_in(annotation: Annotation, text: str, start: int, end: int) -> list[Word]:
    """Return the words of a stretch of the text; a word stammered is there once."""
    words: list[Word] = []
    for a, b, lemma, pos in annotation.tokens:
        if not start <= a < end:
            continue
        folded = text[a:b].casefold().replace("’", "'")
        if words and words[-1].text == folded and pos != "PUNCT":
            words.pop()
        lemma = "not" if folded == "n't" else lemma.casefold()
        if (
            pos in _TAKEN_FOR_NAMES
            and len(words) > 1
            and words[-1].text == "to"
            and words[-2].lemma in _WANTING
        ):
            pos, lemma = "VERB", folded
        said = text[a:b]
        written = said if pos == "PROPN" or said.rstrip("s").isupper() else folded
        # A noun's lemma depends on what it is taken for: "Trivia" is itself, "trivia" a trivium.
        counted = folded if pos in ("NOUN", "PROPN") else lemma
        words.append(Word(a, b, folded, lemma, pos, stem(counted, "en"), written))
    return words


def verb_before(words: Sequence[Word], first: int) -> Done | None:
    """Return what is done with an object that begins at word `first`: "close", "cannot log in to", "lost"."""
    at, between = first - 1, ""
    if at > 0 and words[at].text in PARTICLES | LINKS and words[at - 1].pos == "VERB":
        between, at = words[at].text, at - 1
    if at < 0 or words[at].pos != "VERB" or words[at].lemma in ASKING_VERBS:
        return None
    verb = words[at]
    if not verb.text.isalpha() or len(verb.text) < 3 or {verb.text, verb.lemma} & NO_PHRASE:
        return None
    # "a purchase made on my card", "I've got a card"
    if _is_past(verb) and (between in LINKS or verb.lemma == "get"):
        return None
    negation = _negation(words, at)
    is_past = _is_past(verb) and not negation
    shown = verb.text if is_past else verb.written if verb.written.isupper() else verb.lemma
    parts = (negation, shown, between)
    return Done(
        shown=" ".join(part for part in parts if part),
        stems=frozenset({verb.stem} | ({"not"} if negation else set())),
        is_past=is_past,
    )


def _is_past(verb: Word) -> bool:
    return verb.text != verb.lemma and not verb.text.endswith(("ing", "in'", "s"))


def _negation(words: Sequence[Word], verb: int) -> str:
    if verb < 2 or words[verb - 1].text not in _NOT:
        return ""
    return "cannot" if words[verb - 2].lemma in ("can", "could", "ca") else "do not"


def event_after(words: Sequence[Word], at: int) -> Done | None:
    """Return what happens to the noun before word `at`: "stolen", "not delivered", "does not sync"."""
    helpers: list[Word] = []
    while at < len(words) and (
        words[at].pos in ("AUX", "PART") or words[at].text in _NOT or (helpers and words[at].pos == "ADV")
    ):
        helpers.append(words[at])
        at += 1
    if at >= len(words) or words[at].text in EMPTY_ADJECTIVES or words[at].lemma in ASKING_VERBS:
        return None
    word = words[at]
    ends = at + 1 == len(words) or words[at + 1].pos in ("PUNCT", "CCONJ", "SCONJ")
    shown = _event(word, helpers, ends=ends) if word.text.isalpha() and len(word.text) > 2 else None
    if shown is None:
        return None
    negation = {"not"} if any(helper.text in _NOT for helper in helpers) else set()
    return Done(shown=shown, stems=frozenset({word.stem} | negation))


def _event(word: Word, helpers: Sequence[Word], *, ends: bool) -> str | None:
    """Return how an event is shown; `ends` says whether nothing follows that it could be done to."""
    lemmas = {helper.lemma for helper in helpers}
    is_negated = any(helper.text in _NOT for helper in helpers)
    negated = f"not {word.text}" if is_negated else word.text
    if "to" in lemmas or word.pos not in ("ADJ", "VERB"):
        return None
    if lemmas & {"be", "get"} and (word.pos == "ADJ" or word.text.endswith("ing") or _is_past(word)):
        return negated
    if word.pos == "ADJ":
        return None
    if "have" in lemmas and is_negated and _is_past(word):
        return negated
    if "do" in lemmas and is_negated:
        return f"{next(helper.text for helper in helpers if helper.lemma == 'do')} {negated}"
    if lemmas & {"will", "wo", "can", "ca"} and is_negated:
        return f"cannot {word.text}" if lemmas & {"can", "ca"} else f"will {negated}"
    return word.text if not helpers and ends and word.text != word.lemma else None


def questions_without_nouns(words: Sequence[Word]) -> Iterator[Done]:
    """Yield the two questions that have no noun: how long it takes, and how much it costs."""
    for n, (how, measure) in enumerate(pairwise(words)):
        if how.text == "how" and measure.text in _QUESTIONS:
            verb, shown = _QUESTIONS[measure.text]
            if any(word.lemma == verb for word in words[n + 2 : n + 2 + _NEAR]):
                yield Done(shown=shown, stems=frozenset({how.stem, measure.stem, stem(verb, "en")}))
