"""Phrases: rows of words with two wild cards, `(a|b)` and `*`, as settings and packs write them.

A phrase is written out into rows, each place of which takes one word of a set, and the rows are counted
while that is done. So nothing in it can run away, and text from calls is only ever compared word by word.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from coachkit.languages import MARKS, loose

GAP = "*"
"""Stands for up to `WIDEST_GAP` words, in a row as well."""
WIDEST_GAP = 3
MOST_ROWS = 1_000
"""A phrase that stands for more rows than this is refused; single words in one bracket are one row."""
MOST_GAPS = 4
LONGEST = 500
"""Characters that a phrase may have."""
MOST_SHOWN = 60
"""Characters of a wrong phrase that are shown."""
FEWEST_COMMON = 3
"""So many words at least are needed where all of them are among the commonest."""
COMMONEST = frozenset(
    "a about ah all am an and any are as at be been but by can could did do does for from get go got had has"
    " have he her here him his how i if in into is it its just know like me mm my no not of oh ok okay on"
    " one or our out right she so some than that the their them then there these they think this those to uh"
    " um up us was we well were what when where which who why will with would yeah yes you your"
    .split()
)  # fmt: skip
"""What nearly every call is full of: two such words alone are no phrase."""
Token = frozenset[str]
"""The words that fit one place of a row."""
ANY: Token = frozenset()
"""The token of a gap."""
Row = tuple[Token, ...]
SpokenWord = tuple[int, int, str]
"""Start and end (characters, end exclusive) and the word, folded."""

_WORD = re.compile(rf"\w[\w{MARKS}]*(?:['’]\w[\w{MARKS}]*)*")
_REGULAR = re.compile(r"[\\\[\]{}^]|\.[*+?]|\(\?|[\w)][+?]?\$$")
"""What only a regular expression has; nobody says it."""
_PIECES = re.compile(r"[()|*]|[^()|*]+")
_ENDINGS = {"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"}
_OWN_SHORT = {
    "can't": "can not", "won't": "will not", "shan't": "shall not", "cannot": "can not", "ain't": "is not",
    "let's": "let us", "gonna": "going to", "wanna": "want to", "gotta": "got to", "kinda": "kind of",
    "dunno": "do not know", "y'all": "you all",
}  # fmt: skip
_WITH_IS = frozenset("it that what there here who how where he she when everything everyone nothing".split())


def words_in(text: str) -> list[SpokenWord]:
    """Return the words of `text`, folded; a short form is the words it is short for ("don't": do, not).

    The words of a short form all have its place. A possessive 's is left out.
    """
    return [
        (match.start(), match.end(), word)
        for match in _WORD.finditer(text)
        for word in _written_out(match[0])
    ]


@lru_cache(maxsize=100_000)
def _written_out(word: str) -> tuple[str, ...]:
    folded = loose(word).replace("’", "'")
    if folded in _OWN_SHORT:
        return tuple(_OWN_SHORT[folded].split())
    stem, mark, ending = folded.rpartition("'")
    if not mark:
        return (folded,)
    if ending == "t" and stem.endswith("n"):
        return stem[:-1], "not"
    if ending in _ENDINGS:
        return stem, _ENDINGS[ending]
    if ending == "s":
        return (stem, "is") if stem in _WITH_IS else (stem,)
    return (folded,)


def rows_of(phrases: Iterable[str]) -> tuple[Row, ...]:
    """Return every row of words and gaps that the phrases stand for, each once.

    Raises:
        ValueError: A phrase is wrong; says which and what to do.
    """
    return tuple(dict.fromkeys(row for phrase in phrases for row in rows_of_phrase(phrase)))


@lru_cache(maxsize=10_000)
def rows_of_phrase(phrase: str) -> tuple[Row, ...]:
    """Return every row of words and gaps that one phrase stands for.

    Raises:
        ValueError: It has no words or unmatched brackets, would be found in nearly every text, or stands
            for too many rows; says which and what to do.
    """
    if _REGULAR.search(phrase):
        raise ValueError(
            f"“{_short(phrase)}” looks like a regular expression; write words, with (a|b) for either and "
            "* for up to three words"
        )
    if len(phrase) > LONGEST:
        raise ValueError(
            f"“{_short(phrase)}” has more than {LONGEST} characters; write it as several phrases"
        )
    rows = rows_of_part(phrase)
    for row in rows:
        refuse_everything(phrase, row)
    return rows


def rows_of_part(phrase: str) -> tuple[Row, ...]:
    """Return every row of a phrase that is a part of others, so that it may be common or long.

    Raises:
        ValueError: It has unmatched brackets or stands for too many rows; says which and what to do.
    """
    if phrase.count(GAP) > MOST_GAPS:
        raise ValueError(f"“{_short(phrase)}” has more than {MOST_GAPS} “*”; write it as several phrases")
    texts, _ = _texts(phrase, _PIECES.findall(phrase), 0, depth=0)
    return tuple(dict.fromkeys(_row(text) for text in texts))


def _short(phrase: str) -> str:
    return phrase if len(phrase) <= MOST_SHOWN else f"{phrase[:MOST_SHOWN]}…"


def _texts(phrase: str, pieces: Sequence[str], at: int, *, depth: int) -> tuple[list[str], int]:
    """Return the texts that the pieces from `at` to the closing bracket stand for, and the place after it.

    In a text, words with `|` between them are one place that takes any of them.
    """
    done: list[str] = []
    ways = [""]
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if piece == "|" and depth:
            done, ways = done + ways, [""]
        elif piece == ")" and depth:
            return done + ways, at
        elif piece in ("|", ")"):
            raise ValueError(f"“{_short(phrase)}” has a “{piece}” without a “(” before it")
        else:
            endings = [piece]
            if piece == "(":
                endings, at = _texts(phrase, pieces, at, depth=depth + 1)
                is_apart = at == len(pieces) or pieces[at][0] in " |)*"
                if is_apart and all(way[-1:] in ("", " ") for way in ways):
                    endings = _merged(endings)
            if len(ways) * len(endings) + len(done) > MOST_ROWS:
                raise ValueError(
                    f"“{_short(phrase)}” stands for more than {MOST_ROWS:,} rows of words; "
                    "write several phrases"
                )
            ways = [way + ending for way in ways for ending in endings]
    if depth:
        raise ValueError(f"“{_short(phrase)}” has a “(” without a “)” after it")
    return ways, at


def _merged(endings: Sequence[str]) -> list[str]:
    """Return alternatives with all single words as one."""
    single = [one for one in endings if one.strip() and all(len(words_in(w)) == 1 for w in one.split("|"))]
    others = [one for one in endings if one not in single]
    return [*(["|".join(one.strip() for one in single)] if single else []), *others]


def _row(text: str) -> Row:
    row: list[Token] = []
    for i, part in enumerate(text.split(GAP)):
        row += [ANY] if i else []
        for piece in part.split():
            words = [words_in(one) for one in piece.split("|")]
            if len(words) > 1:
                row.append(frozenset(word for [(_, _, word)] in words))
            else:
                row += [frozenset((word,)) for _, _, word in words[0]]
    while row and ANY in (row[0], row[-1]):
        del row[0 if row[0] == ANY else -1]
    return tuple(row)


def refuse_everything(phrase: str, row: Sequence[Token]) -> None:
    """Check that a row of words is not what nearly every line holds.

    Raises:
        ValueError: It is; names the phrase that stands for it.
    """
    tokens = [token for token in row if token]
    if not tokens:
        raise ValueError(f"“{_short(phrase)}” would be found everywhere; it needs a word that must be said")
    common = [sorted(token & COMMONEST) for token in tokens]
    if len(tokens) < FEWEST_COMMON and all(common):
        shown = (" … " if ANY in row else " ").join(words[0] for words in common)
        raise ValueError(
            f"“{_short(phrase)}” would be found nearly everywhere (as “{shown}”); add a word that tells more"
        )
