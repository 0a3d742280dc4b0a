"""How common a word is in everyday language, from wordfreq's lists."""

from functools import lru_cache
from importlib.metadata import version


def frequency_identity() -> str:
    """Return which lists are used, without reading them."""
    return f"wordfreq {version('wordfreq')} small"


@lru_cache(maxsize=50_000)
def zipf(word: str, language: str = "en") -> float:
    """Return log10 of a word's occurrences in a billion words ("the" 7.7, "invoice" 3.6), 0 if unknown.

    The scale is van Heuven et al. (2014), "SUBTLEX-UK".
    """
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, language, wordlist="small"))
