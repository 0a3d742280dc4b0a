"""How words sound: phones by English spelling rules, coarse enough that both spellings of one sound agree.

The same rules read names and heard words, so what they get wrong they get wrong on both sides. Letters
that no rule knows, of other scripts too, stand for themselves.
"""

import re
import unicodedata
from functools import lru_cache

_RULES = (
    (r"^(?:kn|gn|pn)", "n"),
    (r"^wr", "r"),
    (r"^ps", "s"),
    (r"^x", "z"),
    (r"tch|ch", "C"),
    (r"sch|sh", "S"),
    (r"th", "T"),
    (r"ph", "f"),
    (r"gh(?=[aeiou])", "g"),
    (r"gh", ""),
    (r"wh", "w"),
    (r"(?<=[aeiou])h(?![aeiouy])", ""),
    (r"oe$", "o"),
    (r"(?:t|s|c)i(?=o|a)", "S"),
    (r"ck|cq|cc(?![eiy])", "k"),
    (r"sc(?=[eiy])", "s"),
    (r"c(?=[eiy])", "s"),
    (r"[cq]", "k"),
    (r"x", "ks"),
    (r"dge?|j|g(?=[eiy])", "J"),
    (r"mb$", "m"),
    (r"ng", "N"),
    (r"[aeio]ugh", "o"),
    (r"ee|ea|ie|ei|ey$|y$", "i"),
    (r"ai|ay", "e"),
    (r"oo|ou|ow|ew|ue|ui", "u"),
    (r"au|aw|oa", "o"),
    (r"(?<=[bcdfgklmnprstvz])e$|(?<=[bcdfgklmnprstvz])e(?=s$)", ""),
    (r"y(?=[aeiou])", "y"),
    (r"y", "i"),
)
_ANY_RULE = re.compile("|".join(f"({pattern})" for pattern, _ in _RULES))
_DOUBLED = re.compile(r"(.)\1+")
_COARSE = str.maketrans(
    {
        "b": "p", "v": "f", "d": "t", "T": "s", "g": "k", "z": "s", "S": "s", "C": "s", "J": "s", "N": "n",
        "m": "n", "a": "", "e": "", "i": "", "o": "", "u": "", "h": "", "w": "", "y": "",
    }
)  # fmt: skip
_LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "e bi si di i ef Ji eC ai Je ke el em en o pi kiu ar es ti yu vi dabliu eks wai zi"
        " ziro wan tu Tri for faif siks sefen et nain".split(),
        strict=True,
    )
)  # fmt: skip


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """Return a folded word without accents and apostrophes."""
    apart = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in apart if letter.isalnum())


@lru_cache(maxsize=100_000)
def phones(word: str) -> str:
    """Return the phones of a folded word, one character each."""
    heard = _ANY_RULE.sub(lambda match: _RULES[(match.lastindex or 1) - 1][1], plain(word))
    return _DOUBLED.sub(r"\1", heard)


@lru_cache(maxsize=100_000)
def spelled(word: str) -> str:
    """Return the phones of a word whose letters and figures are said one by one."""
    return "".join(_LETTERS.get(letter, letter) for letter in plain(word))


@lru_cache(maxsize=100_000)
def skeleton(heard: str) -> str:
    """Return phones without vowels, voiced and voiceless, hissing, and nasal ones put together."""
    rest = heard.translate(_COARSE)
    bare = _DOUBLED.sub(r"\1", rest)
    return ("A" if heard[:1] in tuple("aeiou") else "") + bare
