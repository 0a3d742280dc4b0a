"""How common a word is in everyday language, from wordfreq's lists."""

from functools import cache, lru_cache
from importlib.metadata import version

from coachkit.languages import WITHOUT_SPACES

_CUT_BY_A_PROGRAM = WITHOUT_SPACES | {"ko"}
"""Their lists are of words as other programs cut them, which coachkit does not install."""


def frequency_identity() -> str:
    """Return which lists are used, without reading them."""
    return f"wordfreq {version('wordfreq')} small"


@lru_cache(maxsize=100_000)
def zipf(word: str, language: str = "en") -> float:
    """Return log10 of a word's occurrences in a billion words ("the" 7.7, "invoice" 3.6), 0 if unknown.

    Every word is unknown in a language without a list (see `has_word_list`). The scale is van Heuven et
    al. (2014), "SUBTLEX-UK".
    """
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, language, wordlist="small")) if has_word_list(language) else 0.0


@cache
def common_words(language: str, *, most: int = 300) -> frozenset[str]:
    """Return the commonest words of a language; none where it has no list."""
    from wordfreq import top_n_list

    return frozenset(top_n_list(language, most, wordlist="small") if has_word_list(language) else ())


@cache
def has_word_list(language: str) -> bool:
    """Say whether it is known how common the words of a language are."""
    from wordfreq import available_languages, get_frequency_list

    if language in _CUT_BY_A_PROGRAM:
        return False
    if language in available_languages("small"):
        return True
    try:
        get_frequency_list(language, wordlist="small")  # a near relative's, as Croatian for Serbian
    except LookupError:
        return False
    return True
