"""Phrases of English text: nouns with what belongs to them, and verbs with their object.

Everything is read from a stored annotation: words with their part of speech, noun chunks and entities.
Nothing is parsed anew. A verb's object is the noun chunk right after it ("cancel my old subscription").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coachkit.conversation import BACKCHANNEL_TOKENS, FILLER_TOKENS
from coachkit.keyphrases.said import Form, SaidPhrase, Span, overlaps
from coachkit.keyphrases.words import EMPTY_ADJECTIVES, EMPTY_NOUNS, EMPTY_VERBS, PARTICLES
from coachkit.languages import stem
from coachkit.models import Annotation

LONGEST = 4
"""Words of a phrase."""
OTHER_ENTITIES = frozenset("PERSON GPE LOC DATE TIME CARDINAL ORDINAL MONEY PERCENT QUANTITY NORP".split())
"""Labels of entities that are no matter by themselves: people, places, numbers, days."""
BETWEEN = frozenset({"DET", "PRON"})
"""Parts of speech that may stand between a verb and the words of its object that tell something."""
_NOUNS = frozenset({"NOUN", "PROPN"})
_TELLING = _NOUNS | {"ADJ", "VERB"}
_BARE = frozenset({"need", "use", "call", "want", "like", "say", "suppose"})
_EMPTY = EMPTY_NOUNS | BACKCHANNEL_TOKENS | FILLER_TOKENS


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    is_capital: bool


def english_phrases(
    text: str, annotation: Annotation, *, taken: Sequence[Span], names: frozenset[str]
) -> list[SaidPhrase]:
    """Return the phrases of one segment's text in order, outside the stretches in `taken`.

    `names` are folded words that are people's or the company's: no phrase holds one.
    """
    words = _words(text, annotation)
    aside = [*taken, *((a, b) for a, b, label in annotation.entities if label in OTHER_ENTITIES)]
    found: list[SaidPhrase] = []
    for start, end in annotation.chunks:
        inside = [i for i, word in enumerate(words) if start <= word.start and word.end <= end]
        for run in _telling_runs(words, inside, aside, names):
            phrase = _noun_phrase(text, [words[i] for i in run])
            if phrase is None:
                continue
            found.append(phrase)
            action = _action(words, inside[0], run[0], phrase)
            if action is not None:
                found.append(action)
    return found


def _words(text: str, annotation: Annotation) -> list[_Word]:
    return [
        _Word(a, b, text[a:b].casefold().replace("’", "'"), lemma.casefold(), pos, text[a:b][:1].isupper())
        for a, b, lemma, pos in annotation.tokens
    ]


def _telling_runs(
    words: Sequence[_Word], inside: Sequence[int], aside: Sequence[Span], names: frozenset[str]
) -> Iterator[list[int]]:
    """Yield the runs of words in a chunk that tell something; an empty word parts them."""
    run: list[int] = []
    for i in inside:
        word = words[i]
        if _is_telling(word) and word.text not in names and not overlaps(word.start, word.end, tuple(aside)):
            run.append(i)
        elif word.text == "-" and run:
            continue
        else:
            if run:
                yield run
            run = []
    if run:
        yield run


def _is_telling(word: _Word) -> bool:
    if word.pos == "ADJ" and (word.text in EMPTY_ADJECTIVES or word.lemma in EMPTY_ADJECTIVES):
        return False
    # In a noun chunk a verb stands for an adjective: "a shared inbox", "the printed list".
    if word.pos not in _TELLING or len(word.text) < 3 or not _is_plain(word.text):
        return False
    if word.pos == "VERB" and word.lemma in _BARE:
        return False
    return word.text not in _EMPTY and word.lemma not in _EMPTY


def _is_plain(word: str) -> bool:
    """Say whether a word is made of letters, with apostrophe or hyphen inside at most."""
    return all(letter.isalpha() or letter in "'-&" for letter in word)


def _noun_phrase(text: str, run: Sequence[_Word]) -> SaidPhrase | None:
    """Return the words of a run from its first telling one to its last noun, as one phrase."""
    while run and run[-1].pos not in _NOUNS:
        run = run[:-1]
    run = run[-LONGEST:]
    if not run:
        return None
    last = run[-1]
    ending = last.lemma if last.pos == "NOUN" and _is_plain(last.lemma) else last.text
    shown = text[run[0].start : last.start].casefold().replace("’", "'") + ending
    return SaidPhrase(
        key=tuple(stem(word.text, "en") for word in run),
        shown=" ".join(shown.replace(" - ", "-").split()),
        form=_form(run),
        head=stem(last.text, "en"),
    )


def _form(run: Sequence[_Word]) -> Form:
    if all(word.pos == "PROPN" and word.is_capital for word in run):
        return "name"
    if len(run) == 1:
        return "word"
    return "described" if any(word.pos in ("ADJ", "VERB") for word in run) else "compound"


def _action(words: Sequence[_Word], chunk_start: int, first: int, phrase: SaidPhrase) -> SaidPhrase | None:
    """Return the phrase with the verb before its chunk, where that says what is done with it."""
    if any(
        words[i].pos not in BETWEEN and words[i].text not in EMPTY_ADJECTIVES
        for i in range(chunk_start, first)
    ):
        return None
    at = chunk_start - 1
    particle = ""
    if at > 0 and words[at].text in PARTICLES and words[at - 1].pos == "VERB":
        particle, at = words[at].text, at - 1
    if at < 0 or words[at].pos != "VERB" or words[at].lemma in EMPTY_VERBS or len(phrase.key) > LONGEST - 1:
        return None
    verb = words[at]
    if not _is_plain(verb.lemma) or len(verb.lemma) < 3:
        return None
    parts = [verb.lemma, particle, phrase.shown]
    return SaidPhrase(
        key=(stem(verb.lemma, "en"), *([particle] if particle else []), *phrase.key),
        shown=" ".join(part for part in parts if part),
        form="action",
        head=phrase.head,
    )
