"""How long a text takes to say, for transcripts that do not tell."""

import unicodedata

WORDS_A_SECOND = 2.5
"""150 words a minute: the usual pace of telephone talk."""
SIGNS_A_SECOND = 5.0
"""Of Chinese and Japanese signs, which are written without spaces."""
SHORTEST = 0.4


def speaking_time(text: str) -> float:
    """Return about how many seconds it takes to say `text`."""
    signs = sum(unicodedata.east_asian_width(char) in "WF" and char.isalnum() for char in text)
    return max(SHORTEST, signs / SIGNS_A_SECOND if signs else len(text.split()) / WORDS_A_SECOND)
