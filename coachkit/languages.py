"""Languages: their names, how their text is folded and stemmed, and which of them coachkit fully serves.

Nothing here loads a model. Text is folded word by word wherever a place in it is needed: folding may
change a text's length, and a word's place is that of the word before it was folded.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian",
    "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician",
    "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "kn": "Kannada", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
    "mk": "Macedonian", "ml": "Malayalam", "mr": "Marathi", "ms": "Malay", "nb": "Norwegian",
    "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian Nynorsk", "no": "Norwegian", "pa": "Punjabi",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "uz": "Uzbek", "vi": "Vietnamese", "yi": "Yiddish", "zh": "Chinese",
}  # fmt: skip
"""The languages that calls are likely to be in, by ISO 639-1 code."""
FULL = "en"
"""The language that every model and every built-in pack knows: nothing is left out of it."""
UNKNOWN = "und"
"""ISO 639's code for a language that is not known."""
STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Snowball's algorithm for each language that may have one."""
WITHOUT_SPACES = frozenset({"ja", "th", "zh"})
"""Languages that put no spaces between words: a text is not cut into words here."""
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u096f\u0980-\u0dbd"
    "\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
"""Accents and vowel signs that belong to a word, as the inside of a regular expression's brackets."""

_TURKIC = frozenset({"az", "tr"})
_DOT = "\u0307"
# Vowel signs and the stretching line go; letters that people write for one another become one.
_SIGNS = dict.fromkeys([*range(0x064B, 0x0660), 0x0670, 0x0640, *range(0x0610, 0x061B)])
_ARABIC = _SIGNS | str.maketrans(
    dict.fromkeys("أإآٱ", "ا")
    | {"ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك"}
    | {chr(first + n): str(n) for first in (0x0660, 0x06F0) for n in range(10)}
)
_ARABIC_AND = re.compile(r"^[وف](?=(?:ال|بال|كال|لل).{3})")
_ARABIC_CLITIC = re.compile(r"^[وفبكل](?=.{4})")


@lru_cache(maxsize=1_000)
def base_code(language: str | None) -> str | None:
    """Return a language's code without region or script (`tr-TR` → `tr`); None where it is not known."""
    code = re.split(r"[-_]", (language or "").strip().casefold(), maxsplit=1)[0]
    return {"iw": "he", "in": "id", "ji": "yi"}.get(code, code) if code not in ("", UNKNOWN, "mul") else None


def named_languages() -> list[tuple[str, str]]:
    """Return what languages may be called, in English or by code, each with its code."""
    return [(form, code) for code, name in NAMES.items() for form in (name, code)]


def name_of(language: str | None) -> str:
    """Return what a language is called in front of people: `Turkish`, or its code where it has no name."""
    code = base_code(language)
    return NAMES.get(code, code) if code else "an unknown language"


def is_full(language: str | None) -> bool:
    """Say whether every model and pack may judge text of this language.

    Text whose language nobody knows is judged: it is in the language that nearly all calls are in.
    """
    return base_code(language) in (None, FULL)


def unread_language(spoken: Iterable[tuple[str | None, str]]) -> str | None:
    """Return the language of most of the text that is not fully served, where that is half of it or more.

    `spoken` is (language, text) of each stretch of talk; None means that the packs and models may judge it.
    """
    letters: Counter[str | None] = Counter()
    for language, text in spoken:
        letters[None if is_full(language) else base_code(language)] += len(text)
    others = {code: count for code, count in letters.items() if code}
    if not others or sum(others.values()) < letters[None]:
        return None
    return min(others, key=lambda code: (-others[code], code))


def fold(text: str, language: str | None) -> str:
    """Return `text` with its case folded, the way the language does it.

    In Turkish and Azerbaijani `I` becomes `ı` and `İ` becomes `i`. In text with Arabic letters vowel
    signs and the stretching line are dropped, and the forms of alef, yeh, waw and teh marbuta are one.
    """
    if base_code(language) in _TURKIC:
        text = text.replace("I" + _DOT, "İ").replace("İ", "i").replace("I", "ı")
        return text.casefold().replace("i" + _DOT, "i").translate(_ARABIC)
    return text.casefold() if text.isascii() else text.casefold().translate(_ARABIC)


def small(text: str, language: str | None) -> str:
    """Return `text` in small letters, as it is shown: spelled as it was, without Arabic vowel signs."""
    if base_code(language) in _TURKIC:
        text = text.replace("I" + _DOT, "i").replace("İ", "i").replace("I", "ı")
    return text.lower().translate(_SIGNS)


def loose(text: str) -> str:
    """Return `text` folded so that it can be compared whatever its language.

    As `fold`, and `ı` is written `i`: so `ISPARTA`, `Isparta`, `ısparta` and `isparta` are one.
    """
    if text.isascii():
        return text.casefold()
    text = unicodedata.normalize("NFC", text).replace("İ", "i").casefold()
    return text.replace("i" + _DOT, "i").replace("ı", "i").translate(_ARABIC)


def has_stemmer(language: str | None) -> bool:
    """Say whether words of this language can be brought to a stem."""
    return _stemmer(base_code(language) or "") is not None


@lru_cache(maxsize=100_000)
def stem(word: str, language: str | None) -> str:
    """Return the stem of a word (any case); the folded word in a language without a Snowball stemmer.

    A stem is no word: `faturalar` and `faturayı` have the stem `fatur`.
    """
    code = base_code(language)
    folded = fold(word, code)
    stemmer = _stemmer(code or "")
    if stemmer is None:
        return folded
    if code in _TURKIC:
        # What stands after the apostrophe is a suffix; and one pass may leave one more.
        folded = re.split(r"['’]", folded, maxsplit=1)[0] or folded
        return _settled(stemmer, folded)
    if code == "ar":
        return _arabic_stem(stemmer, folded)
    return str(stemmer.stemWord(folded))


@lru_cache(maxsize=100_000)
def stems(word: str, language: str | None) -> tuple[str, ...]:
    """Return every stem that a word may have: in Arabic also that of the word without “and”, “for” and so on.

    These are written as one letter before the word, and only a known word tells whether they are there.
    """
    first = stem(word, language)
    if base_code(language) != "ar":
        return (first,)
    bare = _ARABIC_CLITIC.sub("", fold(word, "ar"))
    return tuple(dict.fromkeys((first, stem(bare, "ar"))))


def _arabic_stem(stemmer: Any, word: str) -> str:
    """Return the stem without “and the”, and without teh marbuta in either of its spellings."""
    bare = re.sub("ه$", "ة", _ARABIC_AND.sub("", word))
    return re.sub("(?<=...)ت$", "", str(stemmer.stemWord(bare)))


def _settled(stemmer: Any, word: str) -> str:
    for _ in range(4):
        shorter = str(stemmer.stemWord(word))
        if shorter == word:
            break
        word = shorter
    return word


@cache
def _stemmer(code: str) -> Any:  # Any: snowballstemmer has no types
    name = STEMMERS.get(code)
    if name is None:
        return None
    import snowballstemmer

    return snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None
