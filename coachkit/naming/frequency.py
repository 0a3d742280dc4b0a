"""How common words are, and which of them are too common to be a misheard name by themselves."""

from collections.abc import Callable

Zipf = Callable[[str], float]
"""How common a word is: log10 of its occurrences in a billion words, 0 when unknown."""
Frequency = Callable[[str, str], float]
"""The same in a language, given by its code."""
COMMON = 3.2
"""Words at or above this Zipf frequency are ordinary words, not misspelt names."""
UNKNOWN = 0.5
"""Words below this Zipf frequency are in no word list: names, or misspelt."""
EVERYDAY = 5.0
"""Words at or above this Zipf frequency are on everybody's lips: "then", "and", "send"."""
