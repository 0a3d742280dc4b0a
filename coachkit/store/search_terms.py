"""What a person types, as words and phrases, and from them a full-text query that is always valid.

Everything is quoted, so no character of the input means anything to FTS5 (NEAR, OR, *, :, ^ …). A word
also finds its other forms: the index has a column of lemmas (stems, in languages without a model), and the
typed word is tried in its base form too. A phrase in quotes finds exactly these words; `zen*` finds words
that begin so. Text is compared loosely (see `coachkit.languages.loose`), so no language has to be known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.languages import loose, stems
from coachkit.query.word_forms import base_forms
from coachkit.query.words import Token, plain, plain_words, tokens_of

MAX_TERMS = 32
"""Words beyond these are not searched for; nobody types so many."""

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\0": " "})
_TYPED = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word or one phrase to be found."""

    text: str
    """Loosely folded."""
    is_phrase: bool = False
    is_beginning: bool = False
    """Typed with a star at the end."""
    stems: tuple[str, ...] = ()
    """Of the word, in the languages besides English that it may be in."""

    @property
    def lemmas(self) -> tuple[str, ...]:
        """What stands in the column of lemmas where the word is said in another form."""
        if self.is_phrase or self.is_beginning:
            return ()
        return tuple(dict.fromkeys((self.text, *base_forms(self.text), *self.stems)))

    @property
    def shown(self) -> str:
        """The term as a person would write it."""
        return f"“{self.text}{'*' if self.is_beginning else ''}”"


def parse_terms(typed: str, *, languages: Sequence[str] = ()) -> list[Term]:
    """Return the words and "phrases" of what was typed, repeats and bare punctuation left out.

    `languages` are the codes of those that the words may be in, besides English.
    """
    # command-line arguments may hold halves of surrogate pairs, which cannot be stored or looked up
    readable = typed.encode("utf-8", "replace").decode("utf-8").translate(_QUOTES)
    terms = []
    for phrase, word in _TYPED.findall(readable):
        text = loose(phrase or word).strip()
        if not plain_words(text):
            continue
        is_beginning = bool(word) and text.endswith("*")
        terms.append(
            Term(
                text=text.rstrip("*"),
                is_phrase=bool(phrase),
                is_beginning=is_beginning,
                stems=_stems_of(word.strip("*"), languages),
            )
        )
    return list(dict.fromkeys(terms))[:MAX_TERMS]


def _stems_of(word: str, languages: Sequence[str]) -> tuple[str, ...]:
    """Return the stems of one typed word; none of what is several words, or none."""
    whole = tokens_of(word)
    if len(whole) != 1:
        return ()
    text = word[whole[0].start : whole[0].end]
    return tuple(dict.fromkeys(loose(one) for code in languages for one in stems(text, code)))


def full_text_query(terms: Sequence[Term]) -> str:
    """Return an FTS5 expression that finds turns with all of `terms` (at least one)."""
    return " AND ".join(f"({_expression(term)})" for term in terms)


def spans(text: str, lemmas: Sequence[tuple[int, int, str]], terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Return where in `text` the terms are said: (start, end) in characters, ordered, none touching.

    `lemmas` are (start, end, lemma) of the text's words.
    """
    tokens = tokens_of(text)
    found = {place for term in terms for place in _said(tokens, term)}
    wanted = {plain(lemma) for term in terms for lemma in term.lemmas}
    found |= {(start, end) for start, end, lemma in lemmas if plain(lemma) in wanted}
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _expression(term: Term) -> str:
    said = " ".join(plain_words(term.text))
    if term.is_beginning:
        return f'words : "{said}" *'
    lemmas = [" ".join(plain_words(lemma)) for lemma in term.lemmas]
    return " OR ".join([f'words : "{said}"', *(f'lemmas : "{lemma}"' for lemma in lemmas if lemma)])


def _said(tokens: Sequence[Token], term: Term) -> list[tuple[int, int]]:
    wanted = [token.plain for token in tokens_of(term.text)]
    places = []
    for first in range(len(tokens) - len(wanted) + 1):
        run = tokens[first : first + len(wanted)]
        *whole, last = [token.plain for token in run]
        ends_well = last.startswith(wanted[-1]) if term.is_beginning else last == wanted[-1]
        if ends_well and whole == wanted[:-1]:
            places.append((run[0].start, run[-1].end))
    return places
